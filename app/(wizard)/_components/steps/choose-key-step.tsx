"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { StatusBadge } from "@/components/status-badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { formatMaximum, formatNumber } from "@/lib/format/number";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { SEARCH_MAX_LENGTH } from "@/lib/table/list";
import { listKeysAction } from "../../actions";
import { explainUnusableKey } from "../key-choice";
import type { WizardState } from "../use-wizard";

const SHOWN = 25;
const WAIT_MS = 200;

type ChooseKeyStepProps = { wizard: WizardState; chosen: string; onChoose: (id: string) => void; error?: string };

/** Step 1: a new key, or one that exists. A key that takes no connector now is shown with the reason. */
export function ChooseKeyStep({ wizard, chosen, onChoose, error }: ChooseKeyStepProps) {
  return (
    <>
      <RadioGroup
        aria-label="Provisioning key"
        value={wizard.choice}
        onValueChange={(choice) => wizard.setChoice(choice === "existing" ? "existing" : "new")}
        className="gap-2"
      >
        <Radio
          value="new"
          label="Create a new provisioning key"
          hint="Choose certificate and group, and how often the key can be used."
          className="rounded-md border px-4 py-3 has-data-[state=checked]:border-accent-solid"
        />
        <Radio
          value="existing"
          label="Use an existing provisioning key"
          hint="Goes straight to the instructions. Each connector takes one use of the key."
          className="rounded-md border px-4 py-3 has-data-[state=checked]:border-accent-solid"
        />
      </RadioGroup>
      {wizard.choice === "existing" ? <ExistingKeys {...{ chosen, onChoose, error }} /> : null}
    </>
  );
}

function ExistingKeys({ chosen, onChoose, error }: Omit<ChooseKeyStepProps, "wizard">) {
  const [q, setQ] = useState("");
  const [found, setFound] = useState<{ rows: KeyRow[]; more: boolean } | null>(null);
  const [failure, setFailure] = useState<string>();
  const [round, setRound] = useState(0);
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let current = true;
    const wait = first.current ? 0 : WAIT_MS;
    first.current = false;
    const timer = setTimeout(async () => {
      const answer = await listKeysAction({ q, perPage: SHOWN }).catch(() => null);
      if (!current) return;
      if (answer?.ok) setFound({ rows: answer.data.rows, more: answer.data.total > answer.data.rows.length });
      setFailure(answer?.ok ? undefined : (answer?.error.message ?? "The server did not answer."));
    }, wait);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [q, round]);

  return (
    <div className="flex flex-col gap-2.5">
      <Input
        aria-label="Search provisioning keys"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "choose-key-error" : undefined}
        icon={<Search aria-hidden />}
        value={q}
        maxLength={SEARCH_MAX_LENGTH}
        onChange={(event) => setQ(event.target.value)}
        placeholder="Search name, group or fingerprint"
        autoComplete="off"
      />
      {error ? (
        <p id="choose-key-error" role="alert" className="text-xs text-bad-fg">
          {error}
        </p>
      ) : null}
      {failure ? (
        <Banner tone="bad" role="alert" action={<Button onClick={() => setRound(round + 1)}>Try again</Button>}>
          {failure} The keys could not be loaded.
        </Banner>
      ) : null}
      {found && found.rows.length > 0 ? (
        <RadioGroup
          aria-label="Existing provisioning keys"
          value={chosen}
          onValueChange={onChoose}
          className="gap-0 divide-y rounded-md border"
        >
          {found.rows.map((key) => {
            const reason = explainUnusableKey(key);
            return (
              <div key={key.id} className="flex items-start gap-3 px-4 py-2.5">
                <Radio
                  value={key.id}
                  disabled={reason !== null}
                  className="min-w-0 flex-1 [overflow-wrap:anywhere]"
                  label={key.name}
                  hint={
                    <>
                      {key.groupName} · {formatNumber(key.used)} of {formatMaximum(key.maximum)} used
                      {reason ? <span className="block text-fg-2">{reason}</span> : null}
                    </>
                  }
                />
                <StatusBadge status={key.status} className="shrink-0 text-xs" />
              </div>
            );
          })}
        </RadioGroup>
      ) : null}
      <p role="status" className="text-xs text-fg-3">
        {found === null
          ? failure
            ? null
            : "Loading keys…"
          : found.rows.length === 0
            ? q.trim() === ""
              ? "There are no keys yet. Create a new one."
              : "No key matches."
            : found.more
              ? "There are more keys. Type to find one."
              : null}
      </p>
    </div>
  );
}
