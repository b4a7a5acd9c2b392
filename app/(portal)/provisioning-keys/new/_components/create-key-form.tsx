"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, get, useForm } from "react-hook-form";
import { AllowListField } from "@/components/form/allow-list/allow-list-field";
import { useHydrated } from "@/components/form/use-hydrated";
import type { OneTimeKey } from "@/components/one-time-key/one-time-key-dialog";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toast";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { type CreateKeyForm as CreateKeyValues, createKeySchema } from "@/lib/services/provisioning-keys/schema";
import { findMessage } from "../../_components/fields/binding";
import { CertificateField } from "../../_components/fields/certificate-field";
import { ExpiryField } from "../../_components/fields/expiry-field";
import { GroupFields } from "../../_components/fields/group-fields";
import { MaximumField } from "../../_components/fields/maximum-field";
import { NameField } from "../../_components/fields/name-field";
import { EnabledField, ViewOrExportField } from "../../_components/fields/switch-fields";
import { newRequestId } from "../../_components/new-request-id";
import { useFocusFirstError } from "../../_components/use-focus-first-error";
import { createKeyAction } from "../../actions";
import { KEYS_PATH } from "../../search-params";
import { CreatedKeyDialog } from "./created-key-dialog";
import { type CreateOptions, defaultValues, SIZES } from "./defaults";
import { FormSection } from "./form-section";

type Failure = { message: string /** The key exists: the list is the place to go on. */; made?: boolean };

/** One page with every field of a new key; when it is made, the key itself is shown once. */
export function CreateKeyForm({ options }: { options: CreateOptions }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [created, setCreated] = useState<{ key: KeyRow; secret: OneTimeKey } | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const { control, handleSubmit, setError, setValue, formState } = useForm<CreateKeyValues>({
    resolver: zodResolver(createKeySchema, undefined, { raw: true }),
    defaultValues: defaultValues(options, newRequestId()),
    shouldFocusError: false,
  });
  const form = useFocusFirstError(formState.submitCount);
  const errorAt = (path: string) => findMessage(get(formState.errors, path));

  const create = handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await createKeyAction(values).catch(() => null);
    if (!result) {
      // The request keeps its id, so that a key whose answer was lost is not made a second time.
      setFailure({ message: "The server did not answer. Send the form again: a key is not made twice." });
      return;
    }
    if (result.ok) {
      const { key, provisioningKey, fileName } = result.data;
      setCreated({ key, secret: { text: provisioningKey, fileName } });
      return;
    }
    const { code, message, fields } = result.error;
    const made = code === "already_shown" || code === "conflict";
    if (made) setValue("requestId", newRequestId());
    for (const [path, text] of Object.entries(fields)) setError(path as "name", { message: text });
    if (Object.keys(fields).length === 0) setFailure({ message, made });
  });

  const finish = () => {
    if (created) toast.success(`Provisioning key ${created.key.name} created`);
    setCreated(null);
    router.replace(KEYS_PATH);
  };
  return (
    <>
      <form ref={form} noValidate onSubmit={create} className="flex min-h-0 flex-1 flex-col">
        <div className="relative min-h-0 flex-1 scroll-py-6 overflow-y-auto">
          <div className="mx-auto flex max-w-[620px] flex-col gap-6 px-(--gutter) pt-6 pb-10">
            <div>
              <h1 className="text-xl font-semibold tracking-title">Add provisioning key</h1>
              <p className="mt-0.5 text-fg-2">Sets who may enroll with the key, how often and until when.</p>
            </div>
            <FormSection title="Group and certificate">
              <Controller
                control={control}
                name="group"
                render={({ field }) => (
                  <GroupFields
                    field={field}
                    groups={options.groups}
                    more={options.moreGroups}
                    errorAt={(at) => errorAt(`group.${at}`) ?? (at === "id" ? errorAt("group.root") : undefined)}
                  />
                )}
              />
              <Controller
                control={control}
                name="signingCertificateId"
                render={({ field }) => (
                  <CertificateField
                    field={field}
                    error={errorAt("signingCertificateId")}
                    certificates={options.signingCertificates}
                  />
                )}
              />
            </FormSection>
            <FormSection title="Provisioning key">
              <Controller
                control={control}
                name="name"
                render={({ field }) => <NameField field={field} error={errorAt("name")} />}
              />
              <Controller
                control={control}
                name="maximum"
                render={({ field }) => (
                  <MaximumField
                    field={field}
                    error={errorAt("maximum")}
                    hint="Every enrollment counts, rebuilds too. Deleting a connector does not give a use back."
                    upperBound={options.maximumUpperBound}
                    presets={SIZES}
                  />
                )}
              />
              <Controller
                control={control}
                name="viewOrExport"
                render={({ field }) => (
                  <div className="rounded-md border px-4 py-3.5">
                    <ViewOrExportField
                      value={field.value}
                      onChange={field.onChange}
                      hint={
                        <>
                          Off: the key is shown once, when it is created, and only its digest is kept.{" "}
                          <b className="font-medium text-fg-2">This cannot be turned on later.</b>
                        </>
                      }
                    />
                  </div>
                )}
              />
              <Controller
                control={control}
                name="expiresAt"
                render={({ field }) => <ExpiryField field={field} error={errorAt("expiresAt")} />}
              />
              <Controller
                control={control}
                name="allowList"
                render={({ field }) => <AllowListField field={field} error={errorAt("allowList")} />}
              />
              <Controller
                control={control}
                name="enabled"
                render={({ field }) => <EnabledField value={field.value} onChange={field.onChange} />}
              />
            </FormSection>
          </div>
        </div>
        <div className="flex shrink-0 flex-col gap-3 border-t bg-surface px-(--gutter) py-3 max-md:pb-[max(12px,env(safe-area-inset-bottom))]">
          {failure ? (
            <Banner tone="bad" role="alert" className="mx-auto w-full max-w-[580px]">
              {failure.message} {failure.made ? <TextLink href={KEYS_PATH}>Go to the list</TextLink> : null}
            </Banner>
          ) : null}
          <div className="mx-auto flex w-full max-w-[580px] justify-end gap-2 max-md:*:flex-1">
            <Button asChild size="lg">
              <Link href={KEYS_PATH}>Cancel</Link>
            </Button>
            <Button type="submit" size="lg" variant="primary" disabled={!hydrated} busy={formState.isSubmitting}>
              Create provisioning key
            </Button>
          </div>
        </div>
      </form>
      <CreatedKeyDialog created={created} onDone={finish} />
    </>
  );
}
