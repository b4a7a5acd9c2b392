import { isPureLib, isSource, isTest } from "../paths.mjs";

/**
 * Every module of lib that is not pure (see paths.mjs) has `import "server-only"` as its first import, and no pure
 * module has it.
 *
 * Reason: the build then fails when such a module reaches the browser. First, because an import before it could
 * already have run something.
 */
export function appliesTo(path) {
  return path.startsWith("lib/") && isSource(path) && !isTest(path);
}

export function* check(file) {
  const marker = file.imports.find(({ specifier }) => specifier === "server-only");
  if (isPureLib(file.path)) {
    if (marker) yield { at: marker.start, message: "a pure module runs in the browser too and is not server-only" };
    return;
  }
  const first = file.program.body.find(({ type }) => type === "ImportDeclaration" || type.startsWith("Export"));
  if (!marker || first?.start !== marker.start) {
    const at = (first ?? file.program.body[0])?.start ?? 0;
    yield { at, message: 'a server module of lib begins with `import "server-only"`' };
  }
}
