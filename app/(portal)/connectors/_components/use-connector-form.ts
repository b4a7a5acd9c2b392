"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useFocusFirstError } from "@/components/form/use-focus-first-error";
import { toast } from "@/components/ui/toast";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import { type ConnectorFields, connectorFieldsSchema } from "@/lib/services/connectors/schema";
import type { ConnectorConflict } from "@/lib/services/connectors/update";
import { updateConnectorAction } from "../actions";

const FIELDS = ["name", "description", "enabled"] as const;

/** What somebody else saved meanwhile, and where this form says something else. */
export type MetConflict = {
  changedBy: string;
  changedAt: string;
  version: number;
  saved: ConnectorFields;
  differing: (keyof ConnectorFields)[];
};

/** State of the form of a connector; when somebody else saved first, what only they changed is taken over and the rest stays. */
export function useConnectorForm(connector: ConnectorRow, close: () => void) {
  const router = useRouter();
  const [start, setStart] = useState<ConnectorFields>({
    name: connector.name,
    description: connector.description,
    enabled: connector.enabled,
  });
  const [version, setVersion] = useState(connector.version);
  const [conflict, setConflict] = useState<MetConflict>();
  const [failure, setFailure] = useState<string>();
  const form = useForm<ConnectorFields>({
    resolver: zodResolver(connectorFieldsSchema, undefined, { raw: true }),
    defaultValues: start,
    shouldFocusError: false,
  });
  const formRef = useFocusFirstError(form.formState.submitCount);

  const meet = ({ changedBy, changedAt, current }: ConnectorConflict, mine: ConnectorFields) => {
    const { version: savedVersion, ...saved } = current;
    const merged = { ...mine };
    for (const field of FIELDS) if (mine[field] === start[field]) Object.assign(merged, { [field]: saved[field] });
    form.reset(merged, { keepSubmitCount: true });
    setStart(saved);
    setVersion(savedVersion);
    const differing = FIELDS.filter((field) => merged[field] !== saved[field]);
    setConflict({ changedBy, changedAt, version: savedVersion, saved, differing });
  };
  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await updateConnectorAction({ id: connector.id, version, ...values }).catch(() => null);
    if (!result) return setFailure("The server did not answer. What you typed is still here; try again.");
    if (result.ok) {
      close();
      toast.success(`${values.name.trim()} saved`);
      return router.refresh();
    }
    const { code, message, fields, details } = result.error;
    if (code === "conflict") return meet(details as ConnectorConflict, values);
    for (const [path, text] of Object.entries(fields)) form.setError(path as keyof ConnectorFields, { message: text });
    if (Object.keys(fields).length === 0) setFailure(message);
  });
  return { ...form, formRef, submit, conflict, failure };
}
