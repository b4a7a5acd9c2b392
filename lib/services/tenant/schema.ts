import { z } from "zod";

const DNS_NAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const IPV6 = /^\[[0-9a-f:.]{2,45}\]$/;

/**
 * An enrollment host: `host` or `host:port`, lower-cased; a DNS name, an IPv4 address or an IPv6 address in brackets.
 * It stands between the bars of a provisioning key, so neither a bar nor white space may be in it.
 */
export const hostSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(260)
  .refine(
    (value) => {
      const match = /^(.*?)(?::(\d{1,5}))?$/.exec(value);
      const host = match?.[1] ?? "";
      const port = match?.[2] === undefined ? 443 : Number(match[2]);
      return port >= 1 && port <= 65_535 && (DNS_NAME.test(host) || IPV6.test(host));
    },
    { error: "must be a host name or address, with a port if it is not 443: api.private.example.com:8443" },
  );
