"use client";

import { bytesToHex } from "@noble/hashes/utils.js";
import { useEffect, useState } from "react";
import { Field } from "@/components/form/field";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { addressSchema } from "@/lib/net/schema";
import type { ParsedKey } from "@/lib/provisioning-key/parsed-key";
import type { CheckedKey } from "@/lib/services/provisioning-keys/check";
import { checkKeyAction } from "../actions";
import { FoundKey } from "./found-key";

const REST_MS = 400;
const NO_ANSWER = "The server did not answer. What is said above was found out in this browser.";

type Question = { address: string | null; attempt: number };
type Answer = { data: CheckedKey } | { error: string };

/** Which key it is and how the gateway would answer it now. In: the key; whether it is what was meant, not what was pasted. */
export function PortalAnswer({ of, isRepaired }: { of: ParsedKey; isRepaired: boolean }) {
  const [question, setQuestion] = useState<Question>({ address: null, attempt: 0 });
  const [settled, setSettled] = useState<{ question: Question; answer: Answer } | null>(null);
  const { address, error, setTyped, typed } = useAddress((next) =>
    setQuestion(({ attempt }) => ({ address: next, attempt })),
  );
  useEffect(() => {
    let wanted = true;
    void checkKeyAction({ secretId: of.secretIdUuid, digest: bytesToHex(of.digest), address: question.address })
      .then((result) => (result.ok ? { data: result.data } : { error: result.error.message }))
      .catch(() => ({ error: NO_ANSWER }))
      .then((answer) => wanted && setSettled({ question, answer }));
    return () => {
      wanted = false;
    };
  }, [of, question]);
  const isPending = settled?.question !== question;
  const answer = settled?.answer ?? null;
  const found = answer && "data" in answer && answer.data.known && answer.data.host === of.host ? answer.data : null;
  const asksAddress = typed !== "" || Boolean(found && (found.unjudged.key || found.unjudged.group));
  return (
    <Card aria-label="In this portal">
      <CardHeader title="In this portal">
        <Button size="sm" busy={isPending} onClick={() => setQuestion({ address, attempt: question.attempt + 1 })}>
          Ask again
        </Button>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {isRepaired && found ? (
          <p className="text-sm text-fg-2">This is about the repaired key. As it was pasted, it is refused.</p>
        ) : null}
        <div role="status">
          {answer === null ? (
            "Looking it up"
          ) : "error" in answer ? (
            answer.error
          ) : found ? (
            <FoundKey found={found} address={settled?.question.address ?? null} />
          ) : (
            "No key that stands matches: it was never made here, or it was deleted."
          )}
        </div>
        {asksAddress ? (
          <Field
            label="Address of the connector"
            optional
            error={error}
            hint="As the gateway sees it. Allow lists are judged for this address."
            className="max-w-96"
          >
            <Input
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              placeholder="203.0.113.7"
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
              inputClassName="font-mono"
            />
          </Field>
        ) : null}
      </CardBody>
    </Card>
  );
}

/** A text that becomes an address once typing rests. In: told each address, null for none. */
function useAddress(onChange: (address: string | null) => void) {
  const [typed, setText] = useState("");
  const [settled, setSettled] = useState<{ address: string | null; error: string | undefined }>({
    address: null,
    error: undefined,
  });
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer), [timer]);
  const setTyped = (text: string) => {
    setText(text);
    setTimer(
      setTimeout(() => {
        const result = text.trim() === "" ? { success: true as const, data: null } : addressSchema.safeParse(text);
        const address = result.success ? result.data : null;
        setSettled({ address, error: result.success ? undefined : result.error.issues[0]?.message });
        if (result.success) onChange(address);
      }, REST_MS),
    );
  };
  return { ...settled, typed, setTyped };
}
