import { isSource } from "../paths.mjs";
import { exportsOf, nodesOf } from "../source.mjs";

/**
 * "use server" stands only at the head of app/**\/actions.ts, each of which has it, and each export of such a file is
 * `export const name = action(…)` with `action` from "@/lib/http/action". No function has the directive inside.
 *
 * Reason: each export of such a file is a public URL. The door in lib/http/action checks origin and actor, so an
 * export that does not go through it is open to anybody.
 */
const DOOR = "lib/http/action.ts";

export function appliesTo(path) {
  return isSource(path);
}

export function* check(file, tree) {
  const isActions = /^app\/(?:.+\/)?actions\.ts$/.test(file.path);
  const head = file.program.body.find(({ directive }) => directive === "use server");
  for (const node of nodesOf(file.program, "ExpressionStatement")) {
    if (node.directive === "use server" && (node !== head || !isActions)) {
      yield { at: node.start, message: '"use server" stands only at the head of app/**/actions.ts' };
    }
  }
  if (!isActions) return;
  if (!head) yield { at: 0, message: 'a file named actions.ts begins with "use server"' };
  const doors = file.imports
    .filter(({ specifier }) => tree.resolve(specifier, file.path) === DOOR)
    .flatMap(({ names }) => names.filter(({ imported }) => imported === "action").map(({ local }) => local));
  for (const { name, node, statement } of exportsOf(file.program)) {
    const callee = node?.type === "CallExpression" && node.callee.type === "Identifier" ? node.callee.name : undefined;
    if (!doors.includes(callee)) yield { at: statement.start, message: `"${name}" is not made by action() of ${DOOR}` };
  }
  for (const { reExport, typeOnly, start } of file.imports) {
    if (reExport && !typeOnly) yield { at: start, message: "an actions file publishes only what action() makes" };
  }
}
