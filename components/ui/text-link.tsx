import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

type TextLinkProps = ComponentProps<typeof Link> & {
  /** `accent` stands out, `quiet` is underlined text (groups, certificates in rows), `name` is a row's own link. */
  variant?: "accent" | "quiet" | "name";
};

/** A link in text. */
export function TextLink({ variant = "accent", className, ...props }: TextLinkProps) {
  return (
    <Link
      {...props}
      className={cn(
        "rounded-xs",
        variant === "accent" && "font-medium text-accent underline-offset-3 hover:text-accent-hover hover:underline",
        variant === "quiet" &&
          "underline decoration-border-strong decoration-1 underline-offset-3 hover:decoration-current",
        variant === "name" && "font-medium underline-offset-3 hover:underline",
        className,
      )}
    />
  );
}
