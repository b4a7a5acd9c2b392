import { exportRoute } from "@/lib/http/export-route";
import { exportGroups } from "@/lib/services/connector-groups/export";
import { GROUPS_LIST } from "@/lib/services/connector-groups/list/schema";

/** Streams the groups of an address, with their settings. */
export const GET = exportRoute("connector-groups", GROUPS_LIST, (actor, input) => exportGroups(actor, input));
