import { arch, networkInterfaces, platform, release } from "node:os";

const MOST_ADDRESSES = 16;

/** Platform, architecture and kernel, as a connector tells them. */
export function describePlatform(): string {
  return `${platform()} ${arch()} ${release()}`;
}

/** Addresses of this machine's interfaces but loopback and link-local ones, IPv4 first, at most 16. */
export function listAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const usable = all.filter(({ internal, address }) => !internal && !/^(?:169\.254\.|fe80:)/i.test(address));
  const ordered = [
    ...usable.filter(({ family }) => family === "IPv4"),
    ...usable.filter(({ family }) => family !== "IPv4"),
  ];
  return [...new Set(ordered.map(({ address }) => address.replace(/%.*$/, "")))].slice(0, MOST_ADDRESSES);
}
