import {
  CalendarClock,
  CalendarX,
  Check,
  ChevronRight,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CirclePlay,
  CircleX,
  ClockFading,
  Copy,
  Download,
  Eye,
  EyeOff,
  Hourglass,
  Info,
  Lock,
  OctagonAlert,
  Pencil,
  ShieldX,
  Trash2,
  TriangleAlert,
  Unplug,
} from "lucide-react";
import { cn } from "@/lib/cn";

const DRAWN = {
  "calendar-clock": CalendarClock,
  "calendar-x": CalendarX,
  check: Check,
  "chevron-right": ChevronRight,
  "circle-check": CircleCheck,
  "circle-dashed": CircleDashed,
  "circle-pause": CirclePause,
  "circle-play": CirclePlay,
  "circle-x": CircleX,
  "clock-fading": ClockFading,
  copy: Copy,
  download: Download,
  eye: Eye,
  "eye-off": EyeOff,
  hourglass: Hourglass,
  info: Info,
  lock: Lock,
  "octagon-alert": OctagonAlert,
  pencil: Pencil,
  "shield-x": ShieldX,
  trash: Trash2,
  "triangle-alert": TriangleAlert,
  unplug: Unplug,
} as const;

export type GlyphName = keyof typeof DRAWN;

/**
 * An icon that stands in rows of tables: it is drawn once on the page, in GlyphSheet, and referred to. A page of 25 rows has
 * 130 of them. Icons elsewhere come from lucide-react as they are.
 */
export function Glyph({ name, className }: { name: GlyphName; className?: string }) {
  return (
    <svg aria-hidden className={cn("lucide", className)}>
      <use href={`#glyph-${name}`} />
    </svg>
  );
}

/** The drawings that Glyph refers to; once on a page. */
export function GlyphSheet() {
  return (
    <svg aria-hidden className="hidden">
      <defs>
        {Object.entries(DRAWN).map(([name, Icon]) => (
          <symbol key={name} id={`glyph-${name}`} viewBox="0 0 24 24">
            <Icon className="size-full [stroke-width:inherit]" />
          </symbol>
        ))}
      </defs>
    </svg>
  );
}
