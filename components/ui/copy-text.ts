type TextSource = () => string | Promise<string>;

// The selection must lie inside an open dialog: its focus trap would take it back from anywhere else.
function copyBySelection(text: string): boolean {
  const active = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const home = active?.closest<HTMLElement>("[role=dialog],[role=alertdialog]") ?? document.body;
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.tabIndex = -1;
  area.setAttribute("aria-hidden", "true");
  area.className = "fixed top-0 left-0 size-px opacity-0";
  home.append(area);
  try {
    area.select();
    return document.execCommand("copy");
  } finally {
    area.value = "";
    area.remove();
    active?.focus({ preventScroll: true });
  }
}

/**
 * Puts text on the clipboard: by the Clipboard API, or, where it is missing (plain http) or refuses, through a hidden
 * text area. Call it straight from a click. Resolves to false when the browser let neither happen; an error of `getText`
 * itself passes through.
 */
export async function copyText(getText: TextSource): Promise<boolean> {
  const text = Promise.resolve(getText());
  if (navigator.clipboard && typeof ClipboardItem !== "undefined") {
    try {
      // Handing over the promise keeps the click's permission alive while the text is fetched.
      const blob = text.then((value) => new Blob([value], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      return true;
    } catch {
      // Falls through: the text area may still work.
    }
  }
  return copyBySelection(await text);
}
