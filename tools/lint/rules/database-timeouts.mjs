import { isSource, isTestCode } from "../paths.mjs";
import { keyOf, nodesOf, unwrap } from "../source.mjs";

/**
 * Every connection of `pg` says how long it waits to connect; a pool also how long a statement, a lock and an idle
 * transaction may last. Written in place, so that they can be seen.
 *
 * Reason: each of these defaults to for ever. When PostgreSQL hangs, so would every request.
 */
const NEEDED = {
  Client: ["connectionTimeoutMillis"],
  Pool: ["connectionTimeoutMillis", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"],
};

export function appliesTo(path) {
  return isSource(path) && !isTestCode(path);
}

export function* check(file) {
  const imported = file.imports.filter(({ specifier, typeOnly }) => specifier === "pg" && !typeOnly);
  const names = imported.flatMap((found) => found.names);
  for (const node of nodesOf(file.program, "NewExpression")) {
    const kind = kindOf(node.callee, names);
    if (kind === undefined) continue;
    const options = unwrap(node.arguments[0]);
    const given = options?.type === "ObjectExpression" ? options.properties.map(keyOf) : [];
    const missing = NEEDED[kind].filter((name) => !given.includes(name));
    if (missing.length > 0)
      yield { at: node.start, message: `a ${kind} that may wait for ever: set ${missing.join(", ")}` };
  }
}

/** "Pool" or "Client" for `new Pool`, `new pg.Pool` and their like, when they come from `pg`. */
function kindOf(callee, names) {
  if (callee.type === "MemberExpression") {
    const isPackage = names.some(
      ({ local, imported }) => local === callee.object.name && ["default", "*"].includes(imported),
    );
    return isPackage && keyOf(callee) in NEEDED ? keyOf(callee) : undefined;
  }
  const name = names.find(({ local }) => local === callee.name)?.imported;
  return name in NEEDED ? name : undefined;
}
