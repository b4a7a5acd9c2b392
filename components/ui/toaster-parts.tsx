"use client";

import { CircleAlert, CircleCheck, Info, LoaderCircle, TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { type RaiseToast, serveToasts } from "./toast";

const raise: RaiseToast = (kind, message, options) => toast[kind](message, options);

/** The place where toasts appear, with everything they need; loaded by Toaster. */
export function ToasterParts() {
  // The place itself has to be there first: it hears only of what comes later.
  useEffect(() => serveToasts(raise), []);
  return (
    <Sonner
      position="bottom-right"
      // A bar over the lower end of a list says how much room it takes.
      offset={{ right: 20, bottom: "calc(64px + var(--bar-room, 0px))" }}
      mobileOffset={{ left: 12, right: 12, bottom: "calc(12px + var(--bar-room, 0px))" }}
      gap={10}
      expand
      duration={6000}
      icons={{
        success: <CircleCheck className="text-ok-fg" />,
        error: <CircleAlert className="text-bad-fg" />,
        warning: <TriangleAlert className="text-warn-fg" />,
        info: <Info className="text-accent" />,
        loading: <LoaderCircle className="animate-spin text-fg-3" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-(--width) items-center gap-2.5 rounded-md bg-raised px-3 py-2.5 font-sans text-sm text-fg shadow-2 forced-colors:border",
          content: "min-w-0 flex-1",
          title: "[overflow-wrap:anywhere]",
          description: "text-xs text-fg-3 [overflow-wrap:anywhere]",
          icon: "grid shrink-0 place-items-center",
          actionButton: "h-6 shrink-0 rounded-xs px-1 font-medium text-accent hover:text-accent-hover hover:underline",
          cancelButton: "h-6 shrink-0 rounded-xs px-1 font-medium text-fg-2 hover:text-fg",
        },
      }}
    />
  );
}
