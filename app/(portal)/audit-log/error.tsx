"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function AuditError({ error, retry }: ErrorProps) {
  return (
    <LoadError page="Audit log" title="The audit log could not be loaded" reference={error.digest} retry={retry} />
  );
}
