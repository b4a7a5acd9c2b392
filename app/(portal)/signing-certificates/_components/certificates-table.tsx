"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { ListLocation } from "@/components/data-table/list-location";
import type { CertificateDetails } from "@/lib/services/signing-certificates/get";
import type { TreeCertificate } from "@/lib/services/signing-certificates/list-tree";
import { CertificateDetail } from "./certificate-detail";
import { cellsFor } from "./certificates-cells";

type CertificatesTableProps = {
  rows: TreeCertificate[];
  /** Of the expanded rows. */
  details: CertificateDetails[];
  list: ListLocation;
  sort: string;
  /** Whether each row stands below its issuer. */
  isTree: boolean;
  canWrite: boolean;
};

/** The signing certificates, with what can be done to each. */
export function CertificatesTable({ rows, details, list, sort, isTree, canWrite }: CertificatesTableProps) {
  // The same columns each time: others would be other cells, and an open dialog of a row would be gone.
  const columns = useMemo(() => cellsFor({ isTree, canWrite }), [isTree, canWrite]);
  const detailOf = useMemo(() => new Map(details.map((detail) => [detail.id, detail])), [details]);
  return (
    <DataTable
      caption="Signing certificates"
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
      list={list}
      sort={sort}
      expanded={details.map(({ id }) => id)}
      renderDetail={(row) => {
        const detail = detailOf.get(row.id);
        return detail ? <CertificateDetail row={row} detail={detail} /> : undefined;
      }}
    />
  );
}
