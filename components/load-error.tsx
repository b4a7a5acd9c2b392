"use client";

import { RotateCw } from "lucide-react";
import { useTransition } from "react";
import { ErrorState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Button } from "@/components/ui/button";

type LoadErrorProps = {
  /** Title of the page that was to be shown. */
  page: string;
  /** "Keys could not be loaded". */
  title: string;
  /** Names the entry in the server's log. */
  reference: string | undefined;
  retry: () => void;
};

/** In place of a page that could not be read: says so, so that nobody takes a list for an empty one. */
export function LoadError({ page, title, reference, retry }: LoadErrorProps) {
  const [pending, startTransition] = useTransition();
  return (
    <>
      <PageHead title={page} className="border-b pb-3.5" />
      <ErrorState
        title={title}
        reference={reference}
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
        The server could not read it. Nothing was changed.
      </ErrorState>
    </>
  );
}
