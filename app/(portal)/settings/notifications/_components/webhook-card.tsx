"use client";

import { useState } from "react";
import { AbsoluteTime } from "@/components/relative-time";
import { Pill } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import type { WebhookDto } from "@/lib/services/webhook/get";
import { SecretDialog } from "./secret-dialog";
import { useWebhookForm } from "./use-webhook-form";
import { WebhookForm } from "./webhook-form";
import { WebhookTools } from "./webhook-tools";

/** Where notifications are sent, the secret by which the receiver knows them, and a test. */
export function WebhookCard({ webhook }: { webhook: WebhookDto | null }) {
  const [secret, setSecret] = useState<string | null>(null);
  const form = useWebhookForm(webhook, setSecret);
  return (
    <Card>
      <CardHeader title="Webhook">
        {webhook === null ? null : webhook.enabled ? <Pill tone="ok">On</Pill> : <Pill>Off</Pill>}
      </CardHeader>
      <p className="px-4 pt-3.5 text-fg-2">
        Each notification is sent as JSON by POST, signed by the Standard Webhooks specification, and tried again for a
        day until it is answered with a 2xx status.
      </p>
      <WebhookForm form={form} />
      {form.version === 0 ? null : (
        <div className="border-t px-4 py-3.5">
          <WebhookTools
            version={form.version}
            onSecret={(made, version) => {
              form.setVersion(version);
              setSecret(made);
            }}
            onRemoved={form.forget}
          />
          {webhook?.previousUntil ? (
            <p className="mt-2 text-xs text-fg-3">
              The secret before the present one signs too until <AbsoluteTime at={webhook.previousUntil} />.
            </p>
          ) : null}
        </div>
      )}
      <SecretDialog secret={secret} onDone={() => setSecret(null)} />
    </Card>
  );
}
