"use client";

import { createContext, useContext } from "react";
import type { ListLocation } from "@/components/data-table/list-location";

/**
 * Where the list is that a row stands in. Cells read it from here, so that the columns stay the same objects: new ones
 * would make every cell anew and take the focus and a revealed key with the old ones.
 */
export const ListContext = createContext<ListLocation>({ path: "", search: "" });

export function useList(): ListLocation {
  return useContext(ListContext);
}
