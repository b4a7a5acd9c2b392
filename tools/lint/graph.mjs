/**
 * Follows value imports (not `import type`) from the file `start`, nearest first, and yields the way to each file
 * reached, `start` included: `[start, …, file]`. Files for which `enter(path)` is false are not entered.
 */
export function* waysFrom(start, tree, enter = () => true) {
  const cameFrom = new Map([[start, undefined]]);
  for (const path of cameFrom.keys()) {
    const way = [];
    for (let step = path; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
    yield way;
    for (const { specifier, typeOnly } of tree.files.get(path)?.imports ?? []) {
      const next = typeOnly ? undefined : tree.resolve(specifier, path);
      if (next !== undefined && !cameFrom.has(next) && enter(next)) cameFrom.set(next, path);
    }
  }
}
