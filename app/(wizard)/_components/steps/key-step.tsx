"use client";

import { Check } from "lucide-react";
import { ExpiryChoice } from "@/app/(portal)/provisioning-keys/_components/fields/expiry-choice";
import { MaximumField } from "@/app/(portal)/provisioning-keys/_components/fields/maximum-field";
import { NameField } from "@/app/(portal)/provisioning-keys/_components/fields/name-field";
import { EnabledField, ViewOrExportField } from "@/app/(portal)/provisioning-keys/_components/fields/switch-fields";
import { AllowListField } from "@/components/form/allow-list/allow-list-field";
import { problemAt } from "../steps";
import type { WizardState } from "../use-wizard";
import type { WizardOptions } from "../wizard-options";

const SIZES = [5, 25, 100].map((size) => ({ label: String(size), apply: () => size }));

type KeyStepProps = { wizard: WizardState; options: WizardOptions; nameError?: string; nameIsFree: boolean };

/** Step 4: what the key is called, how often and until when it can be used, and from where. */
export function KeyStep({ wizard, options, nameError, nameIsFree }: KeyStepProps) {
  const { problems, bind, values } = wizard;
  return (
    <>
      <NameField
        field={bind("name")}
        error={problems.name ?? nameError}
        note={
          nameIsFree ? (
            <span className="flex items-center gap-1 pr-1.5 text-xs text-ok-fg">
              <Check aria-hidden className="size-3.5" />
              Available
            </span>
          ) : undefined
        }
      />
      <MaximumField
        field={bind("maximum")}
        error={problems.maximum}
        hint="Every enrollment counts, rebuilds too. Deleting a connector does not give a use back."
        upperBound={options.maximumUpperBound}
        presets={SIZES}
      />
      <div className="rounded-md border px-4 py-3.5">
        <ViewOrExportField
          value={values.viewOrExport}
          onChange={bind("viewOrExport").onChange}
          hint={
            <>
              Off: the key is shown once, in the last step, then only its digest is kept.{" "}
              <b className="font-medium text-fg-2">This cannot be turned on later.</b>
            </>
          }
        />
      </div>
      <ExpiryChoice
        field={bind("expiresAt")}
        error={problems.expiresAt}
        upperBoundDays={options.keyLifetimeUpperBoundDays}
      />
      <AllowListField field={bind("allowList")} error={problemAt(problems, "allowList")} />
      <EnabledField value={values.enabled} onChange={bind("enabled").onChange} />
    </>
  );
}
