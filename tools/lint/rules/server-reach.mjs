import { waysFrom } from "../graph.mjs";
import { isSource, isTest, isWebListener, topFolder, UI_FREE_FOLDERS, UI_PACKAGE } from "../paths.mjs";

/**
 * What server, cli and bench load through lib loads no React and no Next either. The web listener is left out.
 *
 * Reason: the gateway is the public surface. One import of next/headers in a shared service would bring the code it
 * is kept apart from into its process.
 */
export function appliesTo(path) {
  return isSource(path) && !isTest(path) && UI_FREE_FOLDERS.includes(topFolder(path)) && !isWebListener(path);
}

export function* check(file, tree) {
  for (const { specifier, typeOnly, start } of file.imports) {
    const target = typeOnly ? undefined : tree.resolve(specifier, file.path);
    // A file of these folders is checked itself, so only the steps into lib are followed from here.
    if (!target?.startsWith("lib/")) continue;
    for (const way of waysFrom(target, tree)) {
      const loaded = tree.files
        .get(way.at(-1))
        ?.imports.find((found) => !found.typeOnly && UI_PACKAGE.test(found.specifier));
      if (loaded) yield { at: start, message: `loads "${loaded.specifier}": ${[file.path, ...way].join(" → ")}` };
    }
  }
}
