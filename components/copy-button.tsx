"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announcer";
import { Button, type ButtonProps } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { Glyph } from "@/components/ui/glyph";
import { IconButton, type IconButtonProps } from "@/components/ui/icon-button";
import { cn } from "@/lib/cn";

const SHOWN_MS = 2_000;

type CopyButtonProps = {
  /** Accessible name: "Copy provisioning key fra1-dc-autoscale". */
  label: string;
  /** Gives the text at the moment of the click; a secret is fetched here and nowhere earlier. Throw to refuse. */
  getText: () => string | Promise<string>;
  /** Visible words; without them the button is an icon of 24 px. */
  children?: ReactNode;
  disabledReason?: string | undefined;
  /** After the text is on the clipboard. */
  onCopied?: () => void;
  /** When it is not; `error` is what getText threw. Without it the failure is only announced. */
  onFailed?: (error: unknown) => void;
  variant?: ButtonProps["variant"];
  size?: "sm" | "md" | "lg";
  className?: string;
  iconSize?: IconButtonProps["size"];
  /** Lets a key of the table press it: see RowVerb of components/data-table. */
  rowAction?: string;
};

/** Copies text that it asks for only when clicked, shows a check mark for two seconds and says the result aloud. */
export function CopyButton(props: CopyButtonProps) {
  const { label, getText, children, disabledReason, onCopied, onFailed, variant, size, className, iconSize } = props;
  const { rowAction } = props;
  const [state, setState] = useState<"idle" | "busy" | "done">("idle");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const copy = async () => {
    setState("busy");
    let failure: unknown;
    const copied = await copyText(getText).catch((error: unknown) => {
      failure = error;
      return false;
    });
    clearTimeout(timer.current);
    if (!copied) {
      setState("idle");
      announce("Not copied");
      onFailed?.(failure);
      return;
    }
    setState("done");
    announce("Copied");
    timer.current = setTimeout(() => setState("idle"), SHOWN_MS);
    onCopied?.();
  };

  const icon =
    state === "done" ? (
      <Glyph name="check" className={cn("size-3.5", !children && "text-ok-mark")} />
    ) : (
      <Glyph name="copy" className="size-3.5" />
    );
  const shared = { busy: state === "busy", disabledReason, onClick: copy, className, "data-row-action": rowAction };
  return children ? (
    <Button {...shared} aria-label={label} variant={variant} size={size} icon={icon}>
      {children}
    </Button>
  ) : (
    <IconButton {...shared} label={label} size={iconSize} tooltip={state === "done" ? "Copied" : "Copy"}>
      {icon}
    </IconButton>
  );
}
