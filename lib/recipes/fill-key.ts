import { KEY_PATTERN } from "@/lib/provisioning-key/pattern";
import { KEY_PLACEHOLDER } from "./recipe";

const WHOLE_KEY = new RegExp(`^${KEY_PATTERN}$`);

/**
 * Puts a key where a text has the placeholder.
 * In: the text, a canonical key string: none of its characters ends the quotes of any syntax in use. Throws TypeError for
 * anything else.
 */
export function fillKey(text: string, key: string): string {
  if (!WHOLE_KEY.test(key)) throw new TypeError("This is no provisioning key.");
  return text.replaceAll(KEY_PLACEHOLDER, () => key);
}
