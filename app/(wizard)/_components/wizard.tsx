"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { useHydrated } from "@/components/form/use-hydrated";
import type { OneTimeKey } from "@/components/one-time-key/one-time-key-panel";
import { useTimeZone } from "@/components/shell/clock";
import { LogoMark } from "@/components/shell/logo-mark";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import { formatDateTime } from "@/lib/format/date";
import { formatCount } from "@/lib/format/number";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { clearDraft } from "./draft-place";
import { Intro } from "./intro";
import type { NamedKey } from "./load-wizard";
import { placeOf, type Step } from "./place";
import { StepContent } from "./step-content";
import { StepList } from "./step-list";
import { firstRefused, stepOf } from "./steps";
import { groupName, SummaryRail, useFacts } from "./summary";
import { useNameCheck } from "./use-name-check";
import { goTo, replacePlace, usePlace, useStepFocus } from "./use-place";
import { useSave } from "./use-save";
import { useWizard } from "./use-wizard";
import { WizardFooter } from "./wizard-footer";
import type { WizardOptions } from "./wizard-options";

const LIST = "/provisioning-keys";
const FORM = "wizard-form";
const CHOOSE = "Choose a provisioning key, or create a new one.";
const CONTINUE: Partial<Record<Step, string>> = { 4: "Continue to review", 5: "Save" };

type WizardProps = { owner: string; entry: Step; options: WizardOptions; named: NamedKey | null };
/** What the last step is about, when it was made here: the key string is in memory only. */
type Made = { key: KeyRow | null; id: string; secret: OneTimeKey | null; lost: string | null };

