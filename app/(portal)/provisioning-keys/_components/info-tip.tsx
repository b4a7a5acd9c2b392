"use client";

import { iconButtonVariants } from "@/components/ui/button-variants";
import { Glyph, type GlyphName } from "@/components/ui/glyph";
import { tip } from "@/components/ui/tip";
import { cn } from "@/lib/cn";

type InfoTipProps = {
  label: string;
  children: string;
  icon?: GlyphName;
  tone?: "plain" | "warn";
  className?: string;
};

/** An icon that says something on hover, focus and tap; it does nothing else. */
export function InfoTip({ label, children, icon = "info", tone, className }: InfoTipProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className={cn(iconButtonVariants({ tone }), "cursor-default", className)}
      {...tip(children, { press: true })}
    >
      <Glyph name={icon} />
    </button>
  );
}
