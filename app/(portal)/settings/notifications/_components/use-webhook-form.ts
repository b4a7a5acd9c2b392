"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { toast } from "@/components/ui/toast";
import type { WebhookDto } from "@/lib/services/webhook/get";
import { updateWebhookSchema, type WebhookForm } from "@/lib/services/webhook/schema";
import { updateWebhookAction } from "../actions";

const EMPTY: WebhookForm = { version: 0, url: "", enabled: true, allowPrivate: false, trustedCa: "" };

/**
 * State of the webhook's form. The version is that of what is shown here: it follows only what this page itself saved, so that another owner's
 * change meanwhile is met and not overwritten. In: the webhook as the page was loaded; what shows a new secret.
 */
export function useWebhookForm(webhook: WebhookDto | null, onSecret: (secret: string) => void) {
  const router = useRouter();
  const [version, setVersion] = useState(webhook?.version ?? 0);
  const [failure, setFailure] = useState<string>();
  const form = useForm<WebhookForm>({
    resolver: zodResolver(updateWebhookSchema, undefined, { raw: true }),
    defaultValues: webhook
      ? {
          version: webhook.version,
          url: webhook.url,
          enabled: webhook.enabled,
          allowPrivate: webhook.allowPrivate,
          trustedCa: webhook.trustedCa,
        }
      : EMPTY,
    shouldFocusError: false,
  });
  const formRef = useFocusFirstError(form.formState.submitCount);

  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await updateWebhookAction({ ...values, version }).catch(() => null);
    if (!result) return setFailure("The server did not answer. What you typed is still here; try again.");
    if (!result.ok) {
      const fields = Object.entries(result.error.fields);
      for (const [path, message] of fields) form.setError(path as keyof WebhookForm, { message });
      if (fields.length === 0) setFailure(result.error.message);
      return;
    }
    setVersion(result.data.version);
    if (result.data.changed) toast.success("Webhook saved");
    if (result.data.secret !== null) onSecret(result.data.secret);
    router.refresh();
  });
  const forget = () => {
    setVersion(0);
    form.reset(EMPTY);
  };
  return { ...form, formRef, submit, failure, version, setVersion, forget };
}
