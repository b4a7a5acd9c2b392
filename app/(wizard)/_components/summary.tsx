"use client";

import type { ReactNode } from "react";
import { DNS_WORDS, formatSchedule, VERSION_PROFILE_WORDS } from "@/app/(portal)/_components/group-fields/group-words";
import { useTimeZone } from "@/components/shell/clock";
import { Banner } from "@/components/ui/banner";
import { KeyValues } from "@/components/ui/card";
import { formatDate, formatDateTime } from "@/lib/format/date";
import { formatCount, formatNumber } from "@/lib/format/number";
import { nameCountry } from "@/lib/geo/countries";
import { NEW_GROUP } from "@/lib/services/connector-groups/schema";
import type { CreateKeyForm } from "@/lib/services/provisioning-keys/schema";
import type { WizardState } from "./use-wizard";
import type { WizardOptions } from "./wizard-options";

export type Fact = { label: string; value: ReactNode; path?: string };

const none = (text: string) => <span className="text-fg-3">{text}</span>;

/** What is chosen on steps 2 to 4, as pairs of a name and a value. */
export function useFacts(wizard: WizardState, options: WizardOptions) {
  const zone = useTimeZone();
  const { values } = wizard;
  const certificate = options.certificates.find(({ id }) => id === values.signingCertificateId);
  const certificateFacts: Fact[] = [
    {
      label: "Certificate",
      path: "signingCertificateId",
      value: certificate ? (
        <>
          {certificate.name}
          <span className="block text-xs text-fg-3">
            {certificate.keyAlgorithm}
            {certificate.notAfter ? (
              <>
                , <span className="whitespace-nowrap">expires {formatDate(certificate.notAfter, zone)}</span>
              </>
            ) : null}
          </span>
        </>
      ) : (
        none("Not chosen yet")
      ),
    },
  ];
  const group: Fact = {
    label: "Group",
    path: "group",
    value: groupName(wizard) || none("Not chosen yet"),
  };
  const key: Fact[] = [
    { label: "Name", path: "name", value: values.name.trim() || none("Not named yet") },
    { label: "Maximum", path: "maximum", value: describeMaximum(values.maximum) },
    { label: "View or Export", path: "viewOrExport", value: values.viewOrExport ? "On" : "Off: shown once" },
    { label: "Expiry", path: "expiresAt", value: describeExpiry(values.expiresAt, zone) },
    {
      label: "Allow list",
      path: "allowList",
      value: values.allowList.length === 0 ? "Every address" : formatCount(values.allowList.length, "entry", "entries"),
    },
    { label: "Enabled", path: "enabled", value: values.enabled ? "Yes" : "No: enrollments are refused" },
  ];
  return { certificate: certificateFacts, group, key, newGroup: newGroupFacts(values.group) };
}

/** Name of the group that is chosen or added; empty without one. */
export function groupName({ values: { group }, groupName: chosen }: WizardState): string {
  if (group.kind === "new") return group.name.trim();
  return group.id === "" ? "" : chosen || "Chosen group";
}

function describeMaximum(maximum: number | null): ReactNode {
  if (maximum === null) return "Unlimited";
  return Number.isNaN(maximum) ? none("Not a number") : formatNumber(maximum);
}

function describeExpiry(expiresAt: string | null, zone: string): ReactNode {
  if (expiresAt === null) return "Never";
  return Number.isNaN(Date.parse(expiresAt)) ? none("Not a date") : formatDateTime(expiresAt, zone);
}

const yes = (value: boolean) => (value ? "Yes" : "No");

/** Every field of a group that is to be added. */
function newGroupFacts(group: CreateKeyForm["group"]): Fact[] {
  if (group.kind === "existing") return [];
  const fields = { ...NEW_GROUP, ...group };
  const { latitude, longitude } = fields;
  return [
    { label: "Enabled", value: yes(fields.enabled) },
    { label: "Description", value: fields.description.trim() || none("None") },
    {
      label: "Location",
      value:
        [
          fields.location.trim(),
          latitude === null || longitude === null ? "" : `${latitude}, ${longitude}`,
          nameCountry(fields.countryCode) ?? "",
        ]
          .filter((part) => part !== "")
          .join(" · ") || none("None"),
    },
    { label: "DNS", value: DNS_WORDS[fields.dnsResolution] },
    { label: "TCP quick acknowledgement", value: fields.tcpQuickAck ? "On" : "Off" },
    { label: "Disaster recovery", value: fields.disasterRecovery ? "On" : "Off" },
    { label: "Allow list", value: fields.allowList.length === 0 ? "Every address" : fields.allowList.join(", ") },
    { label: "Version", value: VERSION_PROFILE_WORDS[fields.versionProfile] },
    { label: "Updates", value: formatSchedule(fields) },
  ];
}

/** Pairs in two columns; a value that needs attention says so. */
export function Facts({ facts, problems }: { facts: readonly Fact[]; problems: WizardState["problems"] }) {
  return (
    <KeyValues className="grid-cols-[112px_minmax(0,1fr)] gap-y-[9px]">
      {facts.map(({ label, value, path }) => {
        const bad = path !== undefined && Object.keys(problems).some((at) => at.split(".")[0] === path);
        return (
          <div key={label} className="contents">
            <dt className="text-fg-3">{label}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">
              {value}
              {bad ? <span className="text-bad-fg"> · needs attention</span> : null}
            </dd>
          </div>
        );
      })}
    </KeyValues>
  );
}

type SummaryRailProps = { facts: ReturnType<typeof useFacts>; problems: WizardState["problems"] };

/** Beside the steps where there is room: what is chosen so far. */
export function SummaryRail({ facts, problems }: SummaryRailProps) {
  return (
    <aside
      aria-label="Summary"
      className="flex min-h-0 flex-col gap-3 overflow-y-auto border-l bg-bg p-6 max-lg:hidden"
    >
      <h2 className="text-md font-semibold">Summary</h2>
      <div className="rounded-md border bg-surface p-4">
        <Facts facts={[...facts.certificate, facts.group, ...facts.key]} problems={problems} />
      </div>
      <Banner className="mt-auto text-xs">Nothing is created until you save in step 5.</Banner>
    </aside>
  );
}
