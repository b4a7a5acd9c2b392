import type { ReactNode } from "react";
import { LogoMark } from "./logo-mark";

type FullPageProps = { title: string; description?: ReactNode; children?: ReactNode };

/** A page outside the portal's frame: mark, title, a line, then what it is for. Used by sign-in, set-up and errors. */
export function FullPage({ title, description, children }: FullPageProps) {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="flex w-full max-w-90 flex-col gap-5">
        <div className="flex flex-col gap-4.5">
          <LogoMark className="size-9" />
          <div>
            <h1 className="text-[22px]/[30px] font-semibold tracking-[-0.02em]">{title}</h1>
            {description ? <p className="mt-0.5 text-md text-fg-2">{description}</p> : null}
          </div>
        </div>
        {children}
      </div>
    </main>
  );
}
