import { isPureLib, isSource, isTest, isWebListener, topFolder, UI_FREE_FOLDERS, UI_PACKAGE } from "../paths.mjs";

/**
 * Each top folder imports only the folders below it: app → components, lib; components → components and pure lib;
 * lib → lib; server, bench → lib; cli → nothing but the key format, since a connector reaches the server by HTTP only.
 * Server, cli and bench hold no React and no Next (server/web*.ts starts Next and may import it). Pure modules of lib
 * import only pure modules. Across top folders the alias `@/` is used.
 *
 * Reason: a reader must know from a file's folder what it can touch, and the process that faces the internet must
 * not load the machinery of React Server Components.
 */
const ALLOWED = {
  app: ["app", "components", "lib"],
  components: ["components"],
  lib: ["lib", "prisma/generated"],
  server: ["server", "lib"],
  cli: ["cli", "lib/provisioning-key"],
  bench: ["bench", "lib", "prisma"],
  prisma: ["prisma", "lib"],
  e2e: ["e2e", "lib", "prisma", "server"],
  tools: ["tools", "lib", "dist"],
  "": ["lib", "server", "prisma", "tools"],
};
const TESTS_ALSO = ["cli", "lib", "prisma", "server"];
export function appliesTo(path) {
  return isSource(path) && topFolder(path) in ALLOWED;
}

export function* check(file, tree) {
  const from = topFolder(file.path);
  for (const { specifier, typeOnly, start } of file.imports) {
    const target = tree.resolve(specifier, file.path);
    if (target === undefined) {
      const startsNext = isWebListener(file.path) && /^next(?:\/|$)/.test(specifier);
      if (UI_FREE_FOLDERS.includes(from) && UI_PACKAGE.test(specifier) && !startsNext) {
        yield { at: start, message: `${from}/ does not import the user interface package "${specifier}"` };
      }
    } else if (from !== "" && specifier.startsWith(".") && ![from, "dist"].includes(topFolder(target))) {
      yield { at: start, message: `"${specifier}" leaves ${from}/: write it with the alias "@/"` };
    } else if (isPureLib(file.path) && !(target.startsWith("lib/") && (isPureLib(target) || typeOnly))) {
      yield { at: start, message: `a pure module of lib imports only pure modules, not "${specifier}"` };
    } else if (!isAllowed(file.path, target, typeOnly)) {
      yield { at: start, message: `${from || "a file at the root"} does not import "${specifier}"` };
    }
  }
}

function isAllowed(path, target, typeOnly) {
  const from = topFolder(path);
  const folders = [...ALLOWED[from], ...(isTest(path) ? TESTS_ALSO : [])];
  if (folders.some((folder) => target.startsWith(`${folder}/`))) return true;
  if (from === "components") return isPureLib(target) || (typeOnly && target.startsWith("lib/services/"));
  return from === "" && topFolder(target) === "";
}
