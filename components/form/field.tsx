"use client";

import { Check, CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { FieldContext } from "@/components/ui/field-context";
import { cn } from "@/lib/cn";

type FieldProps = {
  label: ReactNode;
  /** One control of components/ui; it takes id, aria-describedby and aria-invalid from here. */
  children: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; replaces the hint. */
  error?: ReactNode;
  /** Good news about the value, such as "Available"; replaces the hint. */
  success?: ReactNode;
  /** Shows the word "optional" beside the label, outside its accessible name. */
  optional?: boolean;
  required?: boolean;
  /** Something at the right end of the label's line. */
  labelEnd?: ReactNode;
  className?: string;
};

/** A labelled control with hint, error and success text wired to it by aria-describedby; an error is announced. */
export function Field({ label, children, hint, error, success, optional, required, labelEnd, className }: FieldProps) {
  const id = useId();
  const textId = `${id}-text`;
  const hasText = Boolean(error || success || hint);
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className="flex items-baseline gap-1.5">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {optional ? <span className="text-xs text-fg-3">optional</span> : null}
        {labelEnd ? <span className="ml-auto text-xs">{labelEnd}</span> : null}
      </div>
      <FieldContext
        value={{
          id,
          ...(hasText ? { "aria-describedby": textId } : {}),
          ...(error ? { "aria-invalid": true as const } : {}),
          ...(required ? { "aria-required": true as const } : {}),
        }}
      >
        {children}
      </FieldContext>
      <div id={textId} role={error ? "alert" : undefined} className="text-xs empty:hidden [overflow-wrap:anywhere]">
        {error ? (
          <span className="flex gap-1.5 text-bad-fg">
            <CircleAlert className="mt-px size-3.5" />
            <span>{error}</span>
          </span>
        ) : success ? (
          <span className="flex gap-1.5 text-ok-fg">
            <Check className="mt-px size-3.5" />
            <span>{success}</span>
          </span>
        ) : hint ? (
          <span className="text-fg-3">{hint}</span>
        ) : null}
      </div>
    </div>
  );
}
