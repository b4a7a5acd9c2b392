"use client";

import { RotateCw } from "lucide-react";
import { useTransition } from "react";
import { ErrorState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Button } from "@/components/ui/button";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** In place of the page when it could not be read: says so, so that nobody takes it for an empty list. */
export default function KeysError({ error, retry }: ErrorProps) {
  const [pending, startTransition] = useTransition();
  return (
    <>
      <PageHead title="App Connector Provisioning Keys" className="border-b pb-3.5" />
      <ErrorState
        title="Keys could not be loaded"
        reference={error.digest}
        actions={
          <Button
            variant="primary"
            icon={<RotateCw className="size-3.5" />}
            busy={pending}
            onClick={() => startTransition(() => retry())}
          >
            Try again
          </Button>
        }
      >
        The server could not read the list. No key was changed.
      </ErrorState>
    </>
  );
}
