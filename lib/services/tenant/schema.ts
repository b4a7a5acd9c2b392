import { z } from "zod";
import { normalizeHost } from "@/lib/provisioning-key/host";

/** An enrollment host as it stands in provisioning keys: `host` or `host:port`, lower-cased (docs/provisioning-key-format.md). */
export const hostSchema = z.string().transform((value, context) => {
  const host = normalizeHost(value.trim());
  if (host.ok) return host.host;
  context.addIssue({ code: "custom", message: host.message });
  return z.NEVER;
});
