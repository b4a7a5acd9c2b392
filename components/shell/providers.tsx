"use client";

import type { ReactNode } from "react";
import { Announcer } from "@/components/ui/announcer";
import { publishCspNonce } from "@/components/ui/csp-nonce";
import { GlyphSheet } from "@/components/ui/glyph";
import { Toaster } from "@/components/ui/toaster";
import { TooltipHost } from "@/components/ui/tooltip-host";
import { ClockProvider } from "./clock";

publishCspNonce();

/** What every page needs around it in the browser. */
export function Providers({ now, children }: { now: number; children: ReactNode }) {
  return (
    <ClockProvider now={now}>
      <GlyphSheet />
      {children}
      <Announcer />
      <Toaster />
      <TooltipHost />
    </ClockProvider>
  );
}
