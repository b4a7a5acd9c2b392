"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function NotificationsError({ error, retry }: ErrorProps) {
  return (
    <LoadError
      page="Notifications"
      title="The notifications could not be loaded"
      reference={error.digest}
      retry={retry}
    />
  );
}
