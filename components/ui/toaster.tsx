"use client";

import { type ComponentType, useEffect, useState } from "react";
import { onToastWanted } from "./toast";

/** What a person does before anything can have a result; by then toasts must work, also when the network goes away. */
const FIRST_DEEDS = ["pointerdown", "keydown"] as const;

/** Where toasts appear; once, in the root layout. Raise one with `toast`. */
export function Toaster() {
  const [Parts, setParts] = useState<ComponentType>();
  useEffect(() => {
    let asked = false;
    const load = () => {
      if (asked) return;
      asked = true;
      import("./toaster-parts").then(
        ({ ToasterParts }) => setParts(() => ToasterParts),
        () => {
          asked = false;
        },
      );
    };
    const end = onToastWanted(load);
    for (const deed of FIRST_DEEDS) addEventListener(deed, load, { once: true, passive: true, capture: true });
    return () => {
      end();
      for (const deed of FIRST_DEEDS) removeEventListener(deed, load, { capture: true });
    };
  }, []);
  return Parts ? <Parts /> : null;
}
