"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function DeletedKeysError({ error, retry }: ErrorProps) {
  return (
    <LoadError
      page="Deleted provisioning keys"
      title="The deleted keys could not be loaded"
      reference={error.digest}
      retry={retry}
    />
  );
}
