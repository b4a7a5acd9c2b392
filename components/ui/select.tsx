"use client";

import { Check, ChevronDown, ChevronsUpDown, ChevronUp } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { cspNonce } from "./csp-nonce";
import { useFieldControl } from "./field-context";
import { inputBox } from "./input";

export type SelectOption = {
  value: string;
  label: string;
  /** Muted words after the label: "expires 12 Mar 2027". */
  hint?: string;
  /** Off, and why: shown below the label, because an option that is off cannot have focus. */
  disabledReason?: string;
};

type SelectProps = {
  options: readonly SelectOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  placeholder?: string;
  name?: string;
  disabled?: boolean;
  required?: boolean;
  /** `sm` 28 px for footers, `md` 32 px for bars, `lg` 36 px for forms. */
  size?: "sm" | "md" | "lg";
  className?: string;
  id?: string;
  "aria-label"?: string;
  /** Shown instead of the list when there is nothing to choose. */
  empty?: ReactNode;
};

/** A choice from a short list. */
export function Select({ options, placeholder, size = "lg", className, id, empty, ...props }: SelectProps) {
  const { "aria-label": label, ...root } = props;
  const control = useFieldControl({ ...(id ? { id } : {}) });
  return (
    <Radix.Root {...root}>
      <Radix.Trigger
        {...control}
        aria-label={label}
        className={cn(
          inputBox,
          "justify-between text-left aria-invalid:border-bad-mark focus-visible:border-ring focus-visible:outline-2 disabled:cursor-not-allowed disabled:border-border disabled:bg-surface-2 disabled:text-fg-3 data-[placeholder]:text-fg-3",
          size === "sm" &&
            "h-7 w-auto gap-1.5 border-border-strong pr-1.5 pl-2 text-xs font-medium shadow-1 max-md:h-10",
          size === "md" && "h-(--ctl-h)",
          size === "lg" && "h-(--ctl-h-lg)",
          className,
        )}
      >
        <span className="min-w-0 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon asChild>
          {size === "sm" ? (
            <ChevronDown aria-hidden className="size-3.5 text-fg-3" />
          ) : (
            <ChevronsUpDown aria-hidden className="size-3.5 text-fg-3" />
          )}
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-70 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[min(480px,calc(100vw-16px))] animate-rise overflow-hidden rounded-md bg-raised text-sm shadow-2 forced-colors:border"
        >
          <Radix.ScrollUpButton className="grid h-6 place-items-center text-fg-3">
            <ChevronUp aria-hidden className="size-3.5" />
          </Radix.ScrollUpButton>
          <Radix.Viewport nonce={cspNonce()} className="max-h-80 p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                textValue={option.label}
                disabled={Boolean(option.disabledReason)}
                className="flex min-h-7.5 items-center gap-2 rounded-xs px-2 py-1 outline-none select-none data-[disabled]:cursor-not-allowed data-[disabled]:text-fg-3 data-[highlighted]:bg-surface-3 forced-colors:data-[highlighted]:outline-2 max-md:min-h-11"
              >
                <span className="grid size-3.5 shrink-0 place-items-center">
                  <Radix.ItemIndicator>
                    <Check aria-hidden className="size-3.5 text-fg-2" />
                  </Radix.ItemIndicator>
                </span>
                <span className="min-w-0">
                  <Radix.ItemText>
                    {option.label}
                    {option.hint ? <span className="text-fg-3"> · {option.hint}</span> : null}
                  </Radix.ItemText>
                  {option.disabledReason ? (
                    <span className="block text-xs text-fg-3">{option.disabledReason}</span>
                  ) : null}
                </span>
              </Radix.Item>
            ))}
            {options.length === 0 ? <div className="px-2 py-1.5 text-fg-3">{empty ?? "Nothing to choose"}</div> : null}
          </Radix.Viewport>
          <Radix.ScrollDownButton className="grid h-6 place-items-center text-fg-3">
            <ChevronDown aria-hidden className="size-3.5" />
          </Radix.ScrollDownButton>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
