import { isSource } from "../paths.mjs";
import { walk } from "../source.mjs";

/**
 * A schema.ts file writes no object type by hand: its types are inferred from the zod schemas beside them.
 *
 * Reason: two descriptions of one shape drift apart, and the hand-written one is not the one that checks.
 */
export function appliesTo(path) {
  return isSource(path) && /(?:^|\/)schema\.ts$/.test(path);
}

export function* check(file) {
  for (const statement of file.program.body) {
    const declaration = statement.declaration ?? statement;
    const message = "infer this type from its schema: z.infer<typeof …>";
    if (declaration.type === "TSInterfaceDeclaration") yield { at: statement.start, message };
    if (declaration.type === "TSTypeAliasDeclaration" && holdsShape(declaration))
      yield { at: statement.start, message };
  }
}

function holdsShape(declaration) {
  let found = false;
  walk(declaration.typeAnnotation, (node) => {
    found ||= node.type === "TSTypeLiteral";
  });
  return found;
}
