import "server-only";
import ipaddr from "ipaddr.js";
import type { Origin } from "@/lib/services/actor";

/** Set by the web listener from the connection and TRUSTED_PROXIES; one sent by a client is thrown away there. */
export const CLIENT_IP_HEADER = "x-latchkey-client-ip";
/** Set by proxy.ts: path and query of the page, which a server component cannot see otherwise. */
export const PATH_HEADER = "x-latchkey-path";

/** In: the headers of a request. Out: where it came from, with a fresh id that names it in logs and errors. */
export function readOrigin(headers: Headers): Origin {
  const ip = headers.get(CLIENT_IP_HEADER);
  return {
    ip: ip !== null && ipaddr.isValid(ip) ? ipaddr.process(ip).toString() : null,
    userAgent: headers.get("user-agent")?.slice(0, 400) ?? null,
    requestId: crypto.randomUUID(),
  };
}
