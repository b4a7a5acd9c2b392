"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { KeyDetail } from "@/lib/services/provisioning-keys/get";
import type { KeyRow } from "@/lib/services/provisioning-keys/key-row";
import { getKeysAction } from "../actions";

/** Details fetched for a row; null when they could not be. They go by the row as it was: one that changed has none. */
type Fetched = ReadonlyMap<KeyRow, KeyDetail | null>;

/** More than a page has; what was fetched longest ago is let go. */
const KEPT = 200;

/**
 * The details of expanded rows: those the server sent with the list, and those fetched since, all that are missing in one
 * request. Out: details of a row, undefined until they are there, null when they could not be had; what fetches them.
 */
export function useKeyDetails(sent: readonly KeyDetail[]) {
  const [fetched, setFetched] = useState<Fetched>(new Map());
  const sentOf = useMemo(() => new Map(sent.map((detail) => [detail.id, detail])), [sent]);
  const asked = useRef(new WeakSet<KeyRow>());
  const load = useCallback(async (missing: readonly KeyRow[]) => {
    const rows = missing.filter((row) => !asked.current.has(row));
    if (rows.length === 0) return;
    for (const row of rows) asked.current.add(row);
    const result = await getKeysAction({ ids: rows.map(({ id }) => id) }).catch(() => undefined);
    const found = new Map(result?.ok ? result.data.map((detail) => [detail.id, detail]) : []);
    setFetched((before) => {
      const entries = rows.map((row) => [row, found.get(row.id) ?? null] as const);
      return new Map([...before, ...entries].slice(-KEPT));
    });
  }, []);
  const detailOf = useCallback((row: KeyRow) => sentOf.get(row.id) ?? fetched.get(row), [sentOf, fetched]);
  const retry = useCallback((row: KeyRow) => {
    asked.current.delete(row);
    setFetched((before) => new Map([...before].filter(([key]) => key !== row)));
  }, []);
  return { detailOf, load, retry };
}
