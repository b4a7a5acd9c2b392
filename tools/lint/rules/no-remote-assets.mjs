import { isSource } from "../paths.mjs";
import { keyOf, nodesOf, stringOf } from "../source.mjs";

/**
 * The portal loads nothing from elsewhere: no next/font/google, no image, script, style sheet or frame with an
 * absolute URL, no such url() or @import in CSS. A link that a person may follow is allowed.
 *
 * Reason: it must work on a closed network, at build too, and a third party must not see who opens it.
 */
const LOADING = [
  "img",
  "Image",
  "script",
  "Script",
  "link",
  "iframe",
  "source",
  "video",
  "audio",
  "embed",
  "object",
  "use",
];
const ATTRIBUTES = ["src", "href", "srcSet", "poster", "data"];
const REMOTE = /^(?:https?:)?\/\//;

export function appliesTo(path) {
  return /^(?:app|components)\//.test(path) && (isSource(path) || path.endsWith(".css"));
}

export function* check(file) {
  const message = "the portal loads nothing from elsewhere";
  if (file.path.endsWith(".css")) {
    for (const { index } of file.text.matchAll(/(?:url\(\s*|@import\s+)["']?(?:https?:)?\/\//g))
      yield { at: index, message };
    return;
  }
  for (const { specifier, start } of file.imports) {
    if (specifier === "next/font/google" || REMOTE.test(specifier)) yield { at: start, message };
  }
  for (const element of nodesOf(file.program, "JSXOpeningElement")) {
    if (!LOADING.includes(element.name.name)) continue;
    for (const attribute of element.attributes) {
      const value = attribute.value?.expression ?? attribute.value;
      const isUrl = attribute.type === "JSXAttribute" && ATTRIBUTES.includes(attribute.name.name);
      if (isUrl && REMOTE.test(textStart(value) ?? "")) yield { at: attribute.start, message };
    }
  }
  for (const call of nodesOf(file.program, "CallExpression")) {
    const sends = ["fetch", "sendBeacon"].includes(call.callee.name ?? keyOf(call.callee));
    if (sends && REMOTE.test(textStart(call.arguments[0]) ?? "")) yield { at: call.start, message };
  }
}

/** The fixed text a string or template begins with. */
function textStart(node) {
  return stringOf(node) ?? (node?.type === "TemplateLiteral" ? node.quasis[0].value.cooked : undefined);
}
