import { Pill, type PillTone } from "@/components/ui/badge";
import { Glyph, type GlyphName } from "@/components/ui/glyph";
import { tip } from "@/components/ui/tip";
import { cn } from "@/lib/cn";

const STATUS = {
  active: { word: "Active", icon: "circle-check", text: "text-fg-2", mark: "text-ok-mark", tone: "ok" },
  expiring: { word: "Expiring", icon: "clock-fading", text: "text-warn-fg", mark: "text-warn-mark", tone: "warn" },
  exhausted: { word: "Exhausted", icon: "octagon-alert", text: "text-bad-fg", mark: "text-bad-mark", tone: "bad" },
  expired: { word: "Expired", icon: "calendar-x", text: "text-fg-2", mark: "text-bad-mark", tone: "plain" },
  disabled: { word: "Disabled", icon: "circle-pause", text: "text-fg-3", mark: "text-off-mark", tone: "plain" },
  connected: { word: "Connected", icon: "circle-check", text: "text-fg-2", mark: "text-ok-mark", tone: "ok" },
  waiting: {
    word: "Not connected yet",
    icon: "circle-dashed",
    text: "text-fg-3",
    mark: "text-off-mark",
    tone: "plain",
  },
  disconnected: { word: "Disconnected", icon: "unplug", text: "text-bad-fg", mark: "text-bad-mark", tone: "bad" },
  pending: { word: "Pending approval", icon: "hourglass", text: "text-warn-fg", mark: "text-warn-mark", tone: "warn" },
  refused: { word: "Declined", icon: "circle-x", text: "text-fg-3", mark: "text-off-mark", tone: "plain" },
  revoked: { word: "Revoked", icon: "shield-x", text: "text-fg-2", mark: "text-bad-mark", tone: "plain" },
  certificate_expired: {
    word: "Certificate expired",
    icon: "calendar-x",
    text: "text-fg-2",
    mark: "text-bad-mark",
    tone: "plain",
  },
} as const satisfies Record<string, { icon: GlyphName; tone: PillTone; [part: string]: unknown }>;

/** The states of a key and of a connector, as the server computes them. */
export type StatusName = keyof typeof STATUS;

type StatusBadgeProps = {
  status: StatusName;
  /** `text` in tables, `pill` in headers and dialogs. */
  variant?: "text" | "pill";
  /** More than the word says, as a tooltip: what is disabled, when it expires. */
  detail?: string;
  className?: string;
};

/** A state as glyph and word; the glyph's shape alone tells the states apart. */
export function StatusBadge({ status, variant = "text", detail, className }: StatusBadgeProps) {
  const { word, icon, text, mark, tone } = STATUS[status];
  const badge =
    variant === "pill" ? (
      <Pill tone={tone} className={className}>
        <Glyph name={icon} />
        {word}
      </Pill>
    ) : (
      <span className={cn("inline-flex items-center gap-1.5 align-middle whitespace-nowrap", text, className)}>
        <Glyph name={icon} className={cn("size-3.5 stroke-2", mark)} />
        {word}
      </span>
    );
  if (!detail) return badge;
  return (
    <button
      type="button"
      aria-label={`${word}: ${detail}`}
      className="min-h-6 cursor-default rounded-xs text-left"
      {...tip(detail)}
    >
      {badge}
    </button>
  );
}

/** The lock beside a managed key's name; its reason is a tooltip and is read out. */
export function ManagedLock({ reason }: { reason: string }) {
  return (
    <button
      type="button"
      aria-label={`Managed: ${reason}`}
      className="inline-grid size-6 shrink-0 cursor-default place-items-center rounded-xs text-lock-mark"
      {...tip(reason)}
    >
      <Glyph name="lock" className="size-3.5 stroke-2" />
    </button>
  );
}
