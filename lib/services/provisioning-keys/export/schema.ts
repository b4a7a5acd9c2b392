import { z } from "zod";
import { listKeysSchema } from "@/lib/services/provisioning-keys/schema";

export const EXPORT_FORMATS = ["csv", "jsonl"] as const;

/** What the list shows, without its paging. */
export const exportKeysSchema = listKeysSchema
  .pick({ q: true, filters: true, sort: true })
  .extend({ format: z.enum(EXPORT_FORMATS, "Choose csv or jsonl.") });

export type ExportFormat = (typeof EXPORT_FORMATS)[number];
