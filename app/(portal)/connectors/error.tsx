"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function ConnectorsError({ error, retry }: ErrorProps) {
  return (
    <LoadError
      page="App Connectors"
      title="The connectors could not be loaded"
      reference={error.digest}
      retry={retry}
    />
  );
}