/** The Add App Connector wizard: six steps, the address names the step, and nothing is created before Save. */
export function Wizard({ owner, entry, options, named }: WizardProps) {
  const router = useRouter();
  const hydrated = useHydrated();
  const zone = useTimeZone();
  const { asked, keyId } = usePlace(entry);
  const wizard = useWizard(owner, options, asked > 1);
  const [made, setMade] = useState<Made | null>(null);
  const [chosen, setChosen] = useState("");
  const [missing, setMissing] = useState(false);
  const [safe, setSafe] = useState({ kept: false, confirmed: false });
  const [tries, setTries] = useState(0);
  const [checking, setChecking] = useState(false);
  const [opening, startOpening] = useTransition();
  const name = useNameCheck(wizard.values.name);
  const { save, saving, failure } = useSave(wizard);
  const facts = useFacts(wizard, options);
  const main = useRef<HTMLFormElement>(null);

  const usable = named?.problem === null ? named.key : null;
  const documented = made ? (made.key ?? (named?.key?.id === made.id ? named.key : null)) : keyId ? usable : null;
  const last: Step = wizard.choice === "existing" ? 1 : wizard.firstIncomplete;
  const first: Step = keyId && named?.problem ? 1 : last;
  const step: Step = made || (asked === 6 && documented) ? 6 : asked <= last && asked < 6 ? asked : first;
  // What was typed is in the tab: until it is read, a later step cannot be judged.
  const settled = wizard.ready || asked <= 2;
  const heading = useStepFocus(step, settled);
  const needing = Object.keys(wizard.problems).filter((path) => stepOf(path) === step);

  const { reach } = wizard;
  useEffect(() => {
    if (!wizard.ready || (made && !documented)) return;
    reach(step);
    // A key that cannot be used stays in the address with the step that says why.
    const refused = named?.problem && step === 1 ? keyId : null;
    if (step !== asked) replacePlace(step, (step === 6 ? made?.id : refused) ?? undefined);
  }, [asked, documented, keyId, made, named, reach, step, wizard.ready]);

  const pending = useRef(0);
  // After the heading: where something was refused, the focus belongs to the first field of it, once its step is shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step that comes later shows its fields later
  useEffect(() => {
    if (pending.current === tries) return;
    const wrong = main.current?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? [];
    const first = [...wrong].find((field) => field.checkVisibility());
    if (!first) return;
    pending.current = tries;
    first.focus();
  }, [tries, step]);

  const go = (to: Step) => {
    wizard.dismissRestored();
    goTo(to);
  };
  const finish = (next: Made) => {
    setMade(next);
    wizard.startOver();
    replacePlace(6, next.id);
  };
  const send = async () => {
    const outcome = await save();
    if (outcome.kind === "created") finish({ ...outcome, id: outcome.key.id, lost: null });
    if (outcome.kind === "lost") {
      finish({ key: null, id: outcome.id, secret: null, lost: outcome.message });
      router.replace(placeOf(6, outcome.id));
    }
    if (outcome.kind === "refused") {
      wizard.refuse(outcome.fields);
      goTo(firstRefused(outcome.fields));
      setTries(tries + 1);
    }
  };
  const goOn = async (event: FormEvent) => {
    event.preventDefault();
    if (saving || checking || opening) return;
    if (step === 6) return;
    if (step === 5) return await send();
    if (step === 1 && wizard.choice === "existing") {
      setMissing(chosen === "");
      if (chosen === "") setTries(tries + 1);
      else startOpening(() => router.push(placeOf(6, chosen)));
      return;
    }
    wizard.attempt(step);
    let wrong = Object.keys({ ...wizard.problemsOf(step), ...pick(wizard.problems, needing) }).length > 0;
    if (!wrong && step === 4) {
      setChecking(true);
      wrong = await name.isTaken();
      setChecking(false);
      if (wrong) wizard.refuse({ name: name.taken });
    }
    if (wrong) setTries(tries + 1);
    else go((step + 1) as Step);
  };
  const done = () => {
    toast.success(made?.secret ? `Provisioning key ${documented?.name} created` : "Instructions closed");
    // The page is still here for a moment, the key string is not.
    setMade(made && { ...made, secret: null });
    router.replace(LIST);
  };
  const cancel = () => {
    clearDraft();
    router.push(LIST);
  };
  const kept = !made?.secret || safe.kept || safe.confirmed;
  const busy = saving || checking || opening;
  return (
    <div className="grid h-dvh grid-rows-[auto_minmax(0,1fr)_auto] bg-surface">
      <header className="flex h-(--topbar-h) items-center gap-2.5 border-b px-(--gutter)">
        <LogoMark />
        <h1 className="text-md font-semibold">Add App Connector</h1>
        <span className="text-fg-3">Step {step} of 6</span>
        <span className="ml-auto" />
        <span className="text-xs text-fg-3 max-md:sr-only">
          {wizard.savedAt ? `Draft saved ${formatDateTime(wizard.savedAt, zone).split(", ")[1]}` : null}
        </span>
        {made?.secret ? null : (
          <IconButton asChild size="md" label={step === 6 ? "Close" : "Close. The draft is kept"}>
            <Link href={LIST}>
              <X />
            </Link>
          </IconButton>
        )}
      </header>
      <div className="grid min-h-0 grid-cols-[272px_minmax(0,1fr)] max-md:grid-cols-1 max-md:grid-rows-[auto_minmax(0,1fr)]">
        <StepList
          current={step}
          done={(one) => (step === 6 ? one < 6 : one < last && one < Math.max(step, wizard.furthest))}
          reachable={(one) => !made && (one === 1 || (step !== 6 && one <= last))}
          onGo={go}
          noteOf={(one) => {
            const bad = Object.keys(wizard.problems).filter((path) => stepOf(path) === one).length;
            if (step === 6) return null;
            if (bad > 0)
              return { text: `${formatCount(bad, "field")} ${bad === 1 ? "needs" : "need"} attention`, bad: true };
            if (one >= step) return null;
            const certificate = options.certificates.find(({ id }) => id === wizard.values.signingCertificateId);
            const words = {
              1: "New provisioning key",
              2: certificate?.name,
              3: groupName(wizard),
              4: wizard.values.name,
            };
            const text = one < 5 ? words[one as 1 | 2 | 3 | 4] : undefined;
            return text ? { text, bad: false } : null;
          }}
        />
        <div className="grid min-h-0 min-w-0 grid-cols-[minmax(0,1fr)] lg:has-[aside]:grid-cols-[minmax(0,1fr)_348px]">
          <main className="min-h-0 scroll-py-6 overflow-y-auto">
            <form
              ref={main}
              id={FORM}
              noValidate
              onSubmit={goOn}
              className="mx-auto flex max-w-[660px] flex-col gap-6 px-(--gutter) pt-7 pb-10"
            >
              <Intro
                step={step}
                title={step === 6 && made?.secret ? `${documented?.name} is ready` : undefined}
                ref={heading}
              />
              {wizard.restoredAt && step !== 6 ? (
                <Banner tone="plain" action={<Button onClick={wizard.startOver}>Start over</Button>}>
                  Your draft of {formatDateTime(wizard.restoredAt, zone)} is open again.
                </Banner>
              ) : null}
              {step === 1 && named?.problem && keyId ? (
                <Banner tone="bad" role="alert" title={`${named.key?.name ?? "The key"} cannot be used.`}>
                  {named.problem}
                </Banner>
              ) : null}
              {settled ? (
                <StepContent
                  {...{ step, wizard, options, documented, name, chosen, onGo: go }}
                  chooseError={missing && chosen === "" ? CHOOSE : undefined}
                  onChoose={setChosen}
                  secret={made?.secret ?? null}
                  lost={made?.lost ?? null}
                  safe={kept}
                  onKept={() => setSafe((now) => ({ ...now, kept: true }))}
                />
              ) : null}
            </form>
          </main>
          {step < 5 ? <SummaryRail facts={facts} problems={wizard.problems} /> : null}
        </div>
      </div>
      <WizardFooter
        {...{ step, busy, hydrated, failure, kept }}
        form={FORM}
        needing={needing.length}
        continueLabel={
          step === 1 && wizard.choice === "existing" ? "Continue to documentation" : (CONTINUE[step] ?? "Continue")
        }
        asksWhetherStored={made?.secret != null}
        confirmed={safe.confirmed}
        onConfirm={(confirmed) => setSafe({ ...safe, confirmed })}
        onBack={() => go((step - 1) as Step)}
        onCancel={cancel}
        onDone={done}
      />
    </div>
  );
}

function pick(problems: Record<string, string>, paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(problems).filter(([path]) => paths.includes(path)));
}
