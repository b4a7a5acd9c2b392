import { exportRoute } from "@/lib/http/export-route";
import { exportConnectors } from "@/lib/services/connectors/export";
import { CONNECTORS_LIST } from "@/lib/services/connectors/list/schema";

/** Streams the connectors of an address. */
export const GET = exportRoute("connectors", CONNECTORS_LIST, (actor, input) => exportConnectors(actor, input));
