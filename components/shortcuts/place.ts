/** Where a key press happened, as far as the rules care. */
export type Place = {
  /** Letters go into a field, a list that finds entries by letters, or the like. */
  typing: boolean;
  /** A control has the focus that Enter and Space press. */
  control: boolean;
  /** What is open above the page. */
  overlay: "none" | "popup" | "modal";
  inTable: boolean;
};

const TYPING = [
  "input:not([type=checkbox], [type=button], [type=submit], [type=reset], [type=file], [type=image])",
  "textarea",
  "select",
  "[contenteditable]:not([contenteditable=false])",
  ...["textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider"].map((role) => `[role=${role}]`),
].join();

const CONTROL = [
  "a[href]",
  "button",
  "input",
  "summary",
  ...["button", "link", "checkbox", "radio", "switch", "tab", "menuitem"].map((role) => `[role=${role}]`),
].join();

const OPEN = "[data-state=open]:is([role=dialog], [role=alertdialog], [role=menu], [role=listbox])";

/** In: the target of a key press. Out: where it happened; `inTable` goes by the focus. */
export function readPlace(target: EventTarget | null): Place {
  const element = target instanceof Element ? target : null;
  const open = [...document.querySelectorAll(OPEN)];
  const modal = open.some((layer) => !layer.closest("[data-radix-popper-content-wrapper]"));
  return {
    typing: Boolean(element?.closest(TYPING)),
    control: Boolean(element?.closest(CONTROL)),
    overlay: modal ? "modal" : open.length > 0 ? "popup" : "none",
    inTable: Boolean(document.activeElement?.closest("[data-table-keys]")),
  };
}
