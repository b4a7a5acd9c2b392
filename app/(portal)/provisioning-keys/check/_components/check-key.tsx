"use client";

import { bytesToHex } from "@noble/hashes/utils.js";
import { useEffect, useRef, useState } from "react";
import { Field } from "@/components/form/field";
import { ReasonCode } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, KeyValues } from "@/components/ui/card";
import { Textarea } from "@/components/ui/textarea";
import { formatNumber } from "@/lib/format/number";
import type { CheckedKey } from "@/lib/services/provisioning-keys/check";
import type { EnrollmentIdentity } from "@/lib/services/tenant/enrollment-identity";
import { checkKeyAction } from "../actions";
import { type Inspection, inspectKey } from "./inspect-key";

const REST_MS = 250;
const NO_ANSWER = "The server did not answer. What is said above was found out in this browser.";

/** A text box for a key, and what can be said of it: in this browser, and by the server from id and digest alone. */
export function CheckKey({ identity }: { identity: EnrollmentIdentity }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [inspection, setInspection] = useState<Inspection | null>(null);
  useEffect(() => {
    // What was pasted before the scripts ran.
    setText(box.current?.value ?? "");
    // A page kept for Back must not keep the key.
    const forget = () => {
      if (box.current) box.current.value = "";
      setText("");
    };
    addEventListener("pagehide", forget);
    return () => removeEventListener("pagehide", forget);
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => setInspection(inspectKey(text, identity)), text === "" ? 0 : REST_MS);
    return () => clearTimeout(timer);
  }, [text, identity]);
  return (
    <div className="mx-auto flex w-full max-w-[720px] flex-col gap-5 px-(--gutter) pt-6 pb-10">
      <div>
        <h1 className="text-xl font-semibold tracking-title">Check a provisioning key</h1>
        <p className="mt-0.5 text-fg-2">Tells whether a key is whole, made for this host, and accepted now.</p>
      </div>
      <Field
        label="Provisioning key"
        hint="The key stays in this browser. Only its public id and a digest are sent to look it up."
      >
        <Textarea
          ref={box}
          rows={4}
          maxLength={10_000}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          className="font-mono break-all"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      <div role="status" className="empty:hidden">
        {inspection ? (
          <Banner tone={inspection.tone} title={inspection.title}>
            {inspection.text}
          </Banner>
        ) : null}
      </div>
      {inspection?.key ? <InPortal key={inspection.key.fingerprint} of={inspection.key} /> : null}
    </div>
  );
}

function InPortal({ of }: { of: NonNullable<Inspection["key"]> }) {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<{ data: CheckedKey } | { error: string } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks again
  useEffect(() => {
    let wanted = true;
    setAnswer(null);
    void checkKeyAction({ secretId: of.secretIdUuid, digest: bytesToHex(of.digest) })
      .then((result) => (result.ok ? { data: result.data } : { error: result.error.message }))
      .catch(() => ({ error: NO_ANSWER }))
      .then((next) => wanted && setAnswer(next));
    return () => {
      wanted = false;
    };
  }, [of, attempt]);
  return (
    <Card aria-label="In this portal">
      <CardHeader title="In this portal">
        <Button size="sm" busy={answer === null} onClick={() => setAttempt(attempt + 1)}>
          Ask again
        </Button>
      </CardHeader>
      <CardBody role="status">
        {answer === null ? (
          "Looking it up"
        ) : "error" in answer ? (
          answer.error
        ) : (
          <Known of={of.host} found={answer.data} />
        )}
      </CardBody>
    </Card>
  );
}

function Known({ of, found }: { of: string; found: CheckedKey }) {
  if (!found.known || found.host !== of)
    return "No key that stands matches: it was never made here, or it was deleted.";
  const { key, verdict, unjudged } = found;
  return (
    <KeyValues>
      <dt>Key</dt>
      <dd>{key.name}</dd>
      <dt>Group</dt>
      <dd>{key.groupName}</dd>
      <dt>Uses</dt>
      <dd>
        {formatNumber(key.used)} of {key.maximum === null ? "unlimited" : formatNumber(key.maximum)}
      </dd>
      <dt>Now</dt>
      <dd>
        {verdict.outcome === "refused" ? (
          <>
            <ReasonCode>{verdict.code}</ReasonCode> {verdict.detail}
          </>
        ) : unjudged.key || unjudged.group ? (
          "Would be accepted from the addresses of its allow list."
        ) : (
          "Would be accepted."
        )}
      </dd>
    </KeyValues>
  );
}
