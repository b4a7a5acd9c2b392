"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function GroupsError({ error, retry }: ErrorProps) {
  return (
    <LoadError
      page="App Connector Groups"
      title="The groups could not be loaded"
      reference={error.digest}
      retry={retry}
    />
  );
}
