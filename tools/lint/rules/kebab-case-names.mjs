/**
 * Files and folders are named in kebab-case. The names that tools give meaning to are allowed: dot files, the
 * [param], (group), @slot and _private folders of the app router, README.md and its like, prisma's
 * <timestamp>_<name> migration folders, and `next-env.d.ts` style endings.
 *
 * Reason: one spelling that is the same on file systems with and without case.
 */
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const ROUTER_FOLDER =
  /^(?:\[[a-z][a-zA-Z0-9]*\]|\[\.\.\.[a-z][a-zA-Z0-9]*\]|\[\[\.\.\.[a-z][a-zA-Z0-9]*\]\]|\([a-z0-9-]+\)|@[a-z0-9-]+|_[a-z0-9-]+)$/;
const MIGRATION = /^\d{14}_[a-z0-9]+(?:_[a-z0-9]+)*$/;
const CAPITALS = /^(?:[A-Z]+(?:_[A-Z]+)*(?:\.md)?|Dockerfile)$/;
const FOLDERS = ["app", "bench", "cli", "components", "docs", "e2e", "lib", "prisma", "public", "server", "tools"];

export function appliesTo(path) {
  const parts = path.split("/");
  return parts.length === 1 || FOLDERS.includes(parts[0]);
}

export function* check(file) {
  const parts = file.path.split("/");
  const wrong = parts.find((part, depth) => !isAllowed(part, parts, depth));
  if (wrong !== undefined) yield { at: 0, message: `"${wrong}" is not in kebab-case` };
}

function isAllowed(part, parts, depth) {
  if (KEBAB.test(part) || part.startsWith(".")) return true;
  if (depth === parts.length - 1)
    return CAPITALS.test(part) || (parts[0] === "prisma" && part === "migration_lock.toml");
  if (parts[0] === "app") return ROUTER_FOLDER.test(part);
  return parts[0] === "prisma" && parts[1] === "migrations" && MIGRATION.test(part);
}
