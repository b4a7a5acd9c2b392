"use client";

import { Download } from "lucide-react";
import { Fragment } from "react";
import { CopyButton } from "@/components/copy-button";
import { AbsoluteTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { KeyValues } from "@/components/ui/card";
import type { CertificateDetails } from "@/lib/services/signing-certificates/get";
import type { TreeCertificate } from "@/lib/services/signing-certificates/list-tree";

const WIDE = "grid-cols-[104px_minmax(0,1fr)]";

function Hex({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="flex items-center gap-0.5">
        <code className="truncate font-mono text-2xs" title={value}>
          {value}
        </code>
        <CopyButton label={`Copy ${label}`} getText={() => value} className="-my-1 max-md:-my-3" />
      </dd>
    </>
  );
}

type Attributes = NonNullable<CertificateDetails["certificate"]>["subject"];

const joinName = (attributes: Attributes) => attributes.map(({ type, value }) => `${type} = ${value}`).join(", ");

function Downloads({ row, detail }: { row: TreeCertificate; detail: CertificateDetails }) {
  const files = [
    ...(detail.certificate
      ? ([
          ["certificate", "Certificate"],
          ["chain", "Chain"],
        ] as const)
      : []),
    ...(detail.hasCsr ? ([["csr", "CSR"]] as const) : []),
  ];
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {files.map(([file, word]) => (
        <Button key={file} asChild size="sm" icon={<Download className="size-3.5" />}>
          <a
            href={`/api/signing-certificates/${row.id}/${file}`}
            download
            aria-label={`Download ${file} of ${row.name}`}
          >
            {word}
          </a>
        </Button>
      ))}
    </div>
  );
}

/** What an expanded row shows: the certificate as it says it, where it stands, and its files. */
export function CertificateDetail({ row, detail }: { row: TreeCertificate; detail: CertificateDetails }) {
  const { certificate, above } = detail;
  return (
    <>
      <section>
        <h2>Certificate</h2>
        {certificate ? (
          <KeyValues className={WIDE}>
            <dt>Subject</dt>
            <dd>{joinName(certificate.subject)}</dd>
            <dt>Issuer</dt>
            <dd>{joinName(certificate.issuer)}</dd>
            <dt>Not before</dt>
            <dd>
              <AbsoluteTime at={certificate.notBefore} />
            </dd>
            <dt>Not after</dt>
            <dd>
              <AbsoluteTime at={certificate.notAfter} until />
            </dd>
            <dt>Public key</dt>
            <dd>{certificate.keyAlgorithm}</dd>
            <dt>Signature</dt>
            <dd>{certificate.signatureAlgorithm}</dd>
            <Hex label="Serial" value={certificate.serial} />
            <Hex label="SHA-256" value={certificate.fingerprintSha256} />
            <Hex label="SHA-1" value={certificate.fingerprintSha1} />
            <Hex label="SPKI SHA-256" value={certificate.spkiSha256} />
          </KeyValues>
        ) : (
          <p className="text-fg-2">
            Waits for its signed certificate. Have the CSR signed by your CA, then upload what comes back with its
            chain.
          </p>
        )}
      </section>
      {certificate ? (
        <section>
          <h2>Extensions</h2>
          <KeyValues className="grid-cols-1 gap-y-0.5 [&>dd+dt]:mt-1.5">
            {certificate.extensions.map(({ name, critical, values }) => (
              <Fragment key={name}>
                <dt>
                  {name}
                  {critical ? " · critical" : ""}
                </dt>
                <dd className="min-w-0 [overflow-wrap:anywhere]">
                  {values.map((value) => (
                    <span key={value} className="block">
                      {value}
                    </span>
                  ))}
                </dd>
              </Fragment>
            ))}
          </KeyValues>
        </section>
      ) : null}
      <section>
        <h2>In the portal</h2>
        <KeyValues className={WIDE}>
          <dt>Description</dt>
          <dd>{row.description || "None"}</dd>
          <dt>Common name</dt>
          <dd>{row.commonName}</dd>
          <dt>Created</dt>
          <dd>
            <AbsoluteTime at={row.createdAt} />
          </dd>
          <dt>Created by</dt>
          <dd>{row.createdByName}</dd>
          <dt>Chain</dt>
          <dd>
            {above.length === 0
              ? certificate
                ? "Ends here"
                : "None yet"
              : above.map(({ subject, notAfter }) => (
                  <span key={`${subject} ${notAfter}`} className="block">
                    {subject} <span className="text-fg-3">until</span> <AbsoluteTime at={notAfter} dateOnly />
                  </span>
                ))}
          </dd>
        </KeyValues>
        <Downloads row={row} detail={detail} />
      </section>
    </>
  );
}
