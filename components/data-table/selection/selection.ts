/** A selected row: its id, and a word that says which of several verbs apply to it, such as "enabled". */
export type Selected = { id: string; tag: string };

/** Most rows that can be selected: what one click on "select all" may change. */
export const SELECTION_LIMIT = 10_000;

export type Selection = ReturnType<typeof createSelection>;

/** Which rows of a list are selected, also those of other pages. A store of its own, so that a click draws one box, not the table. */
export function createSelection() {
  let selected: ReadonlyMap<string, string> = new Map();
  let anchor: string | null = null;
  let isChoosing = false;
  const listeners = new Set<() => void>();

  const replace = (next: ReadonlyMap<string, string>) => {
    selected = next;
    for (const listener of listeners) listener();
  };
  const add = (rows: readonly Selected[]) => {
    const next = new Map(selected);
    for (const { id, tag } of rows) if (next.has(id) || next.size < SELECTION_LIMIT) next.set(id, tag);
    replace(next);
  };
  const remove = (ids: readonly string[]) => {
    const next = new Map(selected);
    for (const id of ids) next.delete(id);
    replace(next);
  };
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Ids with their tags; another object whenever something changed. */
    read: () => selected,
    has: (id: string) => selected.has(id),
    isChoosing: () => isChoosing,
    /** Shows the boxes where rows are cards and have none otherwise; without them nothing stays selected. */
    choose: (on: boolean) => {
      isChoosing = on;
      replace(on ? selected : new Map());
    },
    add,
    remove,
    clear: () => {
      anchor = null;
      if (selected.size > 0) replace(new Map());
    },
    /**
     * Selects a row or takes it back; `toRange` does the same to all rows from the one changed last to this one.
     * In: the row, the rows of the page in their order (those that can be selected).
     */
    toggle: (row: Selected, rows: readonly Selected[], toRange: boolean) => {
      const isOn = !selected.has(row.id);
      const from = rows.findIndex(({ id }) => id === anchor);
      const to = rows.findIndex(({ id }) => id === row.id);
      const range = toRange && from >= 0 && to >= 0 ? rows.slice(Math.min(from, to), Math.max(from, to) + 1) : [row];
      anchor = row.id;
      if (isOn) add(range);
      else remove(range.map(({ id }) => id));
    },
    /** Takes over what a page read anew says about rows that are selected. */
    refresh: (rows: readonly Selected[]) => {
      const changed = rows.filter(({ id, tag }) => selected.has(id) && selected.get(id) !== tag);
      if (changed.length > 0) add(changed);
    },
  };
}
