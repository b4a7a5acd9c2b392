"use client";

import { Minus, Plus } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, useState } from "react";
import { useFieldControl } from "@/components/ui/field-context";
import { IconButton } from "@/components/ui/icon-button";
import { inputBox } from "@/components/ui/input";
import { cn } from "@/lib/cn";
import { clampStep, parseWholeNumber } from "./whole-number";

type NumberStepperProps = Omit<
  ComponentProps<"input">,
  "value" | "defaultValue" | "onChange" | "min" | "max" | "step" | "size" | "type"
> & {
  /** Null while the text is no whole number. */
  value: number | null;
  onValueChange: (value: number | null) => void;
  min: number;
  max: number;
  /** What the buttons and arrow keys add or take; Page Up and Page Down move ten times as far. */
  step?: number;
  /** Words of the two buttons. */
  lessLabel?: string;
  moreLabel?: string;
};

/** A whole number with − and +. It reports what is typed, also beyond the limits, so that the form can say what is wrong. */
export function NumberStepper({
  value,
  onValueChange,
  min,
  max,
  step = 1,
  lessLabel = "One fewer",
  moreLabel = "One more",
  disabled,
  className,
  ...props
}: NumberStepperProps) {
  const control = useFieldControl(props);
  const [text, setText] = useState(value === null ? "" : String(value));
  // The text follows the value only when it says something else, so "007" or "" may stand while being typed.
  const shown = parseWholeNumber(text) === value ? text : value === null ? text : String(value);

  const move = (by: number) => {
    const next = clampStep(value, by, min, max);
    setText(String(next));
    onValueChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: step, ArrowDown: -step, PageUp: step * 10, PageDown: -step * 10 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  };
  return (
    <span className={cn(inputBox, "h-(--ctl-h-lg) w-32 shrink-0 gap-0 px-px max-md:w-44", className)}>
      <IconButton
        label={lessLabel}
        size="md"
        tabIndex={-1}
        disabled={disabled || (value !== null && value <= min)}
        onClick={() => move(-step)}
      >
        <Minus className="size-3.5" />
      </IconButton>
      <input
        role="spinbutton"
        aria-valuenow={value ?? undefined}
        aria-valuemin={min}
        aria-valuemax={max}
        inputMode="numeric"
        autoComplete="off"
        disabled={disabled}
        {...control}
        value={shown}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          onValueChange(parseWholeNumber(event.target.value));
        }}
        className="h-full min-w-0 flex-1 bg-transparent text-center font-medium outline-none"
      />
      <IconButton
        label={moreLabel}
        size="md"
        tabIndex={-1}
        disabled={disabled || (value !== null && value >= max)}
        onClick={() => move(step)}
      >
        <Plus className="size-3.5" />
      </IconButton>
    </span>
  );
}
