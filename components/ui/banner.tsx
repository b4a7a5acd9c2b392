import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

const tones = {
  plain: { icon: Info, box: "bg-surface-2 inset-ring-border", mark: "text-fg-3" },
  info: { icon: Info, box: "bg-accent-soft inset-ring-accent-line", mark: "text-accent" },
  ok: { icon: CircleCheck, box: "bg-ok-bg inset-ring-ok-line", mark: "text-ok-fg" },
  warn: { icon: TriangleAlert, box: "bg-warn-bg inset-ring-warn-line", mark: "text-warn-fg" },
  bad: { icon: CircleAlert, box: "bg-bad-bg inset-ring-bad-line", mark: "text-bad-fg" },
} as const;

export type BannerTone = keyof typeof tones;

type BannerProps = Omit<ComponentProps<"div">, "title"> & {
  tone?: BannerTone;
  /** The first, semibold sentence. */
  title?: ReactNode;
  /** Another icon than the tone's own. */
  icon?: ReactNode;
  /** A button at the right. */
  action?: ReactNode;
};

/** A notice inside a page or dialog. For a failure that just happened pass role="alert". */
export function Banner({ tone = "info", title, icon, action, className, children, ...props }: BannerProps) {
  const { icon: Icon, box, mark } = tones[tone];
  return (
    <div
      {...props}
      className={cn("flex gap-2.5 rounded-md px-3 py-2.5 text-sm inset-ring forced-colors:border", box, className)}
    >
      <span className={cn("mt-0.5 h-4", mark)}>{icon ?? <Icon aria-hidden />}</span>
      <div className={cn("min-w-0 flex-1 [overflow-wrap:anywhere]", tone === "bad" && "[&_code]:bg-bad-line/55")}>
        {title ? <b className="font-semibold">{title} </b> : null}
        {children}
      </div>
      {action}
    </div>
  );
}
