import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

const pill = cva(
  "inline-flex h-5.5 shrink-0 items-center gap-[5px] rounded-full px-2 text-xs font-medium whitespace-nowrap inset-ring [&>.lucide]:size-[13px] [&>.lucide]:stroke-2 forced-colors:border",
  {
    variants: {
      tone: {
        plain: "bg-surface-3 text-fg-2 inset-ring-border-strong",
        ok: "bg-ok-bg text-ok-fg inset-ring-ok-line",
        warn: "bg-warn-bg text-warn-fg inset-ring-warn-line",
        bad: "bg-bad-bg text-bad-fg inset-ring-bad-line",
        lock: "bg-lock-bg text-lock-fg inset-ring-lock-line",
        info: "bg-accent-soft text-accent inset-ring-accent-line",
      },
    },
    defaultVariants: { tone: "plain" },
  },
);

export type PillTone = NonNullable<VariantProps<typeof pill>["tone"]>;

/** A tinted pill, 22 px: state words in headers and dialogs. */
export function Pill({ tone, className, ...props }: ComponentProps<"span"> & { tone?: PillTone }) {
  return <span {...props} className={cn(pill({ tone }), className)} />;
}

/** A number beside a title or tab, 18 px. */
export function CountPill({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      {...props}
      className={cn(
        "inline-grid h-4.5 min-w-5 place-items-center rounded-full bg-surface-3 px-1.5 text-2xs font-medium text-fg-2",
        className,
      )}
    />
  );
}

/** A short machine word such as an address, in mono on grey. */
export function Tag({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      {...props}
      className={cn(
        "inline-flex h-5 items-center rounded-xs bg-surface-3 px-1.5 font-mono text-[11.5px]/none text-fg-2",
        className,
      )}
    />
  );
}

/** A reason code, the same word on connector, page and API. */
export function ReasonCode({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <code
      className={cn(
        "rounded-xs bg-bad-bg px-[5px] font-mono text-[11.5px]/[18px] font-medium whitespace-nowrap text-bad-fg",
        className,
      )}
    >
      {children}
    </code>
  );
}

/** A 7 px dot that goes with a word, never instead of it. */
export function Dot({ tone = "ok", className }: { tone?: "ok" | "warn" | "bad" | "off"; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "size-[7px] shrink-0 rounded-full forced-color-adjust-none",
        tone === "ok" && "bg-ok-mark",
        tone === "warn" && "bg-warn-mark",
        tone === "bad" && "bg-bad-mark",
        tone === "off" && "bg-off-mark",
        className,
      )}
    />
  );
}
