import { waysFrom } from "../graph.mjs";
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
    if (target === undefined) continue;
    for (const way of waysFrom(target, tree)) {
      if (way.at(-1) === file.path) yield { at: start, message: `import cycle: ${[file.path, ...way].join(" → ")}` };
    }
  }
}
