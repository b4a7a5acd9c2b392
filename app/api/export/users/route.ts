import { exportRoute } from "@/lib/http/export-route";
import { exportUsers } from "@/lib/services/users/export";
import { USERS_LIST } from "@/lib/services/users/list/schema";

/** Streams the users and open invites of an address. */
export const GET = exportRoute("users", USERS_LIST, (actor, input) => exportUsers(actor, input));
