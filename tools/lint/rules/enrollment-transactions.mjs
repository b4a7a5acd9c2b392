import { isSource, isTest } from "../paths.mjs";
import { keyOf, nodesOf } from "../source.mjs";

/**
 * lib/enrollment does not use Prisma's interactive transactions.
 *
 * Reason: a use is counted, the certificate stored and the audit row written by one guarded statement. A transaction
 * held open between statements makes a burst wait on one row, and a pooled connection has come back inside one.
 */
export function appliesTo(path) {
  return path.startsWith("lib/enrollment/") && isSource(path) && !isTest(path);
}

export function* check(file) {
  for (const node of nodesOf(file.program, "MemberExpression")) {
    if (keyOf(node) === "$transaction")
      yield { at: node.start, message: "no interactive transaction here: one statement" };
  }
}
