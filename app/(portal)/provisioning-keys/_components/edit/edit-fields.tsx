"use client";

import { type Control, Controller, type FieldErrors, get } from "react-hook-form";
import { AllowListField } from "@/components/form/allow-list/allow-list-field";
import { findMessage } from "@/components/form/find-message";
import { Banner } from "@/components/ui/banner";
import { Checkbox } from "@/components/ui/checkbox";
import { formatMaximum } from "@/lib/format/number";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import type { UpdateKeyForm } from "@/lib/services/provisioning-keys/schema";
import { type CertificateChoice, CertificateField } from "../fields/certificate-field";
import { ExpiryField } from "../fields/expiry-field";
import { MaximumField } from "../fields/maximum-field";
import { NameField } from "../fields/name-field";
import { EnabledField, ViewOrExportField } from "../fields/switch-fields";
import { MaximumOutlook } from "./maximum-outlook";

const STEPS = [10, 50].map((step) => ({
  label: `+${step}`,
  apply: (value: number | null) => (value ?? 0) + step,
}));

type EditFieldsProps = {
  control: Control<UpdateKeyForm>;
  errors: FieldErrors<UpdateKeyForm>;
  detail: KeyDetail;
  /** The maximum as it is saved now. */
  savedMaximum: number | null;
  certificates: readonly CertificateChoice[];
  upperBound: number | null;
  /** The person said that the key shall be hidden for good. */
  hideConfirmed: boolean;
  onHideConfirmed: (confirmed: boolean) => void;
};

/** The editable fields of a key. */
export function EditFields(props: EditFieldsProps) {
  const { control, errors, detail, savedMaximum, certificates, upperBound, hideConfirmed, onHideConfirmed } = props;
  const errorAt = (path: string) => findMessage(get(errors, path));
  const { signingCertificate } = detail;
  return (
    <>
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
            upperBound={upperBound}
            presets={STEPS}
            note={Object.is(field.value, savedMaximum) ? null : `was ${formatMaximum(savedMaximum)}`}
          >
            <MaximumOutlook used={detail.used} before={savedMaximum} after={field.value} />
          </MaximumField>
        )}
      />
      <Controller
        control={control}
        name="signingCertificateId"
        render={({ field }) => (
          <CertificateField
            field={field}
            error={errorAt("signingCertificateId")}
            certificates={certificates}
            current={signingCertificate}
          />
        )}
      />
      <Controller
        control={control}
        name="viewOrExport"
        render={({ field }) => (
          <div className="flex flex-col gap-3">
            <ViewOrExportField
              value={field.value}
              onChange={field.onChange}
              hint={
                detail.viewOrExport
                  ? "Turning this off hides the key for everyone and cannot be undone."
                  : "Off for good: the key string is not stored."
              }
              disabledReason={
                detail.viewOrExport
                  ? undefined
                  : "The key string was erased when this was turned off. It cannot come back."
              }
            />
            {detail.viewOrExport && !field.value ? (
              <Banner tone="warn" title="Saving erases the stored key.">
                Nobody can reveal, copy or download it any more, and only the key at hand can be used. Enrolled
                connectors are not affected.
                <label htmlFor="hide-confirmed" className="mt-2 flex items-center gap-2.5">
                  <Checkbox
                    id="hide-confirmed"
                    checked={hideConfirmed}
                    onCheckedChange={(checked) => onHideConfirmed(checked === true)}
                    aria-invalid={errorAt("viewOrExport") ? true : undefined}
                    aria-describedby={errorAt("viewOrExport") ? "hide-error" : undefined}
                  />
                  Hide this key for good
                </label>
                {errorAt("viewOrExport") ? (
                  <p id="hide-error" role="alert" className="mt-1 text-xs text-bad-fg">
                    {errorAt("viewOrExport")}
                  </p>
                ) : null}
              </Banner>
            ) : null}
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
    </>
  );
}
