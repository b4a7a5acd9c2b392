"use client";

import dynamic from "next/dynamic";
import { warmPopover } from "@/components/ui/lazy-popover";

/** Gets the editor before it is asked for: it is on its way while a hand moves to a filter. */
export const loadEditor = () => {
  warmPopover();
  return import("./filter-editor");
};

/** The editor of a filter; it and the schema it checks by come when somebody is about to use them. */
export const FilterEditor = dynamic(() => loadEditor().then((module) => module.FilterEditor), { ssr: false });
