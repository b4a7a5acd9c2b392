"use client";

import { ListToolbar, type ToolbarState } from "@/components/data-table/list-toolbar";
import { CERTIFICATE_FILTERS } from "@/lib/services/signing-certificates/certificate-filters";
import type { ParentChoice } from "@/lib/services/signing-certificates/list-parents";
import type { Filter } from "@/lib/table/filters";
import { savedFilterActions } from "../../_components/saved-filter-actions";
import { countCertificatesAction } from "../actions";
import { AddCertificate } from "./add-certificate";
import { CERTIFICATE_NOUN, CERTIFICATE_SUGGESTIONS } from "./certificates-offers";

const savedActions = savedFilterActions("signing-certificates");
const EXPORTS = { path: "/api/export/signing-certificates", note: "All certificates that match, without private keys" };

async function countMatches(q: string, filters: readonly Filter[]) {
  const result = await countCertificatesAction({ q, filters: [...filters] });
  return result.ok ? result.data : null;
}

type CertificatesToolbarProps = ToolbarState & { canWrite: boolean; parents: readonly ParentChoice[] };

/** The rows of controls above the table of signing certificates. */
export function CertificatesToolbar({ canWrite, parents, ...state }: CertificatesToolbarProps) {
  return (
    <ListToolbar
      {...state}
      searchLabel="Search name or common name"
      columns={CERTIFICATE_FILTERS}
      suggestions={CERTIFICATE_SUGGESTIONS}
      countMatches={countMatches}
      noun={CERTIFICATE_NOUN}
      savedActions={savedActions}
      exports={EXPORTS}
      live
      primary={canWrite ? <AddCertificate parents={parents} /> : null}
    />
  );
}
