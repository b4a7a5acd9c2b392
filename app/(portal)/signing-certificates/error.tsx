"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function SigningCertificatesError({ error, retry }: ErrorProps) {
  return (
    <LoadError
      page="Signing certificates"
      title="The signing certificates could not be loaded"
      reference={error.digest}
      retry={retry}
    />
  );
}
