"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function KeyError({ error, retry }: ErrorProps) {
  return (
    <LoadError page="Provisioning key" title="The key could not be loaded" reference={error.digest} retry={retry} />
  );
}
