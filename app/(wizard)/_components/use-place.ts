"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/announcer";
import { KEY_PARAM, parseStep, placeOf, STEP_PARAM, type Step } from "./place";
import { STEP_LABELS } from "./steps";

/** The step and key the address names. */
export function usePlace(entry: Step) {
  const params = useSearchParams();
  return { asked: parseStep(params.get(STEP_PARAM)) ?? entry, keyId: params.get(KEY_PARAM) };
}

/** Goes to a step: an entry of the browser's history of its own, so that Back and Forward work. No request is made. */
export function goTo(step: Step, keyId?: string): void {
  window.history.pushState(null, "", placeOf(step, keyId));
}

/** The same, in place of the entry one is on. */
export function replacePlace(step: Step, keyId?: string): void {
  window.history.replaceState(null, "", placeOf(step, keyId));
}

/** Moves the focus to the step's heading when the step changes, and says where one is. Out: the ref of the heading. */
export function useStepFocus(step: Step, ready: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Step>(undefined);
  useEffect(() => {
    if (!ready) return;
    const moved = before.current !== undefined && before.current !== step;
    before.current = step;
    if (!moved) return;
    announce(`Step ${step} of 6: ${STEP_LABELS[step]}`);
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: "end" });
  }, [step, ready]);
  return heading;
}
