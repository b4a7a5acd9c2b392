import { isSource } from "../paths.mjs";
import { keyOf, nodesOf, stringOf, unwrap } from "../source.mjs";

/**
 * No `$queryRawUnsafe`, `$executeRawUnsafe` or `Prisma.raw`; the text given to `.query(…)` is fixed, values go as
 * parameters. It may be put together only from constants of the same file that are fixed strings themselves.
 * server/migrate* and server/embedded* may write identifiers (role and database names), which cannot be parameters.
 *
 * Reason: text assembled at run time is where SQL injection comes from, and a reader cannot see that one place is safe.
 */
const UNSAFE = ["$queryRawUnsafe", "$executeRawUnsafe"];
const IDENTIFIERS = /^server\/(?:migrate|embedded)[^/]*(?:\/|$)/;

export function appliesTo(path) {
  return isSource(path) && !path.startsWith("tools/lint/");
}

export function* check(file) {
  const constants = fixedConstants(file.program);
  for (const node of nodesOf(file.program, "MemberExpression", "CallExpression", "ImportDeclaration")) {
    if (node.type === "MemberExpression") {
      const key = keyOf(node);
      const raw = key === "raw" && node.object.name === "Prisma";
      if (UNSAFE.includes(key) || raw)
        yield { at: node.start, message: `${key} takes SQL as a string: use $queryRaw\`…\`` };
    } else if (node.type === "CallExpression" && !IDENTIFIERS.test(file.path)) {
      const text =
        node.callee.type === "MemberExpression" && keyOf(node.callee) === "query" ? node.arguments[0] : undefined;
      if (text && isAssembled(text, constants, file.program)) {
        yield { at: node.start, message: "SQL put together at run time: write it out and pass values as parameters" };
      }
    }
  }
}

/** Whether a query's text, or the `text` of a query object, is built from anything but fixed strings. */
function isAssembled(argument, constants, program) {
  const node = unwrap(argument);
  if (node.type === "ObjectExpression") {
    const text = node.properties.find((property) => keyOf(property) === "text");
    return text !== undefined && isAssembled(text.value, constants, program);
  }
  if (node.type === "Identifier" && !constants.has(node.name)) {
    const declarators = nodesOf(program, "VariableDeclarator").filter(({ id, init }) => id.name === node.name && init);
    return declarators.some(({ init }) => isBuilt(unwrap(init)) && !isFixed(unwrap(init), constants));
  }
  return isBuilt(node) && !isFixed(node, constants);
}

function isBuilt(node) {
  return node.type === "TemplateLiteral" || (node.type === "BinaryExpression" && node.operator === "+");
}

function isFixed(node, constants) {
  if (stringOf(node) !== undefined) return true;
  if (node.type === "Identifier") return constants.has(node.name);
  if (node.type === "TemplateLiteral") return node.expressions.every((part) => isFixed(unwrap(part), constants));
  return isBuilt(node) && isFixed(unwrap(node.left), constants) && isFixed(unwrap(node.right), constants);
}

function fixedConstants(program) {
  const constants = new Set();
  for (const statement of program.body) {
    const declaration = statement.declaration ?? statement;
    if (declaration.type !== "VariableDeclaration" || declaration.kind !== "const") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === "Identifier" && init && isFixed(unwrap(init), constants)) constants.add(id.name);
    }
  }
  return constants;
}
