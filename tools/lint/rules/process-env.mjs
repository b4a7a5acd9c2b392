import { isSource, isTestCode } from "../paths.mjs";
import { keyOf, nodesOf } from "../source.mjs";

/**
 * `process.env` is read only in lib/env.ts, in configuration files of tools, in tools/ and in tests;
 * server/child-env.ts hands variables on to child processes.
 *
 * Reason: the environment is parsed once, at start-up, which fails with the list of what is wrong. A variable read
 * elsewhere is neither checked nor documented.
 */
const MAY = [/^lib\/env\.ts$/, /^server\/child-env\.ts$/, /^[^/]+\.config\.(?:ts|mjs)$/, /^tools\//];

export function appliesTo(path) {
  return isSource(path) && !isTestCode(path) && !MAY.some((pattern) => pattern.test(path));
}

export function* check(file) {
  const message = "process.env is read only in lib/env.ts";
  for (const node of nodesOf(file.program, "MemberExpression", "VariableDeclarator", "ImportDeclaration")) {
    if (node.type === "MemberExpression" && keyOf(node) === "env" && isProcess(node.object)) {
      yield { at: node.start, message };
    }
    if (node.type === "VariableDeclarator" && node.id.type === "ObjectPattern" && isProcess(node.init)) {
      if (node.id.properties.some((property) => keyOf(property) === "env")) yield { at: node.start, message };
    }
    if (node.type === "ImportDeclaration" && /^(?:node:)?process$/.test(node.source.value)) {
      if (node.specifiers.some(({ imported }) => imported?.name === "env")) yield { at: node.start, message };
    }
  }
}

function isProcess(node) {
  if (node?.type === "Identifier") return node.name === "process";
  return node?.type === "MemberExpression" && keyOf(node) === "process";
}
