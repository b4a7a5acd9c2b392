"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { parseTheme } from "@/components/shell/appearance";
import { useTheme } from "@/components/shell/use-theme";
import { IconButton } from "@/components/ui/icon-button";
import { LazyMenu } from "@/components/ui/lazy-menu";

/** Light, dark or the system's choice. Takes effect at once; the cookie lets the server paint it first next time. */
export function ThemeToggle() {
  const [theme, choose] = useTheme();
  return (
    <LazyMenu
      trigger={
        <IconButton label="Theme" size="md">
          <Sun className="hidden in-data-[theme=light]:block" />
          <Moon className="hidden in-data-[theme=dark]:block" />
          <Monitor className="in-data-[theme]:hidden" />
        </IconButton>
      }
    >
      {({ DropdownMenuRadioGroup, DropdownMenuRadioItem }) => (
        <DropdownMenuRadioGroup value={theme} onValueChange={(value) => choose(parseTheme(value))}>
          <DropdownMenuRadioItem value="light">Light</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="dark">Dark</DropdownMenuRadioItem>
          <DropdownMenuRadioItem value="system">Same as system</DropdownMenuRadioItem>
        </DropdownMenuRadioGroup>
      )}
    </LazyMenu>
  );
}
