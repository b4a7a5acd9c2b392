"use client";

import type { OneTimeKey } from "@/components/one-time-key/one-time-key-panel";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import type { Step } from "./place";
import { CertificateStep } from "./steps/certificate-step";
import { ChooseKeyStep } from "./steps/choose-key-step";
import { DocumentationStep } from "./steps/documentation-step";
import { GroupStep } from "./steps/group-step";
import { KeyStep } from "./steps/key-step";
import { ReviewStep } from "./steps/review-step";
import type { useNameCheck } from "./use-name-check";
import type { WizardState } from "./use-wizard";
import type { WizardOptions } from "./wizard-options";

type StepContentProps = {
  step: Step;
  wizard: WizardState;
  options: WizardOptions;
  documented: KeyRow | null;
  name: ReturnType<typeof useNameCheck>;
  chosen: string;
  chooseError?: string;
  secret: OneTimeKey | null;
  lost: string | null;
  safe: boolean;
  onChoose: (id: string) => void;
  onKept: () => void;
  onGo: (step: Step) => void;
};

/** The step one is on. Those with fields stay in the page once they are there, so that going back keeps every keystroke. */
export function StepContent({ step, wizard, options, name, documented, ...props }: StepContentProps) {
  const { furthest, round } = wizard;
  const fields = step < 6;
  const keeps = (one: Step) => fields && (step === one || furthest >= one);
  const box = (one: Step) => ({ hidden: step !== one, className: step === one ? "flex flex-col gap-5" : undefined });
  return (
    <>
      {step === 1 ? (
        <ChooseKeyStep wizard={wizard} chosen={props.chosen} onChoose={props.onChoose} error={props.chooseError} />
      ) : null}
      {keeps(2) ? (
        <div {...box(2)}>
          <CertificateStep wizard={wizard} options={options} />
        </div>
      ) : null}
      {keeps(3) ? (
        <div key={`group ${round}`} {...box(3)}>
          <GroupStep wizard={wizard} options={options} />
        </div>
      ) : null}
      {keeps(4) ? (
        <div key={`key ${round}`} {...box(4)}>
          <KeyStep wizard={wizard} options={options} nameError={name.error} nameIsFree={name.isFree} />
        </div>
      ) : null}
      {step === 5 ? <ReviewStep wizard={wizard} options={options} onGo={props.onGo} /> : null}
      {step === 6 && documented ? (
        <DocumentationStep
          documented={documented}
          secret={props.secret}
          safe={props.safe}
          onKept={props.onKept}
          lost={props.lost}
        />
      ) : null}
    </>
  );
}
