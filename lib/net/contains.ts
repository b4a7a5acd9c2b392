import "server-only";
import ipaddr from "ipaddr.js";

/**
 * In: canonical networks (lib/net/schema.ts) and the address of a peer, IPv4 or IPv6. Out: whether one of them contains it.
 * An IPv4 address written inside IPv6, as dual-stack sockets report it, counts as IPv4. What is no address is contained nowhere.
 */
export function contains(networks: readonly string[], address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const peer = ipaddr.process(address);
  return networks.some((network) => {
    const [base, prefix] = ipaddr.parseCIDR(network);
    return base.kind() === peer.kind() && peer.match(base, prefix);
  });
}

/** In: an allow list and the address of a peer. Out: whether the list lets it in; an empty list lets everybody in. */
export function isAllowedAddress(allowList: readonly string[], address: string): boolean {
  return allowList.length === 0 || contains(allowList, address);
}
