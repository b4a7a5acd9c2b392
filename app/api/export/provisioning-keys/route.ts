import { exportRoute } from "@/lib/http/export-route";
import { exportKeys } from "@/lib/services/provisioning-keys/export-keys";
import { KEYS_LIST } from "@/lib/services/provisioning-keys/list/schema";

/** Streams the keys of an address, without their key strings. */
export const GET = exportRoute("provisioning-keys", KEYS_LIST, (actor, input) => exportKeys(actor, input));
