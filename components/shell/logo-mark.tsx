import { cn } from "@/lib/cn";

/** The mark: an L whose bow is a key's head. 22 px unless sized by class; in the ink of the theme. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={cn("size-5.5 shrink-0", className)}
    >
      <rect width="24" height="24" rx="6" className="fill-ink" />
      <path d="M7.5 6v9.5a2 2 0 0 0 2 2H17" strokeWidth="2.4" className="stroke-on-ink" />
      <circle cx="14.6" cy="9.6" r="2.9" strokeWidth="2" className="stroke-on-ink" />
    </svg>
  );
}
