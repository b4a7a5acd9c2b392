/** What several rules agree on about the tree: where things live and which modules of lib are pure. */

/** The first folder of a path; "" for a file at the root. */
export function topFolder(path) {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}

/** Whether this is a unit or database test, or a support file of one: in a folder `testing/`, or named `test-…`. */
export function isTest(path) {
  return /\.test\.tsx?$|(?:^|\/)testing\/|(?:^|\/)test-[^/]+\.ts$/.test(path);
}

/** Whether this only runs under a test runner: a unit or database test, or anything of the browser tests. */
export function isTestCode(path) {
  return isTest(path) || path.startsWith("e2e/");
}

const PURE = [
  /^lib\/provisioning-key\//,
  /^lib\/format\//,
  /^lib\/recipes\//,
  /^lib\/format\.ts$/,
  /^lib\/geo\/(?:countries|parse-coordinates)\.ts$/,
  /^lib\/net\/(?:read-network|review-allow-list)\.ts$/,
  /^lib\/cn\.ts$/,
  /^lib\/table\/(?:filters[^/]*|count|dropped-params|list|define-list)\.ts$/,
  /^lib\/services\/[^/]+\/(?:filters\/)?[a-z-]+-filters\.ts$/,
  /^lib\/(?:.+\/)?schema\.ts$/,
  /^lib\/result\.ts$/,
  /^lib\/errors\.ts$/,
  /^lib\/auth\/permissions\.ts$/,
];

/**
 * The modules of lib that hold no server knowledge and may run in a browser or in the connector: each can be
 * imported by components, none has `server-only`, and each imports only its like.
 */
export function isPureLib(path) {
  return !isTest(path) && PURE.some((pattern) => pattern.test(path));
}

/** Whether `path` is a TypeScript or ES module source, type declarations left out. */
export function isSource(path) {
  return /\.(?:ts|tsx|mjs)$/.test(path) && !path.endsWith(".d.ts");
}

/** Top folders whose processes load no user interface. */
export const UI_FREE_FOLDERS = ["server", "cli", "bench"];

/** Packages of the user interface, by import specifier. */
export const UI_PACKAGE =
  /^(?:react|react-dom|next|next-auth|sonner|radix-ui|cmdk|@dnd-kit\/core|@dnd-kit\/sortable|lucide-react|react-hook-form|geist|@tanstack\/react-table|@hookform\/resolvers)(?:\/|$)/;

/** Whether this is the part of server/ that starts Next: the one place there that may load it. */
export function isWebListener(path) {
  return /^server\/web[^/]*(?:\.ts$|\/)/.test(path);
}
