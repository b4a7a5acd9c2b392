import { z } from "zod";
import { allowListSchema } from "@/lib/net/schema";
import { keyFileFormatSchema } from "@/lib/recipes/schema";
import { coordinatesTogether, groupShape } from "@/lib/services/connector-groups/schema";
import { nameSchema } from "@/lib/services/name/schema";
import { SEARCH_MAX_LENGTH } from "@/lib/table/list";

export const MAXIMUM_LIMIT = 1_000_000_000;
/** Days before its expiry from which a key counts as Expiring. */
export const EXPIRING_DAYS = 14;
/** Days for which a deleted key can be restored. */
export const RESTORE_DAYS = 30;

export const KEY_STATUSES = ["active", "expiring", "exhausted", "expired", "disabled"] as const;

export const keyIdSchema = z.uuid("This is not the id of a provisioning key.");

const MAXIMUM_MESSAGE = "Enter a whole number from 1 to 1,000,000,000, or choose Unlimited.";
/** Maximum # of App Connectors; null is Unlimited and must be said. Only a number counts: no text, nothing coerced. */
export const maximumSchema = z
  .number({ error: MAXIMUM_MESSAGE })
  .int(MAXIMUM_MESSAGE)
  .min(1, MAXIMUM_MESSAGE)
  .max(MAXIMUM_LIMIT, MAXIMUM_MESSAGE)
  .nullable();

/** A maximum as typed into a form: plain ASCII digits, nothing that only `Number()` would understand. */
export const maximumTextSchema = z
  .string({ error: MAXIMUM_MESSAGE })
  .trim()
  .regex(/^[0-9]{1,10}$/, MAXIMUM_MESSAGE)
  .transform(Number)
  .pipe(maximumSchema.unwrap());

/** An instant, any UTC offset in, UTC out; null = no expiry. Whether it lies ahead is judged by the database's clock. */
const expirySchema = z.iso
  .datetime({ offset: true, error: "Enter a date and time." })
  .refine((value) => !Number.isNaN(Date.parse(value)), "Enter a date and time.")
  .transform((value) => new Date(value).toISOString())
  .nullable();

const editableShape = {
  name: nameSchema,
  maximum: maximumSchema,
  signingCertificateId: z.uuid("Choose a signing certificate."),
  viewOrExport: z.boolean({ error: "Choose whether the key can be viewed after creation." }),
  expiresAt: expirySchema,
  allowList: allowListSchema,
  enabled: z.boolean({ error: "Choose enabled or disabled." }),
};

const versionSchema = z.int("Load the page again: the version of the key is missing.").min(1);

/** Create: `requestId` is made once per form, so that sending it twice makes one key. */
export const createKeySchema = z.strictObject({
  requestId: z.uuid("Load the page again: the request has no id."),
  ...editableShape,
  group: z.discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("existing"), id: z.uuid("Choose an App Connector Group.") }),
      z.strictObject({ kind: z.literal("new"), ...groupShape }).check(coordinatesTogether),
    ],
    { error: "Choose an App Connector Group, or add one." },
  ),
});

/** Edit: `version` is the one the user saw; the group, the key string and the count are not editable. */
export const updateKeySchema = z.strictObject({ id: keyIdSchema, version: versionSchema, ...editableShape });

export const removeKeySchema = z.strictObject({
  id: keyIdSchema,
  version: versionSchema,
  /** Revokes the connectors that enrolled with the key; never implied. */
  revokeConnectors: z.boolean({ error: "Choose whether to revoke the enrolled connectors." }),
});

export const restoreKeySchema = z.strictObject({ id: keyIdSchema, name: nameSchema.optional() });

/** Input of the command that makes managed keys. */
export const createManagedKeySchema = z.strictObject({
  name: nameSchema,
  group: nameSchema,
  signingCertificate: nameSchema.default("Connector"),
  maximum: maximumSchema,
  managedBy: z
    .string({ error: "Say what manages the key." })
    .regex(/^[a-z][a-z0-9-]{0,39}$/, "Use up to 40 lower-case letters, digits and hyphens, such as deception."),
  reason: z
    .string({ error: "Say why the key is managed." })
    .trim()
    .min(1, "Say why the key is managed.")
    .max(240, "Use at most 240 characters.")
    .refine((value) => !/\p{C}/u.test(value), "Remove the invisible or control characters."),
});

export const keyNameSchema = z.strictObject({ name: nameSchema });
export const oneKeySchema = z.strictObject({ id: keyIdSchema });

/** A key and the form in which it is wanted as a file. */
export const downloadKeySchema = oneKeySchema.extend({ format: keyFileFormatSchema.default("plain") });
export const someKeysSchema = z.strictObject({ ids: z.array(keyIdSchema).max(100) });
export const keyOptionsSchema = z.strictObject({ q: z.string().max(SEARCH_MAX_LENGTH).default("") });

export type KeyStatus = (typeof KEY_STATUSES)[number];
export type CreateKeyForm = z.input<typeof createKeySchema>;
export type CreateKeyInput = z.output<typeof createKeySchema>;
export type UpdateKeyForm = z.input<typeof updateKeySchema>;
export type UpdateKeyInput = z.output<typeof updateKeySchema>;
