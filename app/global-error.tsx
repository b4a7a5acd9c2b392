"use client";

import "./globals.css";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { themeFromCookies } from "@/components/shell/appearance";
import { FullPage } from "@/components/shell/full-page";
import { Button } from "@/components/ui/button";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** Stands in for the root layout when that itself fails; says nothing of the cause, only its reference in the log. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const theme = typeof document === "undefined" ? "system" : themeFromCookies(document.cookie);
  return (
    <html
      lang="en"
      data-theme={theme === "system" ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <title>Something failed · Latchkey</title>
        <FullPage
          title="The portal could not show this page"
          description="Enrollment of connectors is a separate service and is not affected."
        >
          {error.digest ? (
            <p className="text-xs text-fg-3">
              Reference <code className="font-mono">{error.digest}</code>
            </p>
          ) : null}
          <div>
            <Button variant="primary" size="lg" onClick={retry}>
              Try again
            </Button>
          </div>
        </FullPage>
      </body>
    </html>
  );
}
