import { isSource, isTest } from "../paths.mjs";
import { exportsOf } from "../source.mjs";

/**
 * An exported function of lib, server or cli begins with a verb: not with one of the nouns of this domain (those that
 * are verbs too, such as group or count, are let pass).
 *
 * Reason: `listKeys` says what a call does, `keyList` does not say whether it reads, builds or shows.
 */
const NOUNS = new Set(
  `actor actors app ca cert certificate certificates client column columns connector connectors
  csr database enrollment error errors event events gateway groups ip key keys
  password payload permission permissions port provisioning response role root row rows secret secrets
  serial server session sessions setting settings signing spki status token user users`.split(/\s+/),
);
const FUNCTIONS = ["FunctionDeclaration", "TSDeclareFunction", "FunctionExpression", "ArrowFunctionExpression"];

export function appliesTo(path) {
  return /^(?:lib|server|cli)\//.test(path) && isSource(path) && !isTest(path);
}

export function* check(file) {
  for (const { name, node, statement } of exportsOf(file.program)) {
    const isFunction =
      FUNCTIONS.includes(node?.type) || (node?.type === "CallExpression" && node.callee.name === "verb");
    const first = /^[a-z]+/.exec(name)?.[0];
    if (isFunction && NOUNS.has(first)) yield { at: statement.start, message: `"${name}" does not begin with a verb` };
  }
}
