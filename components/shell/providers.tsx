"use client";

import type { ReactNode } from "react";
import { Announcer } from "@/components/ui/announcer";
import { publishCspNonce } from "@/components/ui/csp-nonce";
import { Toaster } from "@/components/ui/toaster";
import { ClockProvider } from "./clock";

publishCspNonce();

/** What every page needs around it in the browser. */
export function Providers({ now, children }: { now: number; children: ReactNode }) {
  return (
    <ClockProvider now={now}>
      {children}
      <Announcer />
      <Toaster />
    </ClockProvider>
  );
}
