import "server-only";
import { z } from "zod";
import { getTenant } from "@/lib/services/tenant/get";
import { verb } from "@/lib/services/verb";

/** Other hosts that are read at most; who changes the host more often than that knows it by heart. */
const HOSTS_LIMIT = 20;

/** What in a provisioning key ties it to this installation. Nothing of it is secret. */
export type EnrollmentIdentity = {
  /** host[:port] written into new keys. */
  host: string;
  /** Other hosts that keys were made for, while the setting said so. */
  otherHosts: string[];
  /** SHA-256 of the Root's SPKI, 64 hex digits: the pin inside keys. */
  rootPin: string;
};

/** Hosts and pin of this installation's keys. Throws what `verb` and `getTenant` throw. */
export const getEnrollmentIdentity = verb({
  permission: "key.read",
  effect: "read",
  input: z.strictObject({}),
  run: async ({ tx }): Promise<EnrollmentIdentity> => {
    const { enrollmentHost, rootSpkiSha256 } = await getTenant(tx);
    // From one host to the next along the index: DISTINCT would read every secret.
    const rows = await tx.$queryRaw<{ host: string }[]>`
      WITH RECURSIVE hosts AS (
        (SELECT host FROM provisioning_key_secrets ORDER BY host LIMIT 1)
        UNION ALL
        SELECT (SELECT s.host FROM provisioning_key_secrets s WHERE s.host > h.host ORDER BY s.host LIMIT 1)
        FROM hosts h WHERE h.host IS NOT NULL
      )
      SELECT host FROM hosts WHERE host IS NOT NULL AND host <> ${enrollmentHost} LIMIT ${HOSTS_LIMIT}`;
    return {
      host: enrollmentHost,
      otherHosts: rows.map(({ host }) => host),
      rootPin: Buffer.from(rootSpkiSha256).toString("hex"),
    };
  },
});
