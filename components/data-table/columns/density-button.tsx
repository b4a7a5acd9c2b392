"use client";

import { Rows3 } from "lucide-react";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
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
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton label="Density" tooltip="Density" size="md">
          <Rows3 />
        </IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup value={layout.density} onValueChange={choose}>
          {DENSITIES.map((density) => (
            <DropdownMenuRadioItem key={density} value={density}>
              {LABELS[density]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
