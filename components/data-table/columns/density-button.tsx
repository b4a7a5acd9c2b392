"use client";

import { Rows3 } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { DENSITIES, type Density } from "./layout";
import { useTableLayout } from "./layout-provider";

const LABELS: Record<Density, string> = { compact: "Compact", default: "Default", comfortable: "Comfortable" };

/** Chooses how high the rows are. */
export function DensityButton() {
  const { layout, change } = useTableLayout();
  const choose = (value: string) => {
    const density = DENSITIES.find((candidate) => candidate === value);
    if (density) change({ ...layout, density });
  };
  return (
    <LazyMenu
      trigger={
        <IconButton label="Density" tooltip="Density" size="md">
          <Rows3 />
        </IconButton>
      }
    >
      {({ DropdownMenuRadioGroup, DropdownMenuRadioItem }) => (
        <DropdownMenuRadioGroup value={layout.density} onValueChange={choose}>
          {DENSITIES.map((density) => (
            <DropdownMenuRadioItem key={density} value={density}>
              {LABELS[density]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      )}
    </LazyMenu>
  );
}
