import { z } from "zod";

/** The forms in which a key is handed out as a file. */
export const keyFileFormatSchema = z.enum(["plain", "env", "cloud-init", "kubernetes", "terraform"]);

export type KeyFileFormat = z.infer<typeof keyFileFormatSchema>;
