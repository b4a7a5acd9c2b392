"use client";

import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

/** The box around one-line controls: border 3:1, ring in place of the border on focus, red when invalid. */
export const inputBox =
  "flex w-full items-center gap-2 rounded-sm border border-border-control bg-surface px-2.5 text-sm text-fg outline-offset-[-1px] has-[:focus-visible]:border-ring has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-ring has-[[aria-invalid=true]]:border-bad-mark has-[[aria-invalid=true]:focus-visible]:outline-bad-mark has-[:disabled]:border-border has-[:disabled]:bg-surface-2 has-[:disabled]:text-fg-3 max-md:text-lg";

export type InputProps = Omit<ComponentProps<"input">, "size"> & {
  /** `md` 32 px for bars, `lg` 36 px for forms, `xl` 40 px for sign-in. */
  size?: "md" | "lg" | "xl";
  /** A lucide icon at the start. */
  icon?: ReactNode;
  /** A button or short text at the end. */
  end?: ReactNode;
  inputClassName?: string;
};

/** One line of text. `className` styles the box, `inputClassName` the text. 16 px text on touch widths stops zooming. */
export function Input({ size = "lg", icon, end, className, inputClassName, ...props }: InputProps) {
  const control = useFieldControl(props);
  return (
    <span
      className={cn(
        inputBox,
        size === "md" && "h-(--ctl-h)",
        size === "lg" && "h-(--ctl-h-lg)",
        size === "xl" && "h-10 max-md:h-11",
        "[&>.lucide]:text-fg-3",
        Boolean(end) && "pr-1",
        className,
      )}
    >
      {icon}
      <input
        type="text"
        {...control}
        className={cn("h-full min-w-0 flex-1 bg-transparent outline-none disabled:cursor-not-allowed", inputClassName)}
      />
      {end}
    </span>
  );
}
