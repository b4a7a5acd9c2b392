import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type ShellUser = { name: string; role: string };

function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[1]] : [words[0]];
  return letters.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}

/** Who is signed in, at the foot of the sidebar, with a slot for the account menu. */
export function UserBlock({ user, menu, className }: { user: ShellUser; menu?: ReactNode; className?: string }) {
  return (
    <div className={cn("-mx-2 border-t p-2", className)}>
      <div className="flex items-center gap-2 px-2 py-1">
        <span
          aria-hidden
          className="grid size-6.5 shrink-0 place-items-center rounded-full bg-surface-3 text-2xs font-semibold text-fg-2"
        >
          {initials(user.name)}
        </span>
        <div className="min-w-0 flex-1">
          <div className="truncate leading-[17px] font-medium">{user.name}</div>
          <div className="truncate text-2xs text-fg-3">{user.role}</div>
        </div>
        {menu}
      </div>
    </div>
  );
}
