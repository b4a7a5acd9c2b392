import { isSource, isTestCode } from "../paths.mjs";

/**
 * A source file has at most 250 lines, tests left out. A longer one is listed in tools/lint/long-files.json with the
 * reason; an entry without a reason, or for a file that is short or gone, is reported too.
 *
 * Reason: a file that grows past this holds a second thing that deserves its own name.
 */
const MAXIMUM = 250;
const LIST = "tools/lint/long-files.json";

export function appliesTo(path) {
  return path === LIST || (isSource(path) && !isTestCode(path) && !path.startsWith("prisma/generated/"));
}

export function* check(file, tree) {
  if (file.path === LIST) {
    yield* checkList(file, tree);
    return;
  }
  const lines = linesOf(file);
  if (lines <= MAXIMUM || file.path in listed(tree)) return;
  const at = file.text.split("\n").slice(0, MAXIMUM).join("\n").length + 1;
  yield { at, message: `${lines} lines, ${MAXIMUM} are allowed: give the second thing its own file` };
}

function* checkList(file, tree) {
  for (const [path, reason] of Object.entries(JSON.parse(file.text))) {
    const at = file.text.indexOf(JSON.stringify(path));
    const long = tree.files.get(path);
    if (typeof reason !== "string" || reason.trim().length < 20)
      yield { at, message: `${path} is listed without a reason` };
    else if (!long || linesOf(long) <= MAXIMUM) yield { at, message: `${path} needs no entry` };
  }
}

function listed(tree) {
  const list = tree.files.get(LIST);
  return list ? JSON.parse(list.text) : {};
}

function linesOf({ text }) {
  return text.replace(/\n$/, "").split("\n").length;
}
