import type { KeyFileFormat } from "./schema";

/** What a person reads for each form of a key's file, in the order in which they are offered. */
export const KEY_FILE_LABELS: Record<KeyFileFormat, string> = {
  plain: "Plain file",
  env: "Env file",
  "cloud-init": "cloud-init",
  kubernetes: "Kubernetes Secret",
  terraform: "Terraform variables",
};
