import type { Ref } from "react";
import type { Step } from "./place";
import { STEP_LABELS } from "./steps";

const WORDS: Record<Step, string> = {
  1: "An App Connector enrolls with a provisioning key: a new one, or one that still has uses.",
  2: "Signs the certificate of each connector that enrolls with the key.",
  3: "Connectors that enroll with the key join this group. It cannot be changed later.",
  4: "Sets who may enroll with this key, how often and until when.",
  5: "Save creates everything below at once. Until then nothing is created.",
  6: "",
};

/** Title of a step, which takes the focus when the step changes, and what the step is for. */
export function Intro({ step, title, ref }: { step: Step; title?: string; ref: Ref<HTMLHeadingElement> }) {
  return (
    <div>
      <h2
        ref={ref}
        tabIndex={-1}
        className="text-xl font-semibold tracking-title outline-none [overflow-wrap:anywhere]"
      >
        {title ?? STEP_LABELS[step]}
      </h2>
      {WORDS[step] ? <p className="mt-0.5 text-fg-2">{WORDS[step]}</p> : null}
    </div>
  );
}
