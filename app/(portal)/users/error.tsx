"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function UsersError({ error, retry }: ErrorProps) {
  return <LoadError page="Users" title="The users could not be loaded" reference={error.digest} retry={retry} />;
}
