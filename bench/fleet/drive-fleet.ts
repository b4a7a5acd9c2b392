import { BENCH_ACTOR, makeFleetWorld } from "@/bench/fleet/fleet-world";
import { type Instance, type Program, startInstance } from "@/bench/fleet/instances";
import { type Passthrough, startPassthrough } from "@/bench/fleet/passthrough";
import { countEnrolled, listAll, watchSilence } from "@/bench/fleet/watch-connectors";
import { watchLists } from "@/bench/fleet/watch-lists";
import { prisma } from "@/lib/db";
import { removeConnector } from "@/lib/services/connectors/remove";
import { revokeConnector } from "@/lib/services/connectors/revoke-one";
import { type FleetReport, startFleet } from "@/prisma/demo/start-fleet";

export type FleetRun = {
  connectors: number;
  /** From the last enrollment to the end. */
  seconds: number;
  certificateSeconds: number;
  heartbeatSeconds: number;
  /** One instance is killed so often, each time the other one, and started again after a third of that. */
  killEverySeconds: number;
  /** A connector is revoked or deleted so often. */
  revokeEverySeconds: number;
  lookEverySeconds: number;
  gateway: Program;
  fleet: Program;
  /** Variables of the gateways: the database and the key ring. */
  settings: NodeJS.ProcessEnv;
  /** Two ports that are free. */
  ports: [number, number];
};

/** One line of the table: what was seen, and what must hold of it; null where it is told for information. */
export type Finding = { label: string; seen: string; holds: boolean | null };

type Tally = Extract<FleetReport, { type: "tally" }>;
const FIRST_WAVE_MS = 180_000;
const TALLY_DEADLINE_MS = 15_000;

/**
 * Lets connectors report through two gateways, behind a passthrough as they stand behind a load balancer, while one of the gateways is
 * killed and started again and connectors are revoked. In: how many and how long, and the programs. Out: what was seen.
 */
export async function driveFleet(run: FleetRun): Promise<Finding[]> {
  const instances: Instance[] = [];
  const passthrough = await startPassthrough(() => run.ports);
  const host = `localhost:${passthrough.port}`;
  const closing: (() => Promise<unknown>)[] = [() => passthrough.close()];
  try {
    const world = await makeFleetWorld(run.connectors, host, run.heartbeatSeconds);
    const settings = {
      ...run.settings,
      ENROLL_PUBLIC_HOST: host,
      CONNECTOR_CERTIFICATE_SECONDS: String(run.certificateSeconds),
    };
    for (const port of run.ports) {
      const instance = await startInstance(run.gateway, settings, port);
      instances.push(instance);
      closing.push(() => instance.stop());
    }
    const heard = hearFleet();
    const start = {
      keys: world.keys.map(({ id: _, ...key }) => key),
      total: run.connectors,
      life: null,
      directory: null,
    };
    const child = await startFleet(run.fleet, start, heard.hear);
    closing.push(async () => child.kill());
    child.once("exit", (code) => heard.fail(new Error(`the fleet ended (${code})`)));
    await heard.wave;

    const lists = await watchLists(world.issuerIds, world.root, () =>
      instances.filter(({ isUp }) => isUp()).map(({ port }) => port),
    );
    closing.push(() => lists.close());
    const silence = watchSilence();
    const before = { ...heard.tally() };
    const course = { kills: 0, down: 0, revoked: [] as string[] };
    const until = Date.now() + run.seconds * 1000;
    await Promise.all([
      every(run.lookEverySeconds, until, () => lists.lookOnce()),
      every(1, until, () => silence.sample()),
      every(run.killEverySeconds, until - 2_000 * run.heartbeatSeconds, async (turn) => {
        const instance = instances[turn % instances.length];
        const down = Date.now();
        await instance?.kill();
        await new Promise((resolve) => setTimeout(resolve, (run.killEverySeconds * 1000) / 3));
        await instance?.start();
        course.kills += 1;
        course.down += Date.now() - down;
      }),
      every(run.revokeEverySeconds, until - 1_000, async (turn) => {
        const id = await pickConnector();
        if (!id) return;
        if (turn % 2 === 0) await revokeConnector(BENCH_ACTOR, { id });
        else await removeConnector(BENCH_ACTOR, { id });
        course.revoked.push(id);
      }),
    ]);

    const rows = await listAll();
    const counted = await countEnrolled(world);
    await lists.lookOnce();
    await lists.verify(await readSamples());
    await heard.next();
    await lists.close();
    const standing = rows.filter(({ status }) => status !== "revoked");
    const ids = new Set(rows.map(({ id }) => id));
    const machines = new Set(rows.map(({ hostname }) => hostname));
    const deleted = await prisma.connector.count({ where: { deletedAt: { not: null } } });
    const tally = heard.tally();
    const status = countBy(rows.map((row) => row.status));
    const { report } = lists;
    const minutes = run.seconds / 60;
    const uses = [counted.used, counted.enrollments, counted.connectors, counted.accepted];
    return [
      told("connectors enrolled", `${counted.connectors}`, counted.connectors === run.connectors),
      told("uses, enrollments, connectors, audit rows", uses.join(", "), new Set(uses).size === 1),
      told("kills of one of two gateways (away in all)", `${course.kills} (${seconds(course.down)})`, course.kills > 0),
      told("connections: to each, moved on, lost", sayConnections(passthrough)),
      told("heartbeats begun, a minute", ((tally.heartbeats - before.heartbeats) / minutes).toFixed(0)),
      told("renewals", `${counted.renewals}`, counted.renewals > 0),
      told("listed at the end, by status", sayCounts(status), rows.length === run.connectors - deleted),
      told(
        "standing but not connected at the end",
        `${standing.length - (status.connected ?? 0)}`,
        standing.length === status.connected,
      ),
      told(
        "listed twice: by id, by machine",
        `${rows.length - ids.size}, ${rows.length - machines.size}`,
        ids.size === rows.length && machines.size === rows.length,
      ),
      told("said to run twice", `${counted.duplicated}`, counted.duplicated === 0),
      told(
        "longest silence of a standing one",
        `${silence.report.longest.toFixed(1)} s, ${silence.report.samples} samples`,
      ),
      told("standing ones ever disconnected", `${silence.report.everDisconnected}`),
      told(
        "revoked or deleted; ended by that, else",
        `${course.revoked.length}; ${sayCounts(tally.ended)}`,
        sameEnds(tally, course.revoked.length),
      ),
      told("lists fetched, different ones", `${report.fetched}, ${report.lists}`, report.lists > 1),
      told(
        "certificates on lists, of them expired since",
        `${report.revoked}, ${report.expired}`,
        report.revoked >= course.revoked.length && report.expired > 0,
      ),
      told("openssl verify -crl_check", `${report.verified} certificates`, report.verified > 0),
      told(
        "missing from a list, left it early, else wrong",
        report.problems.join("; ") || "0",
        report.problems.length === 0,
      ),
      told(
        "fleet: processor time, memory",
        `${((tally.cpuMs - before.cpuMs) / run.seconds / 10).toFixed(1)} % of a core, ${tally.memoryMb} MB`,
      ),
    ];
  } finally {
    for (const close of closing.reverse()) await close().catch(() => undefined);
  }
}

