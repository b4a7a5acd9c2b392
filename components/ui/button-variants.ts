import { cva, type VariantProps } from "class-variance-authority";

const off =
  "forced-colors:aria-disabled:border-[GrayText] forced-colors:aria-disabled:text-[GrayText] disabled:cursor-not-allowed disabled:bg-surface-2 disabled:text-fg-off disabled:inset-ring-border disabled:shadow-none aria-disabled:cursor-not-allowed aria-disabled:bg-surface-2 aria-disabled:text-fg-off aria-disabled:inset-ring-border aria-disabled:shadow-none [&:is(:disabled,[aria-disabled=true])_.lucide]:text-inherit";

/** Classes of a button, also for a link that looks like one. Kept apart so that server components can call it. */
export const buttonVariants = cva(
  `inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-sm border-transparent font-medium leading-none whitespace-nowrap transition-colors forced-colors:border [&>.lucide]:-ml-0.5 [&>.lucide:not(:first-child)]:-mr-[3px] [&>.lucide:not(:first-child)]:ml-0 ${off}`,
  {
    variants: {
      variant: {
        primary:
          "bg-ink text-on-ink hover:bg-ink-hover active:bg-ink-hover disabled:bg-surface-3 disabled:inset-ring aria-disabled:bg-surface-3 aria-disabled:inset-ring",
        secondary:
          "bg-surface text-fg shadow-1 inset-ring inset-ring-border-strong hover:bg-surface-2 active:bg-surface-3 aria-pressed:bg-surface-3 data-[state=open]:bg-surface-3 [&>.lucide]:text-fg-3",
        quiet:
          "text-fg-2 hover:bg-surface-3 hover:text-fg active:bg-surface-3 data-[state=open]:bg-surface-3 disabled:bg-transparent aria-disabled:bg-transparent [&>.lucide]:text-fg-3",
        danger:
          "bg-bad-solid text-on-bad hover:bg-bad-hover active:bg-bad-hover disabled:inset-ring aria-disabled:inset-ring",
        "danger-quiet":
          "bg-surface text-bad-fg shadow-1 inset-ring inset-ring-border-strong hover:bg-surface-2 active:bg-surface-3",
      },
      size: {
        sm: "h-7 px-[9px] text-xs",
        md: "h-(--ctl-h) px-3 text-sm max-md:text-md",
        lg: "h-(--ctl-h-lg) px-3.5 text-md",
        xl: "h-10 w-full px-4 text-md max-md:h-11",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

/** Classes of a square button that holds one icon: 24 px in rows (`sm`), 32 px in bars (`md`); 44 px on touch widths. */
export const iconButtonVariants = cva("icon-button", {
  variants: {
    size: { sm: "icon-button-sm", md: "icon-button-md" },
    tone: { plain: "", warn: "icon-button-warn", danger: "icon-button-danger" },
  },
  defaultVariants: { size: "sm", tone: "plain" },
});

export type ButtonVariants = VariantProps<typeof buttonVariants>;
export type IconButtonVariants = VariantProps<typeof iconButtonVariants>;
