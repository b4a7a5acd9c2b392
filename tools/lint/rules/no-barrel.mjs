import { isSource } from "../paths.mjs";

/**
 * No index.ts, no `export * from`, and no file that holds nothing but re-exports.
 *
 * Reason: a barrel hides where a thing lives, makes cycles, and pulls server modules into browser bundles through a
 * harmless looking import.
 */
export function appliesTo(path) {
  return isSource(path);
}

export function* check(file) {
  if (/(?:^|\/)index\.(?:ts|tsx|mjs)$/.test(file.path)) {
    yield { at: 0, message: "no index files: import the file that holds the thing" };
    return;
  }
  const { body } = file.program;
  const all = body.filter(({ type }) => type === "ExportAllDeclaration");
  for (const node of all) yield { at: node.start, message: "no `export * from`: import the file that holds the thing" };
  const onlyForwards = body.length > 0 && body.every((node) => node.type === "ExportNamedDeclaration" && node.source);
  if (onlyForwards) yield { at: body[0].start, message: "this file only forwards what others export" };
}
