"use client";

import { RadioGroup as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

type SegmentsProps = Omit<ComponentProps<typeof Radix.Root>, "children"> & {
  options: readonly { value: string; label: string }[];
};

/** A few short choices side by side, one of them taken: one tab stop and arrow keys. */
export function Segments({ options, className, ...props }: SegmentsProps) {
  const control = useFieldControl(props);
  return (
    <Radix.Root
      orientation="horizontal"
      {...control}
      className={cn(
        "inline-flex max-w-full gap-0.5 rounded-sm bg-surface-3 p-0.5 aria-invalid:outline aria-invalid:outline-bad-mark max-md:grid max-md:w-full max-md:grid-cols-3 forced-colors:border",
        className,
      )}
    >
      {options.map(({ value, label }) => (
        <Radix.Item
          key={value}
          value={value}
          className="h-7 rounded-[5px] px-2.5 text-xs font-medium whitespace-nowrap text-fg-2 hover:text-fg data-[state=checked]:bg-seg-on data-[state=checked]:text-fg data-[state=checked]:shadow-1 data-[state=checked]:ring data-[state=checked]:ring-border-strong max-md:h-11 forced-colors:data-[state=checked]:bg-[Highlight] forced-colors:data-[state=checked]:text-[HighlightText]"
        >
          {label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
