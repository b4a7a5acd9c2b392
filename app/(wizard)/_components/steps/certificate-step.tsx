"use client";

import { Field } from "@/components/form/field";
import { useTimeZone } from "@/components/shell/clock";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { formatDate } from "@/lib/format/date";
import type { WizardState } from "../use-wizard";
import type { WizardOptions } from "../wizard-options";
import { GenerateCertificate } from "./generate-certificate";

/** Step 2: which certificate signs the connectors. One that cannot is shown with the reason. */
export function CertificateStep({ wizard, options }: { wizard: WizardState; options: WizardOptions }) {
  const zone = useTimeZone();
  const error = wizard.problems.signingCertificateId;
  const usable = options.certificates.some(({ unusable }) => unusable === null);
  return (
    <>
      <Field
        label="Signing certificate"
        required
        error={error}
        hint={
          usable
            ? "Later it can be changed: that affects later enrollments only."
            : options.parents
              ? "No certificate can sign. Generate one, or bring your own on the page of the signing certificates."
              : "No certificate can sign. An Owner can add one."
        }
      >
        <RadioGroup
          aria-label="Signing certificate"
          value={wizard.values.signingCertificateId}
          onValueChange={(id) => wizard.setValue("signingCertificateId", id)}
          className="gap-2"
          tabIndex={error ? -1 : undefined}
        >
          {options.certificates.map((certificate) => (
            <Radio
              key={certificate.id}
              value={certificate.id}
              disabled={certificate.unusable !== null}
              className="rounded-md border px-4 py-3 has-data-[state=checked]:border-accent-solid"
              label={certificate.name}
              hint={
                <>
                  CN {certificate.commonName} · issued by {certificate.issuerCommonName} · {certificate.keyAlgorithm}
                  {certificate.notAfter ? (
                    <>
                      {"\u00A0· "}
                      <span className="whitespace-nowrap">expires {formatDate(certificate.notAfter, zone)}</span>
                    </>
                  ) : null}
                  {certificate.unusable ? <span className="block text-fg-2">{certificate.unusable}</span> : null}
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      {options.parents ? (
        <GenerateCertificate parents={options.parents} onMade={(id) => wizard.setValue("signingCertificateId", id)} />
      ) : null}
    </>
  );
}
