"use client";

import { LoadError } from "@/components/load-error";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

export default function SettingsError({ error, retry }: ErrorProps) {
  return <LoadError page="Settings" title="The settings could not be loaded" reference={error.digest} retry={retry} />;
}
