"use client";

import { ListSkeleton } from "@/components/data-table/list-skeleton";
import { cellsFor } from "./certificates-cells";

/** In place of the table of signing certificates while it loads. */
export function CertificatesSkeleton({ canWrite }: { canWrite: boolean }) {
  return (
    <ListSkeleton
      label="Signing certificates"
      caption="Signing certificates"
      columns={cellsFor({ isTree: false, canWrite })}
    />
  );
}
