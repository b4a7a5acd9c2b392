import { isSource, isTest } from "../paths.mjs";
import { exportsOf } from "../source.mjs";

/**
 * Every function that lib, server or cli exports has a docstring directly before it; so has what `verb()` makes.
 * Schema files are left out: they export data.
 *
 * Reason: who calls it must learn what goes in and out, which errors come, and which rule it keeps, without reading
 * the body.
 */
const FUNCTIONS = ["FunctionDeclaration", "TSDeclareFunction", "FunctionExpression", "ArrowFunctionExpression"];
const MAKERS = ["verb", "cache"];

export function appliesTo(path) {
  return /^(?:lib|server|cli)\//.test(path) && isSource(path) && !isTest(path) && !/(?:^|\/)schema\.ts$/.test(path);
}

export function* check(file) {
  for (const { name, node, statement } of exportsOf(file.program)) {
    const isMade = node?.type === "CallExpression" && MAKERS.includes(node.callee.name);
    if (!FUNCTIONS.includes(node?.type) && !isMade) continue;
    // Of an overloaded function the last declaration is found; the docstring stands before the first.
    const first = file.program.body.find((other) => declares(other, node.id?.name)) ?? statement;
    if (!hasDocstring(file, first)) yield { at: statement.start, message: `"${name}" is exported without a docstring` };
  }
}

function declares(statement, name) {
  const declaration = statement.declaration ?? statement;
  return name !== undefined && FUNCTIONS.includes(declaration.type) && declaration.id?.name === name;
}

function hasDocstring(file, statement) {
  return file.comments.some(
    ({ type, value, end }) =>
      type === "Block" &&
      /^\*\s*[\s*]*\S/.test(value) &&
      end <= statement.start &&
      /^\s*(?:\/\/[^\n]*\s*)*$/.test(file.text.slice(end, statement.start)),
  );
}
