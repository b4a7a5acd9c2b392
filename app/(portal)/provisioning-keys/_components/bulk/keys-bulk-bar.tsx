"use client";

import { ArrowUpToLine, CirclePause, CirclePlay, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useMemo, useState } from "react";
import { BarSeparator, BulkBar } from "@/components/data-table/bulk/bulk-bar";
import type { MatchingRows } from "@/components/data-table/bulk/select-matching";
import { useBulkRun } from "@/components/data-table/bulk/use-bulk-run";
import { useSelected } from "@/components/data-table/selection/selection-provider";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/lib/format/number";
import type { Result } from "@/lib/result";
import type { MatchingKeys } from "@/lib/services/provisioning-keys/list-matching";
import type { ListCount } from "@/lib/table/count";
import type { Filter } from "@/lib/table/filters";
import { listMatchingKeysAction } from "../../actions";
import { disableKeys, enableKeys, KEY_NOUN } from "./key-jobs";

const loadMaximum = () => import("./maximum-dialog");
const loadDelete = () => import("./delete-keys-dialog");
const MaximumDialog = dynamic(() => loadMaximum().then((module) => module.MaximumDialog), { ssr: false });
const DeleteKeysDialog = dynamic(() => loadDelete().then((module) => module.DeleteKeysDialog), { ssr: false });

export type KeysBulkProps = {
  /** What the list shows: "select all matching" means these. */
  q: string;
  filters: readonly Filter[];
  /** How many keys that are; null when it is not known. */
  matching: Promise<ListCount | null>;
  /** Keys that one request may change. */
  batch: number;
};

/** What can be done with the selected keys. */
export function KeysBulkBar({ q, filters, matching, batch }: KeysBulkProps) {
  const run = useBulkRun(batch);
  const selected = useSelected();
  const [asked, setAsked] = useState<"maximum" | "delete" | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const ids = useMemo(() => [...selected.keys()], [selected]);
  const idsWhere = (tag: string) => ids.filter((id) => selected.get(id) === tag);
  const [enabled, disabled] = [idsWhere("enabled"), idsWhere("disabled")];

  const hasSelection = ids.length > 0;
  useEffect(() => {
    if (hasSelection) Promise.all([loadMaximum(), loadDelete()]).catch(() => undefined);
  }, [hasSelection]);

  const ask = (dialog: "maximum" | "delete") => {
    setOpened(new Set([...opened, dialog]));
    setAsked(dialog);
  };
  const dialog = { ids, start: run.startAsked, onClose: () => setAsked(null) };
  return (
    <>
      <BulkBar
        run={run}
        noun={KEY_NOUN}
        all={{
          view: JSON.stringify([q, filters]),
          matching,
          load: async () => readMatching(await listMatchingKeysAction({ q, filters: [...filters] })),
          leftOutWord: "managed",
        }}
      >
        <Button variant="quiet" icon={<ArrowUpToLine className="size-3.5" />} onClick={() => ask("maximum")}>
          Set maximum…
        </Button>
        <Button
          variant="quiet"
          icon={<CirclePause className="size-3.5" />}
          disabledReason={enabled.length === 0 ? "All selected keys are disabled already." : undefined}
          onClick={() => run.start(disableKeys(enabled))}
        >
          Disable {formatNumber(enabled.length)}
        </Button>
        <Button
          variant="quiet"
          icon={<CirclePlay className="size-3.5" />}
          disabledReason={disabled.length === 0 ? "All selected keys are enabled already." : undefined}
          onClick={() => run.start(enableKeys(disabled))}
        >
          Enable {formatNumber(disabled.length)}
        </Button>
        <BarSeparator />
        <Button
          variant="quiet"
          icon={<Trash2 className="size-3.5" />}
          className="text-bad-fg hover:text-bad-fg [&>.lucide]:text-bad-fg"
          onClick={() => ask("delete")}
        >
          Delete…
        </Button>
      </BulkBar>
      {opened.has("maximum") ? <MaximumDialog open={asked === "maximum"} {...dialog} /> : null}
      {opened.has("delete") ? <DeleteKeysDialog open={asked === "delete"} {...dialog} /> : null}
    </>
  );
}

function readMatching(result: Result<MatchingKeys>): Result<MatchingRows> {
  if (!result.ok) return result;
  const { enabled, disabled, managed, isTruncated } = result.data;
  const tagged = (ids: readonly string[], tag: string) => ids.map((id) => ({ id, tag }));
  return {
    ok: true,
    data: {
      rows: [...tagged(enabled, "enabled"), ...tagged(disabled, "disabled")],
      leftOut: managed,
      isTruncated,
    },
  };
}
