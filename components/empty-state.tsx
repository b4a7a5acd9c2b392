import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type EmptyStateProps = {
  /** A lucide icon. */
  icon: ReactNode;
  title: ReactNode;
  /** One or two sentences: what this is for, or why nothing is shown. */
  children?: ReactNode;
  /** Buttons: the way on. */
  actions?: ReactNode;
  tone?: "plain" | "bad";
  role?: "alert" | "status";
  className?: string;
};

/** In place of content: nothing there yet, nothing matches, or no permission. Fills the room it is given. */
export function EmptyState({ icon, title, children, actions, tone = "plain", role, className }: EmptyStateProps) {
  return (
    <div
      role={role}
      className={cn(
        "flex flex-1 flex-col items-center justify-center gap-1.5 px-7 py-10 text-center [&_p]:max-w-80 [&_p]:text-fg-2",
        className,
      )}
    >
      <span
        className={cn(
          "grid size-10 place-items-center rounded-md inset-ring [&>.lucide]:size-5 [&>.lucide]:stroke-[1.6]",
          tone === "bad" ? "bg-bad-bg text-bad-fg inset-ring-bad-line" : "bg-surface-2 text-fg-2 inset-ring-border",
        )}
      >
        {icon}
      </span>
      <h2 className="mt-2 text-md font-semibold">{title}</h2>
      {children}
      {actions ? <div className="mt-2.5 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}

type ErrorStateProps = {
  /** What failed: "Keys could not be loaded". */
  title: ReactNode;
  /** What still works. */
  children?: ReactNode;
  /** Names the log entry of this failure. */
  reference?: string;
  code?: string;
  actions?: ReactNode;
  className?: string;
};

/** In place of content that failed to load: what failed, what still works, the reference, a way to try again. */
export function ErrorState({ title, children, reference, code, actions, className }: ErrorStateProps) {
  return (
    <EmptyState tone="bad" role="alert" icon={<CircleAlert />} title={title} actions={actions} className={className}>
      {typeof children === "string" ? <p>{children}</p> : children}
      {reference || code ? (
        <div className="text-xs text-fg-2">
          {reference ? (
            <>
              Reference <code className="font-mono text-2xs">{reference}</code>
            </>
          ) : null}
          {reference && code ? " · " : null}
          {code ? <code className="font-mono text-2xs">{code}</code> : null}
        </div>
      ) : null}
    </EmptyState>
  );
}
