"use client";

import { Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Field } from "@/components/form/field";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/cn";
import type { EnrollmentIdentity } from "@/lib/services/tenant/enrollment-identity";
import { type Inspection, inspectKey } from "./inspect-key";
import { KeyPictureView } from "./key-picture-view";
import { PortalAnswer } from "./portal-answer";

const REST_MS = 250;

/** A text box for a key, and what can be said of it: in this browser, and by the server from id and digest alone. */
export function CheckKey({ identity }: { identity: EnrollmentIdentity }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const [isShown, setShown] = useState(false);
  const [inspection, setInspection] = useState<Inspection | null>(null);
  const forget = () => {
    if (box.current) box.current.value = "";
    setText("");
    setShown(false);
  };
  useEffect(() => {
    // What was pasted before the scripts ran.
    setText(box.current?.value ?? "");
    // A page kept for Back must not keep the key.
    const onHide = () => {
      if (box.current) box.current.value = "";
      setText("");
      setShown(false);
      setInspection(null);
    };
    addEventListener("pagehide", onHide);
    return () => removeEventListener("pagehide", onHide);
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
        labelEnd={
          <span className="flex gap-1">
            {text === "" ? null : (
              <Button
                size="sm"
                variant="quiet"
                onClick={() => {
                  forget();
                  box.current?.focus();
                }}
              >
                Clear
              </Button>
            )}
            <Button
              size="sm"
              variant="quiet"
              icon={isShown ? <EyeOff /> : <Eye />}
              aria-label={isShown ? "Hide the key" : "Show the key"}
              onClick={() => setShown(!isShown)}
            >
              {isShown ? "Hide" : "Show"}
            </Button>
          </span>
        }
      >
        <Textarea
          ref={box}
          rows={4}
          maxLength={10_000}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="Paste a key, a line of an env file, or a value of a Kubernetes Secret"
          className={cn(
            "font-mono break-all placeholder:font-sans placeholder:text-fg-3",
            // Concealed like a password; unlike in a password field, line breaks stay.
            !isShown && "not-placeholder-shown:[-webkit-text-security:disc]",
          )}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </Field>
      <div role="status" className="flex flex-col gap-3 empty:hidden">
        {inspection?.found ? <p className="text-sm text-fg-2">{inspection.found}</p> : null}
        {inspection ? (
          <Banner tone={inspection.tone} title={inspection.title}>
            {inspection.text}
          </Banner>
        ) : null}
      </div>
      {inspection?.picture ? <KeyPictureView picture={inspection.picture} /> : null}
      {inspection?.key ? (
        <PortalAnswer key={inspection.key.fingerprint} of={inspection.key} isRepaired={inspection.isRepaired} />
      ) : null}
    </div>
  );
}
