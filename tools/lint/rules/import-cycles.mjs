import { isSource } from "../paths.mjs";

/**
 * No file imports, through others, itself. `import type` is left out: it is gone at run time.
 *
 * Reason: in a cycle one module runs before what it imports exists, and neither file can be understood, moved or
 * tested without the other.
 */
export function appliesTo(path) {
  return isSource(path);
}

export function* check(file, tree) {
  for (const { specifier, typeOnly, start } of file.imports) {
    const target = typeOnly ? undefined : tree.resolve(specifier, file.path);
    const chain = target === undefined ? undefined : wayTo(target, file.path, tree);
    if (chain) yield { at: start, message: `import cycle: ${[file.path, ...chain].join(" → ")}` };
  }
}

/** The shortest chain of value imports from one file to another, both named in it; undefined when there is none. */
function wayTo(from, to, tree) {
  const cameFrom = new Map([[from, undefined]]);
  for (const path of cameFrom.keys()) {
    if (path === to) {
      const chain = [];
      for (let step = path; step !== undefined; step = cameFrom.get(step)) chain.unshift(step);
      return chain;
    }
    for (const { specifier, typeOnly } of tree.files.get(path)?.imports ?? []) {
      const next = typeOnly ? undefined : tree.resolve(specifier, path);
      if (next !== undefined && !cameFrom.has(next)) cameFrom.set(next, path);
    }
  }
  return undefined;
}
