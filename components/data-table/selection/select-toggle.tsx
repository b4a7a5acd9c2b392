"use client";

import { Button } from "@/components/ui/button";
import { useIsChoosing, useSelection } from "./selection-provider";

/** Where rows are cards: shows their boxes, or takes them and the selection away. Not there for who may change nothing. */
export function SelectToggle() {
  const selection = useSelection();
  const isChoosing = useIsChoosing();
  if (!selection) return null;
  return (
    <Button
      className="max-md:order-last md:hidden"
      aria-pressed={isChoosing}
      onClick={() => selection.choose(!isChoosing)}
    >
      Select
    </Button>
  );
}
