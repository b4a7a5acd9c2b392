import { z } from "zod";

/** Tables that remember how a user wants them. */
export const TABLES = [
  "provisioning-keys",
  "deleted-keys",
  "connectors",
  "connector-groups",
  "signing-certificates",
  "users",
  "audit-log",
] as const;
export const DENSITIES = ["compact", "default", "comfortable"] as const;

const columnSchema = z.strictObject({
  name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/),
  visible: z.boolean(),
  /** CSS pixels; null = as wide as its content wants. */
  width: z.int().min(40).max(1_200).nullable(),
});

/** Columns in their order, widths, density. A page leaves out columns it does not know and adds those it misses. */
export const tableSettingsSchema = z.strictObject({
  columns: z
    .array(columnSchema)
    .max(40)
    .refine((columns) => new Set(columns.map(({ name }) => name)).size === columns.length, "A column is named twice."),
  density: z.enum(DENSITIES),
});

const resourceSchema = z.enum(TABLES);
export const getTableSettingsSchema = z.strictObject({ resource: resourceSchema });
/** null resets the table. */
export const saveTableSettingsSchema = z.strictObject({
  resource: resourceSchema,
  settings: tableSettingsSchema.nullable(),
});

export type TableSettings = z.output<typeof tableSettingsSchema>;
