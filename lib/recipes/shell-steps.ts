import { quoteShell } from "./quote";
import { makeBlock, type RecipeFacts, type RecipeStep } from "./recipe";

/** Why the first download goes over a connection that nothing vouches for. */
export const WHY_INSECURE =
  "--insecure is safe here: this machine does not know the Root of the gateway yet, so the file is trusted for its SHA-256 alone, which is checked before anything runs.";

/** In: facts. Out: the address of the connector's program. */
export function writeProgramUrl({ host }: RecipeFacts): string {
  return `https://${host}/downloads/latchkey-connector.mjs`;
}

/** In: facts. Out: the two commands that fetch the program into the current folder and check it; the second fails when it is another. */
export function writeDownload(facts: RecipeFacts): [fetch: string, check: string] {
  return [
    `curl -fsS --insecure -o latchkey-connector.mjs ${quoteShell(writeProgramUrl(facts))}`,
    `echo ${quoteShell(`${facts.connectorSha256}  latchkey-connector.mjs`)} | sha256sum -c -`,
  ];
}

/** Out: the step that asks for the key with the echo off and puts it into a file that only its owner can read. */
export function makeKeyFileStep(): RecipeStep {
  return {
    title: "Put the key into a file",
    text: "Run this by itself, paste the key and press Enter. Nothing is shown, and nothing of it enters the shell history or the process list.",
    asksForKey: true,
    blocks: [
      makeBlock(
        "sh",
        `( umask 077; trap 'stty echo' EXIT INT; stty -echo; IFS= read -r key && printf '%s\\n' "$key" > provisioning-key )`,
      ),
    ],
  };
}
