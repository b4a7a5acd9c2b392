import { parseArgs } from "node:util";
import { AppError, type FieldErrors } from "@/lib/errors";
import { maximumTextSchema } from "@/lib/services/provisioning-keys/schema";

export const MANAGED_KEY_USAGE =
  'npm run managed-key -- create --name NAME --group GROUP --max NUMBER|unlimited --managed-by WHO --reason "WHY" [--signing-certificate NAME]';

const OPTIONS = {
  name: { type: "string" },
  group: { type: "string" },
  max: { type: "string" },
  "managed-by": { type: "string" },
  reason: { type: "string" },
  "signing-certificate": { type: "string" },
} as const;

/** Field of the service → the option it comes from. */
const OPTION_OF: Record<string, string> = {
  maximum: "max",
  managedBy: "managed-by",
  signingCertificate: "signing-certificate",
  signingCertificateId: "signing-certificate",
  "group.name": "group",
};

/**
 * In: arguments after `managed-key`. Out: input for `createManagedKey`; its schema judges the values.
 * Throws AppError `invalid` whose message is one line about what is wrong with the command line.
 */
export function parseManagedKeyArguments(args: string[]) {
  const { values, positionals } = readArguments(args);
  if (positionals.length !== 1 || positionals[0] !== "create") {
    throw new AppError("invalid", `Say what to do: ${MANAGED_KEY_USAGE}`);
  }
  const { name, group, max, "managed-by": managedBy, reason, "signing-certificate": signingCertificate } = values;
  if (!name || !group || !max || !managedBy || !reason) {
    const given = { name, group, max, "managed-by": managedBy, reason };
    const missing = Object.entries(given).flatMap(([option, value]) => (value ? [] : [`--${option}`]));
    throw new AppError("invalid", `Missing: ${missing.join(", ")}. Usage: ${MANAGED_KEY_USAGE}`);
  }
  return {
    name,
    group,
    maximum: max === "unlimited" ? null : readMaximum(max),
    managedBy,
    reason,
    ...(signingCertificate !== undefined && { signingCertificate }),
  };
}

/** In: what a service refused, by field. Out: one line that names the options instead. */
export function describeFields(fields: FieldErrors): string {
  return Object.entries(fields)
    .map(([field, message]) => `--${OPTION_OF[field] ?? field}: ${message}`)
    .join(" ");
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
  } catch (error) {
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split(/\.(?:\s|$)/);
    throw new AppError("invalid", `${line}. Usage: ${MANAGED_KEY_USAGE}`);
  }
}

function readMaximum(text: string): number {
  const parsed = maximumTextSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", "--max: Give a whole number from 1 to 1000000000, or unlimited.");
}