const told = (label: string, seen: string, holds: boolean | null = null): Finding => ({ label, seen, holds });
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(0)} s`;
const sayCounts = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(", ") || "0";
const sayConnections = ({ counts }: Passthrough) => `${counts.handed.join(", ")}; ${counts.moved}; ${counts.lost}`;
const sameEnds = ({ ended }: Tally, revoked: number) =>
  Object.keys(ended).every((reason) => reason === "connector_revoked") && (ended.connector_revoked ?? 0) <= revoked;

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Does something again and again until a time, never twice at once. */
async function every(interval: number, until: number, act: (turn: number) => Promise<void>): Promise<void> {
  for (let turn = 0; ; turn += 1) {
    const next = Date.now() + interval * 1000;
    if (next > until) return;
    await new Promise((resolve) => setTimeout(resolve, interval * 1000));
    await act(turn);
  }
}

/** One that stands and is connected, not always the oldest. */
async function pickConnector(): Promise<string | undefined> {
  const [row] = await prisma.$queryRaw<{ id: string }[]>`
    SELECT id FROM connectors WHERE revoked_at IS NULL AND deleted_at IS NULL AND last_seen_at IS NOT NULL
    ORDER BY md5(id::text) LIMIT 1`;
  return row?.id;
}

/** The newest certificates of both kinds. */
async function readSamples() {
  const read = async (isRevoked: boolean) => {
    const rows = await prisma.connectorCertificate.findMany({
      where: { revokedAt: isRevoked ? { not: null } : null },
      select: { signingCertificateId: true, der: true },
      orderBy: { notAfter: "desc" },
      take: 20,
    });
    return rows.map(({ signingCertificateId: issuerId, der }) => ({ issuerId, der, isRevoked }));
  };
  return [...(await read(true)), ...(await read(false))];
}

/** Listens to the fleet: waits for the end of its first wave, keeps its newest tally. */
function hearFleet() {
  let newest: Tally = { type: "tally", running: 0, away: 0, ended: {}, heartbeats: 0, cpuMs: 0, memoryMb: 0 };
  let onWave: () => void = () => undefined;
  let onTally: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const wave = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("the connectors did not enroll in time")), FIRST_WAVE_MS);
    onWave = () => {
      clearTimeout(timer);
      resolve();
    };
    fail = reject;
  });
  return {
    wave,
    fail: (error: Error) => fail(error),
    tally: () => newest,
    hear: (report: FleetReport) => {
      if (report.type === "wave") onWave();
      if (report.type !== "tally") return;
      newest = report;
      onTally();
    },
    /** Waits for a tally that is newer than now; a fleet that is gone sends none. */
    next: () =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, TALLY_DEADLINE_MS);
        onTally = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
