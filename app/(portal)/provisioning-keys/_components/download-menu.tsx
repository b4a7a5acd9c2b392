"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { KEY_FILE_LABELS } from "@/lib/recipes/key-file-labels";
import type { KeyFileFormat } from "@/lib/recipes/schema";
import { useKeyText } from "./use-key-text";

/** Every form in which a key can be had as a file. In the details, since each element of a row is drawn 25 times and more. */
export function DownloadMenu({ id, name, onDone }: { id: string; name: string; onDone?: () => void }) {
  const { download } = useKeyText(id, name);
  return (
    <LazyMenu
      trigger={
        <Button size="sm" aria-label={`File formats of ${name}`} endIcon={<ChevronDown className="size-3" />}>
          File format
        </Button>
      }
    >
      {({ DropdownMenuItem }) =>
        Object.entries(KEY_FILE_LABELS).map(([format, label]) => (
          <DropdownMenuItem key={format} onSelect={() => void download(format as KeyFileFormat).then(onDone)}>
            {label}
          </DropdownMenuItem>
        ))
      }
    </LazyMenu>
  );
}
