"use client";

import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { placeOf, type Step } from "../place";
import { STEP_LABELS } from "../steps";
import { type Fact, Facts, useFacts } from "../summary";
import type { WizardState } from "../use-wizard";
import type { WizardOptions } from "../wizard-options";

type ReviewStepProps = { wizard: WizardState; options: WizardOptions; onGo: (step: Step) => void };

/** Step 5: everything that will be created, with the way back to each step. */
export function ReviewStep({ wizard, options, onGo }: ReviewStepProps) {
  const facts = useFacts(wizard, options);
  const { group, allowList } = wizard.values;
  const isNew = group.kind === "new";
  const networks: Fact[] = allowList.length > 0 ? [{ label: "Addresses", value: allowList.join(", ") }] : [];
  const parts: { step: Step; title: string; facts: Fact[] }[] = [
    { step: 2, title: STEP_LABELS[2], facts: facts.certificate },
    {
      step: 3,
      title: isNew ? "New App Connector Group" : STEP_LABELS[3],
      facts: [{ ...facts.group, label: isNew ? "Name" : "Group" }, ...facts.newGroup],
    },
    { step: 4, title: "Provisioning key", facts: [...facts.key, ...networks] },
  ];
  return (
    <>
      {parts.map(({ step, title, facts: shown }) => (
        <Card key={step}>
          <CardHeader title={title}>
            <a
              href={placeOf(step)}
              onClick={(event) => {
                event.preventDefault();
                onGo(step);
              }}
              className="flex min-h-6 items-center rounded-xs font-medium text-accent underline-offset-3 hover:underline max-md:min-h-11"
            >
              Change<span className="sr-only"> {STEP_LABELS[step].toLowerCase()}</span>
            </a>
          </CardHeader>
          <CardBody>
            <Facts facts={shown} problems={wizard.problems} />
          </CardBody>
        </Card>
      ))}
    </>
  );
}
