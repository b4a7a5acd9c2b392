"use client";

import { RadioGroup as Radix } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

/** A set of choices with one tab stop and arrow keys. */
export function RadioGroup({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  const control = useFieldControl(props);
  return <Radix.Root {...control} className={cn("flex flex-col gap-3", className)} />;
}

type RadioProps = Omit<ComponentProps<typeof Radix.Item>, "children"> & { label: ReactNode; hint?: ReactNode };

/** One choice with its words and, below them, a hint. */
export function Radio({ label, hint, className, ...props }: RadioProps) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-2.5", className)}>
      <Radix.Item
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...props}
        className="relative mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-border-control bg-surface after:absolute after:-inset-1.5 disabled:cursor-not-allowed disabled:bg-surface-2 data-[state=checked]:not-disabled:border-accent-solid data-[state=checked]:not-disabled:bg-accent-solid max-md:size-5"
      >
        <Radix.Indicator className="size-1.5 rounded-full bg-on-accent forced-colors:bg-[CanvasText]" />
      </Radix.Item>
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-xs text-fg-3">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}
