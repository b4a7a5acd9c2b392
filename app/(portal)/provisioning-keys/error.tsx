"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function KeysError({ error, retry }: ErrorProps) {
  return (
    <LoadError
      page="App Connector Provisioning Keys"
      title="Keys could not be loaded"
      reference={error.digest}
      retry={retry}
    />
  );
}
