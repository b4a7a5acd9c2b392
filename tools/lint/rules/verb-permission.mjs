import { isSource, isTest } from "../paths.mjs";
import { exportsOf, keyOf, nodesOf, stringOf, unwrap, walk } from "../source.mjs";

/**
 * Every `verb({…})` names its permission in place. Every exported handler of a route and every page outside
 * app/(auth) calls `requireActor`, `requirePermission` or a service verb, itself or through a function of its own
 * file, or the file says `publicRoute("why")`. Layouts and proxy.ts never authorize.
 *
 * Reason: a permission that may be left out will be; a layout is not rendered again when its page changes, and a
 * proxy can be walked around, so what they check is not checked.
 */
const VERB = "lib/services/verb.ts";
const GUARDS = ["requireActor", "requirePermission"];
const NEVER_AUTHORIZE = /^(?:proxy\.ts|app\/(?:.+\/)?layout\.tsx)$/;
const ROUTE = /^app\/(?:.+\/)?route\.ts$/;
const PAGE = /^app\/(?!\(auth\)\/)(?:.+\/)?page\.tsx$/;
const HANDLERS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

export function appliesTo(path) {
  return isSource(path) && !isTest(path);
}

export function* check(file, tree) {
  for (const call of verbCalls(file, tree)) {
    if (!namesPermission(call)) yield { at: call.start, message: "verb() without a `permission` written in place" };
  }
  if (NEVER_AUTHORIZE.test(file.path)) {
    for (const { names, start, specifier } of file.imports) {
      const guard = names.some(({ imported }) => isForbidden(imported, file.path));
      const all = names.some(({ imported }) => imported === "*") && /(?:^|\/)auth\//.test(specifier);
      if (guard || all) yield { at: start, message: "layouts and proxy.ts never authorize: the page or verb does" };
    }
  }
  if (ROUTE.test(file.path) || PAGE.test(file.path)) yield* checkEntry(file, tree);
}

/** A layout may ask who is signed in, to show the name; proxy.ts may not even do that. */
function isForbidden(name, path) {
  return ["can", "requirePermission"].includes(name) || (name === "requireActor" && path === "proxy.ts");
}

function* checkEntry(file, tree) {
  const guards = guardNames(file, tree);
  const locals = localFunctions(file.program);
  const marked = file.program.body.some(({ expression }) => isPublicMarker(expression));
  for (const call of nodesOf(file.program, "CallExpression")) {
    if (call.callee.name === "publicRoute" && !isPublicMarker(call)) {
      yield { at: call.start, message: "publicRoute() takes the reason as a string" };
    }
  }
  if (marked) return;
  for (const { name, node, statement } of exportsOf(file.program)) {
    if (ROUTE.test(file.path) ? !HANDLERS.includes(name) : name !== "default") continue;
    if (!callsOneOf(node, guards, locals, new Set())) {
      yield { at: statement.start, message: `"${name}" asks for no permission and is not marked publicRoute("why")` };
    }
  }
}

/** The local names that, when called, check a permission: the guards of lib/auth and every imported service verb. */
function guardNames(file, tree) {
  const names = new Set();
  for (const { specifier, typeOnly, names: imported, ...rest } of file.imports) {
    const target = tree.resolve(specifier, file.path);
    if (typeOnly || rest.reExport || target === undefined) continue;
    for (const { imported: name, local } of imported) {
      if (GUARDS.includes(name) && target.startsWith("lib/auth/")) names.add(local);
      if (target.startsWith("lib/services/") && isVerb(name, tree.files.get(target), tree)) names.add(local);
    }
  }
  return names;
}

function isVerb(name, service, tree) {
  if (!service?.program) return false;
  const calls = verbCalls(service, tree);
  return exportsOf(service.program).some((found) => found.name === name && calls.includes(found.node));
}

function verbCalls(file, tree) {
  const names = file.imports
    .filter(({ specifier }) => tree.resolve(specifier, file.path) === VERB)
    .flatMap((found) => found.names.filter(({ imported }) => imported === "verb").map(({ local }) => local));
  if (names.length === 0) return [];
  return nodesOf(file.program, "CallExpression").filter(({ callee }) => names.includes(callee.name));
}

function namesPermission(call) {
  const [argument] = call.arguments.map(unwrap);
  if (argument?.type !== "ObjectExpression") return false;
  const property = argument.properties.find((candidate) => keyOf(candidate) === "permission");
  const value = unwrap(property?.value);
  return value !== undefined && value.name !== "undefined" && !(value.type === "Literal" && value.value === null);
}

function isPublicMarker(node) {
  return node?.type === "CallExpression" && node.callee.name === "publicRoute" && Boolean(stringOf(node.arguments[0]));
}

function localFunctions(program) {
  const functions = new Map();
  for (const statement of program.body) {
    const declaration = statement.declaration ?? statement;
    if (declaration.type === "FunctionDeclaration" && declaration.id) functions.set(declaration.id.name, declaration);
    for (const { id, init } of declaration.type === "VariableDeclaration" ? declaration.declarations : []) {
      if (id.type === "Identifier" && init) functions.set(id.name, init);
    }
  }
  return functions;
}

/** Whether `node` calls a guard, or names (calls, renders or passes on) a function of the same file that does. */
function callsOneOf(node, guards, locals, seen) {
  let found = false;
  walk(node, (inner) => {
    if (found) return;
    if (inner.type === "CallExpression" && guards.has(inner.callee.name)) found = true;
    const name = inner.type === "Identifier" || inner.type === "JSXIdentifier" ? inner.name : undefined;
    const local = name === undefined || seen.has(name) ? undefined : locals.get(name);
    if (local && local !== node) {
      seen.add(name);
      found ||= callsOneOf(local, guards, locals, seen);
    }
  });
  return found;
}
