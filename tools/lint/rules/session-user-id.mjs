import { isSource } from "../paths.mjs";
import { nodesOf, unwrap } from "../source.mjs";

/**
 * Whether somebody is signed in is read from `session?.user?.id`, never from the session object being there.
 *
 * Reason: on a configuration error the authentication library has returned an object without a user, and a check for
 * the object let everybody in.
 */
const TESTS = ["IfStatement", "ConditionalExpression", "WhileStatement"];

export function appliesTo(path) {
  return isSource(path);
}

export function* check(file) {
  for (const node of nodesOf(file.program, ...TESTS, "LogicalExpression", "UnaryExpression", "BinaryExpression")) {
    for (const operand of testedIn(node)) {
      if (isSession(unwrap(operand)))
        yield { at: operand.start, message: "test session?.user?.id, not the session object" };
    }
  }
}

function testedIn(node) {
  if (TESTS.includes(node.type)) return [node.test];
  if (node.type === "UnaryExpression") return node.operator === "!" ? [node.argument] : [];
  if (node.type === "LogicalExpression") return node.operator === "??" ? [] : [node.left, node.right];
  const comparesNothing = [node.left, node.right].some((side) => side.name === "undefined" || side.value === null);
  return comparesNothing && /^[!=]==?$/.test(node.operator) ? [node.left, node.right] : [];
}

/** `session`, `await auth()` or `auth()`. */
function isSession(node) {
  if (node.type === "AwaitExpression") return isSession(unwrap(node.argument));
  if (node.type === "CallExpression") return node.callee.name === "auth";
  return node.type === "Identifier" && /^(?:auth)?session$/i.test(node.name);
}
