"use client";

import { createColumnHelper } from "@tanstack/react-table";
import {
  CalendarX,
  CircleCheck,
  CirclePause,
  ClockFading,
  CornerDownRight,
  FileClock,
  OctagonAlert,
} from "lucide-react";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/features";
import { AbsoluteTime } from "@/components/relative-time";
import { Pill } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/text-link";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/format/number";
import { CERTIFICATE_STATUS_LABELS } from "@/lib/services/signing-certificates/certificate-filters";
import type { TreeCertificate } from "@/lib/services/signing-certificates/list-tree";
import { CertificateActions } from "./certificate-actions";

const STATUS = {
  can_sign: { icon: CircleCheck, text: "text-fg-2", mark: "text-ok-mark" },
  switched_off: { icon: CirclePause, text: "text-fg-3", mark: "text-off-mark" },
  waiting: { icon: FileClock, text: "text-warn-fg", mark: "text-warn-mark" },
  expired: { icon: CalendarX, text: "text-fg-2", mark: "text-bad-mark" },
  not_yet_valid: { icon: ClockFading, text: "text-fg-2", mark: "text-warn-mark" },
  no_key: { icon: OctagonAlert, text: "text-bad-fg", mark: "text-bad-mark" },
} as const;

const EXPIRY = {
  soon: { icon: ClockFading, mark: "text-warn-mark", words: "Expires within 30 days" },
  very_soon: { icon: OctagonAlert, mark: "text-bad-mark", words: "Expires within 7 days" },
  expired: { icon: CalendarX, mark: "text-bad-mark", words: "Expired" },
} as const;

/** Steps to the right per step down in the tree; deeper ones stand below each other. */
const INDENTS = ["", "pl-5", "pl-10", "pl-15"] as const;

const helper = createColumnHelper<DataTableFeatures, TreeCertificate>();

function Text({ value, none = "None" }: { value: string | null; none?: string }) {
  if (!value) return <span className="text-fg-3">{none}</span>;
  return (
    <span className="block truncate" title={value}>
      {value}
    </span>
  );
}

function Name({ certificate, isTree }: { certificate: TreeCertificate; isTree: boolean }) {
  const depth = isTree ? Math.min(certificate.depth, INDENTS.length - 1) : 0;
  return (
    <span className={cn("flex min-w-0 items-center gap-1.5", INDENTS[depth])}>
      {depth > 0 ? <CornerDownRight aria-hidden className="-ml-3.5 size-3.5 shrink-0 text-fg-3" /> : null}
      <span className="truncate font-medium" title={certificate.name}>
        {certificate.name}
      </span>
      {certificate.isTenantRoot ? <Pill>Tenant root</Pill> : null}
    </span>
  );
}

function Expires({ certificate: { notAfter, expiryState } }: { certificate: TreeCertificate }) {
  if (notAfter === null) return <span className="text-fg-3">Not issued</span>;
  const state = expiryState === "valid" ? null : EXPIRY[expiryState];
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap text-fg-2">
      {state ? (
        <state.icon role="img" aria-label={state.words} className={cn("size-3.5 stroke-2", state.mark)} />
      ) : null}
      <AbsoluteTime at={notAfter} dateOnly />
    </span>
  );
}

function Status({ status }: Pick<TreeCertificate, "status">) {
  const { icon: Icon, text, mark } = STATUS[status];
  return (
    <span className={cn("inline-flex items-center gap-1.5 align-middle whitespace-nowrap", text)}>
      <Icon aria-hidden className={cn("size-3.5 stroke-2", mark)} />
      {CERTIFICATE_STATUS_LABELS[status]}
    </span>
  );
}

function Keys({ certificate: { id, name, keys } }: { certificate: TreeCertificate }) {
  if (keys === 0) return <span className="text-fg-3">0</span>;
  return (
    <TextLink
      href={`/provisioning-keys?filter=certificate:any:${id}`}
      variant="quiet"
      aria-label={`${formatNumber(keys)} provisioning ${keys === 1 ? "key" : "keys"} of ${name}`}
    >
      {formatNumber(keys)}
    </TextLink>
  );
}

/** In: whether rows are below their issuer, and may be changed. Out: the columns of the table. */
export function cellsFor({ isTree, canWrite }: { isTree: boolean; canWrite: boolean }): DataColumn<TreeCertificate>[] {
  const columns: DataColumn<TreeCertificate>[] = [
    helper.display({
      id: "name",
      header: "Name",
      cell: ({ row }) => <Name certificate={row.original} isTree={isTree} />,
      meta: { sort: "name", area: "title", pinned: true },
    }),
    helper.display({
      id: "description",
      header: "Description",
      cell: ({ row }) => <Text value={row.original.description} />,
      meta: { cellClassName: "text-fg-2" },
    }),
    helper.display({
      id: "parent",
      header: "Parent",
      cell: ({ row: { original } }) => (
        <Text
          value={original.parentName}
          none={original.isRoot ? "Itself" : original.status === "waiting" ? "None yet" : "Elsewhere"}
        />
      ),
    }),
    helper.display({
      id: "issuedBy",
      header: "Issued by",
      cell: ({ row }) => <Text value={row.original.issuerCommonName} none="Not issued" />,
      meta: { sort: "issuedBy" },
    }),
    helper.display({
      id: "issuedTo",
      header: "Issued to",
      cell: ({ row }) => <Text value={row.original.issuedTo} none="Not issued" />,
      meta: { area: "text" },
    }),
    helper.display({
      id: "created",
      header: "Created",
      cell: ({ row }) => <AbsoluteTime at={row.original.createdAt} dateOnly className="whitespace-nowrap text-fg-2" />,
      meta: { sort: "created" },
    }),
    helper.display({
      id: "expires",
      header: "Expires",
      cell: ({ row }) => <Expires certificate={row.original} />,
      meta: { sort: "expires", area: "note" },
    }),
    helper.display({
      id: "commonName",
      header: "Common name",
      cell: ({ row }) => <Text value={row.original.commonName} />,
      meta: { sort: "commonName" },
    }),
    helper.display({
      id: "status",
      header: "Status",
      cell: ({ row }) => <Status status={row.original.status} />,
      meta: { sort: "status", area: "body" },
    }),
    helper.display({
      id: "keys",
      header: "Keys",
      cell: ({ row }) => <Keys certificate={row.original} />,
      meta: { sort: "keys", numeric: true },
    }),
  ];
  if (!canWrite) return columns;
  return [
    ...columns,
    helper.display({
      id: "actions",
      header: "Actions",
      cell: ({ row }) => <CertificateActions certificate={row.original} />,
      meta: { area: "side", hiddenHeader: true, className: "md:w-[68px] pl-0 pr-3.5" },
    }),
  ];
}
