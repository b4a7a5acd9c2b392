import { z } from "zod";

export const AUDIT_PER_PAGE = [25, 50, 100] as const;
export const AUDIT_TARGET_TYPES = [
  "provisioning_key",
  "connector_group",
  "connector",
  "signing_certificate",
  "user",
  "user_invite",
  "session",
  "tenant",
] as const;

/** A position in the log: the number of a row, as text since it may pass 2^53. */
const positionSchema = z.string().regex(/^[1-9][0-9]{0,17}$/, "This is not a position in the log.");
const actionSchema = z.string().regex(/^[a-z_]{1,40}\.[a-z_]{1,40}$/, "This is not an action.");

export const listAuditEventsSchema = z.strictObject({
  /** Rows older than this position; null = from the newest. */
  before: positionSchema.nullable().default(null),
  action: actionSchema.nullable().default(null),
  targetType: z.enum(AUDIT_TARGET_TYPES).nullable().default(null),
  targetId: z.uuid().nullable().default(null),
  perPage: z.literal(AUDIT_PER_PAGE).default(50),
});

const urlSchema = z.object({
  before: positionSchema.nullable().catch(null),
  action: actionSchema.nullable().catch(null),
  targetType: listAuditEventsSchema.shape.targetType.unwrap().catch(null),
  targetId: z.uuid().nullable().catch(null),
  perPage: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .transform(Number)
    .pipe(z.literal(AUDIT_PER_PAGE))
    .catch(50),
});

/** In: the search parameters of a URL. Out: input for `listAuditEvents`; whatever is missing or bad falls back. */
export function parseAuditParams(params: Record<string, string | string[] | undefined>): ListAuditEventsInput {
  return urlSchema.parse(params);
}

export type ListAuditEventsInput = z.output<typeof listAuditEventsSchema>;
