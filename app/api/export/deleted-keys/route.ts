import { exportRoute } from "@/lib/http/export-route";
import { exportDeletedKeys } from "@/lib/services/deleted-keys/export";
import { DELETED_KEYS_LIST } from "@/lib/services/deleted-keys/list/schema";

/** Streams the deleted keys of an address. */
export const GET = exportRoute("deleted-keys", DELETED_KEYS_LIST, (actor, input) => exportDeletedKeys(actor, input));
