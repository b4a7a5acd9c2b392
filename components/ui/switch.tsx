"use client";

import { Switch as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

/** 32 × 18 px, role switch, hit area 26 px high. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  const control = useFieldControl(props);
  return (
    <Radix.Root
      {...control}
      className={cn(
        "relative h-[18px] w-8 shrink-0 rounded-full border-transparent bg-border-control transition-colors after:absolute after:-inset-1 disabled:cursor-not-allowed disabled:bg-border-strong aria-disabled:cursor-not-allowed aria-checked:bg-accent-solid disabled:aria-checked:bg-accent-line forced-colors:border",
        className,
      )}
    >
      <Radix.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-on-accent shadow-1 transition-transform duration-160 data-[state=checked]:translate-x-4 forced-colors:bg-[CanvasText]" />
    </Radix.Root>
  );
}
