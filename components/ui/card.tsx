import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

/** A bordered box without shadow. */
export function Card({
  tone = "plain",
  className,
  ...props
}: ComponentProps<"section"> & { tone?: "plain" | "danger" }) {
  return (
    <section
      {...props}
      className={cn(
        "overflow-hidden rounded-md border bg-surface",
        tone === "danger" && "border-bad-line [&>header]:border-bad-line [&>header]:text-bad-fg",
        className,
      )}
    />
  );
}

export function CardHeader({
  title,
  children,
  className,
}: {
  title: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <header className={cn("flex min-h-11 items-center gap-2 border-b px-4 py-2", className)}>
      <h2 className="flex-1 font-semibold">{title}</h2>
      {children}
    </header>
  );
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div {...props} className={cn("p-4", className)} />;
}

/** Pairs of a muted name and its value, in two columns. */
export function KeyValues({ className, ...props }: ComponentProps<"dl">) {
  return (
    <dl
      {...props}
      className={cn(
        "grid grid-cols-[84px_minmax(0,1fr)] gap-x-2.5 gap-y-[5px] [&>dd]:min-w-0 [&>dd]:[overflow-wrap:anywhere] [&>dt]:text-fg-3",
        className,
      )}
    />
  );
}
