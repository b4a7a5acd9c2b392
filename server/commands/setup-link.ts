import { env } from "@/lib/env";
import { createSetupToken } from "@/lib/services/setup/setup-token";

const token = await createSetupToken();
if (token) {
  console.log(`Set up:   ${env.APP_URL}/setup#token=${token.expose()}`);
  console.log("It works once and for one hour; earlier links do not work any more.");
} else {
  console.error(
    "Latchkey has an owner already, so there is nothing to set up. Sign in, or ask an owner to invite you.",
  );
}
process.exit(token ? 0 : 1);
