import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// The token names that Tailwind's own scales do not have; without them a size would be taken for a colour.
const merge = extendTailwindMerge({
  extend: { theme: { text: ["2xs", "md"], shadow: ["1", "2", "3"], tracking: ["title"] } },
});

/** Joins class names; of two utilities that set the same property the later one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
