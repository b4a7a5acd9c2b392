import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findBinaries } from "@/server/embedded/binaries";
import { chooseMemory, readMemory } from "@/server/embedded/choose-memory";
import { type Cluster, openCluster } from "@/server/embedded/open-cluster";
import { chooseOsAccount } from "@/server/embedded/os-account";
import { startWithinMemory } from "@/server/embedded/start-within-memory";

let home: string;
let cluster: Cluster;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "latchkey-memory-"));
  chmodSync(home, 0o755);
  cluster = await openCluster(join(home, "home"));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function readSetting(name: string): Promise<string> {
  const url = new URL(cluster.ownerUrl);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return (await client.query("SELECT current_setting($1) AS value", [name])).rows[0].value;
  } finally {
    await client.end();
  }
}

const inMegabytes = (value: string) => Number.parseInt(value, 10) * (value.endsWith("GB") ? 1_024 : 1);

test("the embedded PostgreSQL starts with a quarter of the memory", async () => {
  const postgres = await cluster.start();
  try {
    const chosen = chooseMemory(readMemory());
    expect(inMegabytes(await readSetting("shared_buffers"))).toBe(inMegabytes(chosen.shared_buffers));
    expect(inMegabytes(await readSetting("effective_cache_size"))).toBe(inMegabytes(chosen.effective_cache_size));
  } finally {
    await postgres.stop();
  }
});

test("it starts with less where the system refuses that much", async () => {
  const said = vi.spyOn(console, "error").mockReturnValue();
  const binaries = findBinaries();
  // As on a small machine: a process may have 1 GB of addresses.
  const limited = join(home, "postgres");
  writeFileSync(limited, `#!/bin/sh\nulimit -v 1000000 && exec '${binaries.postgres}' "$@"\n`);
  chmodSync(limited, 0o755);
  const { dataDir, port, ownerUrl } = cluster;
  const options = { binaries: { ...binaries, postgres: limited }, dataDir, port, ownerUrl, account: chooseOsAccount() };
  const postgres = await startWithinMemory(options, { shared_buffers: "2GB", effective_cache_size: "4GB" });
  try {
    expect(said).toHaveBeenCalledWith("PostgreSQL was refused 2GB of memory; it is started with less.");
    expect(inMegabytes(await readSetting("shared_buffers"))).toBe(128);
  } finally {
    await postgres.stop();
    said.mockRestore();
  }
});
