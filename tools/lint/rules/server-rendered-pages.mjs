/**
 * Pages and layouts are server components; "use client" belongs to the parts in _components and components/.
 *
 * Reason: a page in the browser cannot ask for its permission, and everything it imports becomes public.
 */
export function appliesTo(path) {
  return /^app\/(?:.+\/)?(?:page|layout|template|default)\.tsx$/.test(path);
}

export function* check(file) {
  const directive = file.program.body.find((statement) => statement.directive === "use client");
  if (directive)
    yield { at: directive.start, message: "a page is a server component: move the client part to _components" };
}
