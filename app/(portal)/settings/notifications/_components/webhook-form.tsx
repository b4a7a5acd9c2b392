"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/form/field";
import { SwitchRow } from "@/components/form/switch-row";
import { useHydrated } from "@/components/form/use-hydrated";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { useWebhookForm } from "./use-webhook-form";

/** The webhook's settings; saving them the first time makes the secret. */
export function WebhookForm({ form }: { form: ReturnType<typeof useWebhookForm> }) {
  const hydrated = useHydrated();
  const { control, register, formRef, formState, submit, failure } = form;
  const { errors } = formState;
  return (
    <form ref={formRef} noValidate onSubmit={submit} className="flex flex-col gap-4.5 p-4">
      <Field
        label="Webhook address"
        required
        error={errors.url?.message}
        hint="https only. Its path may hold a token: it is stored sealed, and logs leave it out."
      >
        <Input
          {...register("url")}
          type="url"
          placeholder="https://hooks.example.com/latchkey"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <Controller
        control={control}
        name="enabled"
        render={({ field }) => (
          <SwitchRow
            label="Send notifications"
            hint="Switched off, what waits to be sent is dropped. A test can be sent all the same."
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
      <Controller
        control={control}
        name="allowPrivate"
        render={({ field }) => (
          <SwitchRow
            label="Allow private addresses"
            hint="Lets messages go to this machine and to private networks. Link-local addresses, where clouds hand out credentials, stay refused."
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
      <Field
        label="Certificate authority of the receiver"
        optional
        error={errors.trustedCa?.message}
        hint="In PEM, where the receiver’s certificate is not publicly trusted."
      >
        <Textarea {...register("trustedCa")} rows={2} spellCheck={false} className="font-mono text-xs" />
      </Field>
      {failure ? (
        <Banner tone="bad" role="alert">
          {failure}
        </Banner>
      ) : null}
      <div className="flex justify-end">
        <Button type="submit" size="lg" variant="primary" disabled={!hydrated} busy={formState.isSubmitting}>
          Save webhook
        </Button>
      </div>
    </form>
  );
}
