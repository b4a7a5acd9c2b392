import "server-only";
import { nameKey } from "@/lib/services/name/schema";
import { NAME_HITS, searchEverythingSchema } from "@/lib/services/search/schema";
import { verb } from "@/lib/services/verb";

/** A signing certificate as a search shows it. */
export type CertificateHit = { id: string; name: string; commonName: string };

/** Signing certificates by a part of their name, first those that begin with it. In: text; none finds nothing. Out: up to four. Throws what `verb` throws. */
export const findCertificates = verb({
  permission: "certificate.read",
  effect: "read",
  input: searchEverythingSchema,
  run: async ({ input, tx }): Promise<CertificateHit[]> => {
    const key = nameKey(input.q);
    if (key === "") return [];
    // A handful.
    return await tx.$queryRaw<CertificateHit[]>`
      SELECT id, name, common_name AS "commonName" FROM signing_certificates WHERE position(${key} IN name_key) > 0
      ORDER BY starts_with(name_key, ${key}) DESC, name_key LIMIT ${NAME_HITS}`;
  },
});
