import { parseSync, visitorKeys } from "oxc-parser";

/**
 * @typedef {{ type: string, start: number, end: number, [key: string]: any }} Node
 * @typedef {{ imported: string, local: string }} ImportedName
 * @typedef {{ specifier: string, typeOnly: boolean, reExport: boolean, names: ImportedName[], start: number }} Import
 * @typedef {{ path: string, text: string, program: Node | undefined, comments: { type: string, value: string, start: number, end: number }[], imports: Import[], parseError: { at: number, message: string } | undefined }} SourceFile
 */

const CODE = /\.(?:ts|tsx|mts|mjs)$/;

/** Whether the file at `path` is parsed (TypeScript or an ES module); all others are read as plain text. */
export function isCode(path) {
  return CODE.test(path);
}

/**
 * Calls `visit(node, ancestors)` for `root` and every node below it, parents first. `ancestors` is outermost first
 * and is reused between calls: copy it to keep it.
 */
export function walk(root, visit, ancestors = []) {
  visit(root, ancestors);
  ancestors.push(root);
  for (const key of visitorKeys[root.type] ?? []) {
    const child = root[key];
    for (const node of Array.isArray(child) ? child : [child]) {
      if (node) walk(node, visit, ancestors);
    }
  }
  ancestors.pop();
}

/** All nodes below and including `root` whose type is one of `types`, in source order. */
export function nodesOf(root, ...types) {
  const found = [];
  if (root) {
    walk(root, (node) => {
      if (types.includes(node.type)) found.push(node);
    });
  }
  return found;
}

/** The fixed string a node stands for (a string literal, or a template without expressions), else undefined. */
export function stringOf(node) {
  if (node?.type === "Literal" && typeof node.value === "string") return node.value;
  if (node?.type === "TemplateLiteral" && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
}

/** The name of a property, method or member: `a.b`, `a["b"]`, `{ b: … }`, `{ "b": … }` all give "b"; else undefined. */
export function keyOf(node) {
  const key = node.property ?? node.key;
  if (!key) return undefined;
  if (key.type === "Identifier" && !node.computed) return key.name;
  return stringOf(key);
}

/** `node` without the wrappers that TypeScript and parentheses add and that do nothing at run time. */
export function unwrap(node) {
  const wrappers = ["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression", "ParenthesizedExpression"];
  let inner = node;
  while (inner && wrappers.includes(inner.type)) inner = inner.expression;
  return inner;
}

/** The functions and constants that a module exports under a name: `{ name, node, statement }`, types left out. */
export function exportsOf(program) {
  const found = [];
  const locals = new Map();
  for (const statement of program.body) {
    const declaration = statement.declaration ?? statement;
    for (const { name, node } of declared(declaration)) locals.set(name, { name, node, statement });
  }
  for (const statement of program.body) {
    if (statement.type === "ExportDefaultDeclaration") {
      const local = statement.declaration.type === "Identifier" ? locals.get(statement.declaration.name) : undefined;
      found.push(local ? { ...local, name: "default" } : { name: "default", node: statement.declaration, statement });
    }
    if (statement.type !== "ExportNamedDeclaration" || statement.exportKind === "type") continue;
    for (const { name } of declared(statement.declaration)) found.push(locals.get(name));
    for (const specifier of statement.source ? [] : statement.specifiers) {
      const local = locals.get(specifier.local.name);
      const name = specifier.exported.name ?? specifier.exported.value;
      if (specifier.exportKind !== "type")
        found.push(local ? { ...local, name } : { name, node: specifier, statement });
    }
  }
  return found;
}

function declared(declaration) {
  if (declaration?.type === "VariableDeclaration") {
    return declaration.declarations.flatMap(({ id, init }) =>
      bindingNames(id).map((name) => ({ name, node: unwrap(init) })),
    );
  }
  const named = ["FunctionDeclaration", "TSDeclareFunction", "ClassDeclaration"];
  return named.includes(declaration?.type) && declaration.id ? [{ name: declaration.id.name, node: declaration }] : [];
}

function bindingNames(pattern) {
  if (pattern.type === "Identifier") return [pattern.name];
  if (pattern.type === "ObjectPattern") return pattern.properties.flatMap((p) => bindingNames(p.value ?? p.argument));
  if (pattern.type === "ArrayPattern") return pattern.elements.flatMap((e) => (e ? bindingNames(e) : []));
  if (pattern.type === "AssignmentPattern") return bindingNames(pattern.left);
  return pattern.argument ? bindingNames(pattern.argument) : [];
}

/**
 * Parses one file. `path` is relative to the linted root, with forward slashes. A file that is not code gets no
 * program and no imports; one that does not parse gets `parseError`.
 * @returns {SourceFile}
 */
export function readSource(path, text) {
  const file = { path, text, program: undefined, comments: [], imports: [], parseError: undefined };
  if (!isCode(path)) return file;
  const parsed = parseSync(path, text, { sourceType: "module" });
  const error = parsed.errors.find(({ severity }) => severity === "Error");
  if (error) return { ...file, parseError: { at: error.labels[0]?.start ?? 0, message: error.message } };
  return { ...file, program: parsed.program, comments: parsed.comments, imports: importsOf(parsed.program) };
}

/**
 * Every module a program names. Under `verbatimModuleSyntax` only `import type` disappears from the output:
 * `import { type A }` still loads the module, so it counts as a value import here.
 */
function importsOf(program) {
  const imports = [];
  const add = (node, source, rest) => {
    const specifier = stringOf(source);
    if (specifier !== undefined) {
      imports.push({ specifier, typeOnly: false, reExport: false, names: [], start: node.start, ...rest });
    }
  };
  walk(program, (node) => {
    if (node.type === "ImportDeclaration") {
      add(node, node.source, { typeOnly: node.importKind === "type", names: node.specifiers.map(importedName) });
    } else if (node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source)) {
      add(node, node.source, { typeOnly: node.exportKind === "type", reExport: true });
    } else if (node.type === "ImportExpression") {
      add(node, node.source, {});
    } else if (node.type === "TSImportType") {
      add(node, node.source ?? node.argument?.literal ?? node.argument, { typeOnly: true });
    }
  });
  return imports;
}

function importedName(specifier) {
  const local = specifier.local.name;
  if (specifier.type === "ImportDefaultSpecifier") return { imported: "default", local };
  if (specifier.type === "ImportNamespaceSpecifier") return { imported: "*", local };
  return { imported: specifier.imported.name ?? specifier.imported.value, local };
}
