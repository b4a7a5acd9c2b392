"use client";

import { type ReactNode, useId } from "react";
import { off } from "@/components/ui/off";
import { Switch } from "@/components/ui/switch";
import { cn } from "@/lib/cn";

type SwitchRowProps = {
  label: ReactNode;
  hint?: ReactNode;
  checked?: boolean;
  defaultChecked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
  name?: string;
  /** Turns the switch off as a control and says why. */
  disabledReason?: string | undefined;
  className?: string;
};

/** A yes-or-no setting: label and consequence at the left, switch at the right. */
export function SwitchRow({ label, hint, disabledReason, className, ...control }: SwitchRowProps) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-4", className)}>
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="mt-0.5 text-xs text-fg-3">
            {hint}
          </p>
        ) : null}
      </div>
      <Switch
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...off(disabledReason)}
        {...control}
        className="mt-0.5"
      />
    </div>
  );
}
