import { isSource, isTest, topFolder } from "../paths.mjs";
import { exportsOf, keyOf, nodesOf } from "../source.mjs";

/**
 * Secrets and rows stay in lib. app and components import nothing (but types) from lib/crypto, lib/pki and
 * lib/enrollment, not even types from prisma or lib/db, and components read no cookies. A class named …Secret has a
 * toString, a toJSON and an inspect of its own. A function named to…Dto lists its fields: it spreads nothing.
 *
 * Reason: whatever reaches a component can reach the browser, a log or an error report; what was never handed over
 * cannot leak, and a column added to a table later must not appear in an answer by itself.
 */
const SECRETS = /^lib\/(?:crypto|pki|enrollment)(?:\/|\.ts$)/;
const ROWS = /^(?:prisma\/|lib\/db\.ts$)/;
const PRINTS = ["toString", "toJSON", "inspect"];

export function appliesTo(path) {
  return isSource(path) && !isTest(path) && ["app", "components", "lib"].includes(topFolder(path));
}

export function* check(file, tree) {
  if (file.path.startsWith("lib/")) {
    yield* checkClasses(file);
    yield* checkDtos(file);
    return;
  }
  for (const { specifier, typeOnly, names, start } of file.imports) {
    const target = tree.resolve(specifier, file.path);
    if (target === undefined ? specifier.startsWith("@prisma/") : ROWS.test(target)) {
      yield { at: start, message: "no database row leaves lib, not even as a type: use the type of the service" };
    } else if (target !== undefined && SECRETS.test(target) && !typeOnly) {
      yield { at: start, message: `"${specifier}" works with secrets: call a service verb` };
    }
    const cookies = specifier === "next/headers" && names.some(({ imported }) => ["cookies", "*"].includes(imported));
    if (cookies && file.path.startsWith("components/")) yield { at: start, message: "components read no cookies" };
  }
}

function* checkClasses(file) {
  for (const node of nodesOf(file.program, "ClassDeclaration", "ClassExpression")) {
    if (!/Secret$/.test(node.id?.name ?? "")) continue;
    const names = node.body.body.map((member) => keyOf(member) ?? (isInspect(member.key) ? "inspect" : undefined));
    const missing = PRINTS.filter((name) => !names.includes(name));
    if (missing.length > 0) yield { at: node.start, message: `${node.id.name} has no own ${missing.join(", ")}` };
  }
}

/** `[inspect.custom]` or `[Symbol.for("nodejs.util.inspect.custom")]` as the name of a method. */
function isInspect(key) {
  if (key?.type === "MemberExpression") return keyOf(key) === "custom";
  return key?.type === "CallExpression" && key.arguments[0]?.value === "nodejs.util.inspect.custom";
}

function* checkDtos(file) {
  for (const { name, node } of exportsOf(file.program)) {
    if (!/^to[A-Z]?\w*Dto$/.test(name) || !node) continue;
    for (const spread of nodesOf(node, "SpreadElement")) {
      yield { at: spread.start, message: `${name} lists the fields that may leave: no spread` };
    }
  }
}
