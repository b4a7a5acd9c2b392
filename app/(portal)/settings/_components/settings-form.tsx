"use client";

import { Controller } from "react-hook-form";
import { Field } from "@/components/form/field";
import { FormSection } from "@/components/form/form-section";
import { SwitchRow } from "@/components/form/switch-row";
import { useHydrated } from "@/components/form/use-hydrated";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { SettingsDto } from "@/lib/services/tenant/get-settings";
import { AUTO_DELETE_MIN_DAYS, BOUND_MAX, LIFETIME_MAX_DAYS } from "@/lib/services/tenant/schema";
import { BoundField, NumberField } from "./number-field";
import { SettingsConflictBanner } from "./settings-conflict";
import { useSettingsForm } from "./use-settings-form";

/** The settings of the portal; what is saved is in force for the next request, in the gateway too. */
export function SettingsForm({ settings }: { settings: SettingsDto }) {
  const hydrated = useHydrated();
  const { control, register, formRef, formState, submit, conflict, failure } = useSettingsForm(settings);
  const { errors } = formState;
  return (
    <form ref={formRef} noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <div className="relative min-h-0 flex-1 scroll-py-6 overflow-y-auto">
        <div className="mx-auto flex max-w-[620px] flex-col gap-6 px-(--gutter) pt-6 pb-10">
          {conflict ? <SettingsConflictBanner conflict={conflict} /> : null}
          <FormSection title="Tenant">
            <Field
              label="Tenant name"
              required
              error={errors.name?.message}
              hint="Invited people see it on the page of their invite."
            >
              <Input {...register("name")} autoComplete="organization" />
            </Field>
          </FormSection>
          <FormSection title="Enrollment">
            <Field
              label="Enrollment host"
              error={errors.enrollmentHost?.message}
              hint={
                <>
                  Where connectors reach the gateway, host or host:port, such as api.private.example.com. It is written
                  into each new key. Left empty, the server’s own setting counts:{" "}
                  <code className="font-mono">{settings.configuredHost}</code>. Point its DNS name at the gateway; keys
                  handed out keep the host they have, and the gateway’s certificate names old and new ones.
                </>
              }
            >
              <Input
                {...register("enrollmentHost")}
                placeholder={settings.configuredHost}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
              />
            </Field>
            {settings.otherHosts.length > 0 ? (
              <Banner tone="plain" title="Keys handed out also use">
                <span className="font-mono text-xs">{settings.otherHosts.join(", ")}</span>. Keep these names pointing
                at the gateway as long as such keys are to work.
              </Banner>
            ) : null}
            <NumberField
              control={control}
              name="certificateLifetimeDays"
              label="Certificate lifetime"
              unit="days"
              hint="Of certificates issued from now on; never longer than the signing certificate’s own. Connectors renew at two thirds of it."
              max={LIFETIME_MAX_DAYS}
            />
          </FormSection>
          <FormSection title="New provisioning keys">
            <Controller
              control={control}
              name="viewOrExportDefault"
              render={({ field }) => (
                <SwitchRow
                  label="View or Export Provisioning Key After Creation"
                  hint="How the switch stands when a key is created; it can be set otherwise for each key."
                  checked={field.value}
                  onCheckedChange={field.onChange}
                />
              )}
            />
            <BoundField
              control={control}
              name="maximumUpperBound"
              switchLabel="Limit the maximum of a key"
              hint="With a limit no key can be Unlimited. Keys that exist keep their maximum until it is edited."
              label="At most"
              unit="App Connectors"
              first={100}
              max={BOUND_MAX}
            />
            <BoundField
              control={control}
              name="keyLifetimeUpperBoundDays"
              switchLabel="Limit the lifetime of a key"
              hint="With a limit each key needs an expiry, counted from its creation. Keys that exist keep theirs until it is edited."
              label="At most"
              unit="days"
              first={90}
              max={LIFETIME_MAX_DAYS}
            />
          </FormSection>
          <FormSection title="App Connectors">
            <BoundField
              control={control}
              name="autoDeleteAfterDays"
              switchLabel="Delete disconnected App Connectors"
              hint="Those that reported before and do not any more. Their certificates are revoked; the audit log names each."
              label="Disconnected for"
              unit="days"
              first={30}
              min={AUTO_DELETE_MIN_DAYS}
              max={LIFETIME_MAX_DAYS}
            >
              <Controller
                control={control}
                name="autoDeleteDisabled"
                render={({ field }) => (
                  <SwitchRow
                    label="Disabled ones too"
                    hint="A disabled App Connector cannot report, so it counts as disconnected since it was last seen."
                    checked={field.value}
                    onCheckedChange={field.onChange}
                  />
                )}
              />
            </BoundField>
          </FormSection>
        </div>
      </div>
      <div className="flex shrink-0 flex-col gap-3 border-t bg-surface px-(--gutter) py-3 max-md:pb-[max(12px,env(safe-area-inset-bottom))]">
        {failure ? (
          <Banner tone="bad" role="alert" className="mx-auto w-full max-w-[580px]">
            {failure}
          </Banner>
        ) : null}
        <div className="mx-auto flex w-full max-w-[580px] items-center justify-end gap-3">
          <span className="flex-1 text-xs text-fg-3">Changes are written to the audit log</span>
          <Button type="submit" size="lg" variant="primary" disabled={!hydrated} busy={formState.isSubmitting}>
            Save settings
          </Button>
        </div>
      </div>
    </form>
  );
}
