import { isSource, isTestCode } from "../paths.mjs";

/**
 * Only lib/services, lib/enrollment, lib/db.ts and prisma/ touch the database; besides them the start-up steps that
 * come before there is an application role (server/migrate*, server/embedded*, server/preflight*), bench/ and tests.
 * Types may be imported elsewhere in lib and server.
 *
 * Reason: permission checks and audit rows live in the services. A query anywhere else goes around both.
 */
const DATABASE = /^(?:lib\/db\.ts|prisma\/generated\/.+)$/;
const PACKAGE = /^(?:pg|pg-[a-z-]+|@prisma\/.+)(?:\/|$)/;
const MAY = [
  /^lib\/(?:services|enrollment)\//,
  /^lib\/db\.ts$/,
  /^prisma(?:\/|\.config\.ts$)/,
  /^server\/(?:migrate|embedded|preflight)[^/]*(?:\/|$)/,
  // A process closes its connections when it ends.
  /^server\/[^/]+-main\.ts$/,
  /^bench\//,
];

export function appliesTo(path) {
  return isSource(path) && !isTestCode(path) && !MAY.some((pattern) => pattern.test(path));
}

export function* check(file, tree) {
  for (const { specifier, typeOnly, start } of file.imports) {
    const target = tree.resolve(specifier, file.path);
    if (!typeOnly && (target === undefined ? PACKAGE.test(specifier) : DATABASE.test(target))) {
      yield { at: start, message: `"${specifier}" reaches the database: call a service verb instead` };
    }
  }
}
