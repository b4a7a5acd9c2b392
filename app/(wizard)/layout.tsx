import type { ReactNode } from "react";
import { BackCacheGuard } from "@/app/(portal)/_components/back-cache-guard";

/** The wizard fills the window: it stands outside the portal's frame, without navigation that would lead away from it. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <>
      <BackCacheGuard />
      {children}
    </>
  );
}
