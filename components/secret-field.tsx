"use client";

import { type ReactNode, useRef, useState } from "react";
import { CopyButton } from "@/components/copy-button";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";
import { IconButton } from "@/components/ui/icon-button";
import { LazyPanel, warmPopover } from "@/components/ui/lazy-popover";
import { useTimedReveal } from "@/components/ui/use-timed-reveal";
import { cn } from "@/lib/cn";

type SecretFieldProps = {
  /** What may always be seen: "1|api.private.…|Lk7Q••••9fE=". */
  mask: string;
  /** Which secret, for names of buttons: "provisioning key fra1-dc-autoscale". */
  name: string;
  /** Fetches the secret for showing; an audited request each time. Throw an Error whose message can be shown. */
  reveal: () => Promise<string>;
  /** Fetches it for the clipboard, as its own audited request; without it there is no Copy in the panel. */
  copy?: () => Promise<string>;
  /** Reveal is off, and why. */
  disabledReason?: string | undefined;
  /** `cell` is one line in a table and reveals in a panel beside it; `block` is a box that reveals in place. */
  variant?: "cell" | "block";
  /** More buttons after the eye: copy, download. */
  children?: ReactNode;
  /** Classes of the mask; in a cell it is 184 px wide and gives way between 821 and 1359 px. */
  maskClassName?: string;
  className?: string;
};

function failureText(error: unknown): string {
  return error instanceof Error && error.message ? error.message : "The key could not be revealed. Try again.";
}

/** Dots, not letters, are read out: the mask is for the eye, the buttons carry the name. */
function Mask({ children, className }: { children: string; className?: string }) {
  return (
    <code aria-hidden className={cn("min-w-0 truncate font-mono text-[11px] tracking-[-0.01em] text-fg-2", className)}>
      {children}
    </code>
  );
}

/**
 * A secret that is masked until asked for and then shown for 30 seconds. The text is never in an attribute, never
 * announced, and leaves memory when hidden.
 */
export function SecretField(props: SecretFieldProps) {
  const { mask, name, copy, disabledReason, variant = "cell", children, maskClassName, className } = props;
  const { reveal, secondsLeft, show, hide } = useTimedReveal(props.reveal);
  const cell = useRef<HTMLDivElement>(null);
  const eye = useRef<HTMLButtonElement>(null);
  const [used, setUsed] = useState(false);
  const open = reveal.state === "shown" || reveal.state === "failed";
  if (open && !used) setUsed(true);

  const toggle = (
    <IconButton
      ref={eye}
      data-row-action="reveal"
      label={`${open ? "Hide" : "Reveal"} ${name}`}
      tooltip={open ? "Hide" : "Reveal"}
      busy={reveal.state === "loading"}
      disabledReason={disabledReason}
      onClick={() => {
        if (open) return hide();
        // Its panel is on its way while the secret is.
        if (variant === "cell") warmPopover();
        void show();
      }}
      {...(variant === "cell" && { onPointerEnter: warmPopover, onFocus: warmPopover })}
    >
      <Glyph name={open ? "eye-off" : "eye"} />
    </IconButton>
  );
  const content =
    reveal.state === "shown" ? (
      <>
        <code className="block font-mono text-[12.5px]/5 break-all select-all">{reveal.text}</code>
        <div className="mt-2.5 flex items-center gap-2">
          <span className="flex-1 text-xs text-fg-3">Hides in {secondsLeft} s</span>
          {copy ? (
            <CopyButton label={`Copy ${name}`} getText={copy} size="sm">
              Copy
            </CopyButton>
          ) : null}
          <Button size="sm" onClick={hide}>
            Hide
          </Button>
        </div>
      </>
    ) : reveal.state === "failed" ? (
      <Banner tone="bad" role="alert">
        {failureText(reveal.error)}
      </Banner>
    ) : null;

  if (variant === "block") {
    return (
      <div
        className={cn(
          "rounded-sm bg-surface-2 px-3 py-2.5 inset-ring inset-ring-border forced-colors:border",
          className,
        )}
      >
        {content ?? (
          <div className="flex items-center gap-2">
            <Mask className={cn("flex-1 text-[12.5px]", maskClassName)}>{mask}</Mask>
            {toggle}
            {children}
          </div>
        )}
      </div>
    );
  }
  return (
    <>
      <div ref={cell} className={cn("flex min-w-0 items-center max-md:[&>button]:w-9.5", className)}>
        <Mask
          className={cn(
            "w-46 shrink-0 max-xl:hidden max-md:block max-md:w-auto max-md:flex-1 max-md:tracking-[-0.04em]",
            maskClassName,
          )}
        >
          {mask}
        </Mask>
        {toggle}
        {children}
      </div>
      {used ? (
        <LazyPanel anchor={cell} open={open} onOpenChange={(next) => (next ? undefined : hide())}>
          {({ PopoverContent }) => (
            <PopoverContent
              aria-label={`Revealed: ${name}`}
              className="w-[420px]"
              onCloseAutoFocus={(event) => {
                event.preventDefault();
                // The panel has no trigger of its own to go back to; who has gone on to something else is left there.
                if (document.activeElement === document.body) eye.current?.focus({ preventScroll: true });
              }}
              onInteractOutside={(event) => {
                // The press that closes must not become the click that reveals again: the eye closes by itself.
                if (event.target instanceof Node && cell.current?.contains(event.target)) event.preventDefault();
              }}
            >
              {content}
            </PopoverContent>
          )}
        </LazyPanel>
      ) : null}
    </>
  );
}
