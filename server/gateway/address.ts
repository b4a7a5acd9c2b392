import ipaddr from "ipaddr.js";

const NETWORK_BITS = 64;

/** In: the address of a peer as a socket reports it. Out: the same with IPv4 never written inside IPv6 (dual-stack listeners do). */
export function plainAddress(address: string): string {
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address;
}

/** In: the address of a peer. Out: what is counted as one sender: an IPv4 address, or the /64 of an IPv6 address. */
export function senderNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const peer = ipaddr.process(address);
  if (peer.kind() === "ipv4") return peer.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(
    `${peer.toNormalizedString().replace(/%.*$/, "")}/${NETWORK_BITS}`,
  ).toString();
}
