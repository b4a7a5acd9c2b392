import type { z } from "zod";
import { checkExpiry, checkMaximum, type KeyBounds } from "@/lib/services/provisioning-keys/limits/schema";
import { type CreateKeyForm, createKeySchema } from "@/lib/services/provisioning-keys/schema";
import { STEPS, type Step } from "./place";
import type { WizardOptions } from "./wizard-options";

export const STEP_LABELS: Record<Step, string> = {
  1: "Choose key",
  2: "Signing certificate",
  3: "App Connector Group",
  4: "Create provisioning key",
  5: "Review",
  6: "Documentation",
};

/** Path of a field → what is wrong with it, in one sentence. */
export type Problems = Record<string, string>;

const { shape } = createKeySchema;
const GONE = "This signing certificate does not exist any more. Choose another one.";

/**
 * One object for each step that asks for something, made of the fields of the verb's own schema; what is added are the
 * bounds of the tenant and the state of the certificates, by the rules and in the words of the server.
 */
export function stepSchemas(options: WizardOptions) {
  const bounds: KeyBounds = options;
  return {
    2: createKeySchema.pick({ signingCertificateId: true }).extend({
      signingCertificateId: shape.signingCertificateId.superRefine((id, context) => {
        const found = options.certificates.find((certificate) => certificate.id === id);
        const message = found ? found.unusable : GONE;
        if (message !== null) context.addIssue({ code: "custom", message });
      }),
    }),
    3: createKeySchema.pick({ group: true }),
    4: createKeySchema
      .pick({ name: true, maximum: true, viewOrExport: true, expiresAt: true, allowList: true, enabled: true })
      .extend({
        maximum: shape.maximum.superRefine((maximum, context) => {
          const message = checkMaximum(maximum, bounds).maximum;
          if (message) context.addIssue({ code: "custom", message });
        }),
        expiresAt: shape.expiresAt.superRefine((expiresAt, context) => {
          const now = new Date();
          const message = checkExpiry(expiresAt, { now, createdAt: now }, bounds).expiresAt;
          if (message) context.addIssue({ code: "custom", message });
        }),
      }),
  } as const satisfies Partial<Record<Step, z.ZodType>>;
}

export type StepSchemas = ReturnType<typeof stepSchemas>;
type AskingStep = keyof StepSchemas;
const ASKING: readonly AskingStep[] = [2, 3, 4];

/** In: a step and the form. Out: what its schema refuses, by path; nothing for a step that asks for nothing. */
export function findProblems(schemas: StepSchemas, step: Step, values: CreateKeyForm): Problems {
  const asking = ASKING.find((candidate) => candidate === step);
  if (!asking) return {};
  const schema = schemas[asking];
  const wanted = Object.fromEntries(
    Object.keys(schema.shape).map((field) => [field, values[field as keyof CreateKeyForm]]),
  );
  const problems: Problems = {};
  for (const issue of schema.safeParse(wanted).error?.issues ?? []) {
    problems[issue.path.join(".")] ??= issue.message;
  }
  return problems;
}

/** In: problems, the path of a field. Out: what is wrong with it or with an entry of it. */
export function problemAt(problems: Problems, field: string): string | undefined {
  return Object.entries(problems).find(([path]) => path === field || path.startsWith(`${field}.`))?.[1];
}

/** In: the form. Out: the first step of a new key that is not complete; 5 when all are. */
export function firstIncomplete(schemas: StepSchemas, values: CreateKeyForm): Step {
  return ASKING.find((step) => Object.keys(findProblems(schemas, step, values)).length > 0) ?? 5;
}

/** In: the path of a field as the server names it. Out: the step it is on. */
export function stepOf(path: string): Step {
  const [field] = path.split(".");
  return field === "signingCertificateId" ? 2 : field === "group" ? 3 : 4;
}

/** In: problems of several steps. Out: the first step that has one. */
export function firstRefused(problems: Problems): Step {
  const steps = Object.keys(problems).map(stepOf);
  return STEPS.find((step) => steps.includes(step)) ?? 4;
}
