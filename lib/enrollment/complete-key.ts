import "server-only";
import { pool } from "@/lib/db";
import { Refusal } from "@/lib/enrollment/codes";
import { KEY_VERSION } from "@/lib/provisioning-key/layout";
import { stripWhiteSpace } from "@/lib/provisioning-key/parse";
import { digestThirdField } from "@/lib/provisioning-key/third-field";

// Of a key that stands only: one that was deleted takes the same way, and the same time, as one that never was.
const HOST_OF = `
SELECT s.host FROM provisioning_key_secrets s JOIN provisioning_keys k ON k.id = s.key_id AND k.deleted_at IS NULL
 WHERE s.digest = $1`;

/**
 * In: a password of an EST client: a whole provisioning key, or only its third field. Out: the whole key, not yet judged: the
 * host of a third field is the one its secret was made for. Throws Refusal `key_malformed` or `key_unknown`.
 */
export async function completeKey(password: string): Promise<string> {
  if (password.includes("|")) return password;
  const field = stripWhiteSpace(password);
  const digest = digestThirdField(field);
  if (!digest) {
    throw new Refusal("key_malformed", "The password is neither a provisioning key nor the third field of one.");
  }
  const { rows } = await pool.query<{ host: string }>({
    name: "host-of-secret",
    text: HOST_OF,
    values: [Buffer.from(digest)],
  });
  const [row] = rows;
  if (row) return `${KEY_VERSION}|${row.host}|${field}`;
  throw new Refusal(
    "key_unknown",
    "No key that stands matches. Check that the whole key was copied, or make a new one.",
  );
}
