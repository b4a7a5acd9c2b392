"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import { useFieldControl } from "./field-context";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "checked" | "onChange" | "ref"> & {
  checked: boolean | "indeterminate";
  onCheckedChange: (checked: boolean) => void;
};

/** 16 px (20 px on touch widths) with a hit area of at least 24 px; `checked="indeterminate"` shows a dash. */
export function Checkbox({ className, checked, onCheckedChange, ...props }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  // Markup has no word for it.
  useEffect(() => {
    if (box.current) box.current.indeterminate = checked === "indeterminate";
  }, [checked]);
  return (
    <input
      {...useFieldControl(props)}
      ref={box}
      type="checkbox"
      className={cn("check", className)}
      checked={checked === true}
      onChange={(event) => onCheckedChange(event.target.checked)}
    />
  );
}
