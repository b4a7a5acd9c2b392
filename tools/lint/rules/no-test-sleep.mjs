import { isSource, isTestCode } from "../paths.mjs";
import { keyOf, nodesOf, walk } from "../source.mjs";

/**
 * Tests never sleep, are never skipped or singled out, and are never tried again: no awaited timer, no
 * waitForTimeout, no skip, only, fixme or todo, no retries. A timer that makes a test fail (a deadline) is allowed,
 * and so is waiting for a condition.
 *
 * Reason: a sleep is too short on a slow machine and too long on all others; a skipped test proves nothing; a test
 * that passes at the second try has found a fault and hides it.
 */
const RUNNERS = ["test", "it", "describe", "suite", "bench"];
const SKIPS = ["skip", "skipIf", "runIf", "only", "fixme", "todo", "fails"];
const CONFIG = /^(?:vitest|playwright)[^/]*\.config\.ts$/;

export function appliesTo(path) {
  return CONFIG.test(path) || (isSource(path) && isTestCode(path));
}

export function* check(file) {
  for (const { specifier, names, start } of file.imports) {
    const timers = /^(?:node:)?timers\/promises$/.test(specifier);
    if (timers && names.some(({ imported }) => imported !== "setImmediate")) {
      yield { at: start, message: "tests never sleep: wait for the condition" };
    }
  }
  for (const node of nodesOf(file.program, "CallExpression", "MemberExpression", "NewExpression", "Property")) {
    if (node.type === "NewExpression" && isSleep(node)) {
      yield { at: node.start, message: "tests never sleep: wait for the condition" };
    } else if (node.type === "CallExpression" && keyOf(node.callee) === "waitForTimeout") {
      yield { at: node.start, message: "tests never sleep: wait for the condition" };
    } else if (node.type === "MemberExpression" && SKIPS.includes(keyOf(node)) && RUNNERS.includes(rootOf(node))) {
      yield { at: node.start, message: `tests are neither skipped nor singled out: .${keyOf(node)}` };
    } else if (node.type === "Property" && ["retry", "retries"].includes(keyOf(node)) && node.value.value !== 0) {
      if (CONFIG.test(file.path) || isOptionOfTest(node, file.program)) {
        yield { at: node.start, message: "a test is not tried again" };
      }
    }
  }
}

function rootOf(node) {
  let root = node;
  while (root.type === "MemberExpression" || root.type === "CallExpression") root = root.object ?? root.callee;
  return root.name;
}

/** `new Promise((resolve) => setTimeout(resolve, …))`, also with `() => resolve()` as the callback. */
function isSleep(node) {
  const [executor] = node.arguments;
  const resolve = executor?.params?.[0]?.name;
  if (node.callee.name !== "Promise" || resolve === undefined) return false;
  return nodesOf(executor.body, "CallExpression").some((call) => {
    if ((call.callee.name ?? keyOf(call.callee)) !== "setTimeout") return false;
    const [callback] = call.arguments;
    if (callback?.name === resolve) return true;
    return nodesOf(callback, "CallExpression").some(({ callee }) => callee.name === resolve);
  });
}

function isOptionOfTest(property, program) {
  let found = false;
  walk(program, (node, ancestors) => {
    if (node !== property) return;
    found = ancestors.some(
      (above) => above.type === "CallExpression" && RUNNERS.includes(rootOf(above)) && isDirect(above, property),
    );
  });
  return found;
}

function isDirect(call, property) {
  return call.arguments.some(({ type, properties }) => type === "ObjectExpression" && properties.includes(property));
}
