"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function WizardError({ error, retry }: ErrorProps) {
  return (
    <main className="flex h-dvh flex-col bg-surface">
      <LoadError
        page="Add App Connector"
        title="The choices could not be loaded"
        reference={error.digest}
        retry={retry}
      />
    </main>
  );
}
