"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

/** 16 px (20 px on touch widths) with a hit area of at least 24 px; `checked="indeterminate"` shows a dash. */
export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  const control = useFieldControl(props);
  return (
    <Radix.Root {...control} className={cn("group/check check", className)}>
      <Radix.Indicator className="grid place-items-center">
        <Check aria-hidden className="hidden size-3 stroke-[3.4] group-data-[state=checked]/check:block" />
        <Minus aria-hidden className="hidden size-3 stroke-[3.4] group-data-[state=indeterminate]/check:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
