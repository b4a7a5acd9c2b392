import { Agent, request } from "node:http";
import { gunzipSync } from "node:zlib";

/** `kinds` are addresses of the list by what they have in common. */
export type LoadOrder = {
  appUrl: string;
  cookie: string;
  clients: number;
  /** Between an answer and the next request of the same client; half to one and a half times this. */
  pauseMs: number;
  perKind: number;
  kinds: { name: string; paths: string[] }[];
};
/** Milliseconds from the request to the last byte, by kind; what was not a list. */
export type LoadReport = { times: Record<string, number[]>; seconds: number; failed: string[] };

type Answer = { status: number; body: Buffer; time: number };

// Clients that read one page after the other: a process of its own, so that the server's loop does not wait for them.
process.once("message", (order: LoadOrder) => void run(order));
process.on("disconnect", () => process.exit(0));

async function run({ appUrl, cookie, clients, pauseMs, perKind, kinds }: LoadOrder): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const get = (path: string) => read(agent, appUrl + path, cookie);
  const report: LoadReport = { times: {}, seconds: 0, failed: [] };
  // Each address once beforehand, looked through: what is measured must be a list with rows.
  for (const path of kinds.flatMap(({ paths }) => paths)) {
    const { status, body } = await get(path);
    if (status !== 200 || !gunzipSync(body).includes('data-row="')) report.failed.push(`${status} ${path}`);
  }
  const work = Array.from({ length: perKind }, (_, round) =>
    kinds.map(({ name, paths }) => ({ name, path: paths[round % paths.length] ?? "" })),
  ).flat();
  const started = performance.now();
  const client = async () => {
    for (let next = work.shift(); next; next = work.shift()) {
      const { status, time } = await get(next.path);
      if (status !== 200) report.failed.push(`${status} ${next.path}`);
      report.times[next.name] = [...(report.times[next.name] ?? []), time];
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random())));
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  report.seconds = (performance.now() - started) / 1_000;
  agent.destroy();
  process.send?.(report, () => process.disconnect());
}

function read(agent: Agent, url: string, cookie: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const headers = { cookie, accept: "text/html", "accept-encoding": "gzip" };
    const sent = request(url, { agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(parts), time: performance.now() - from }),
      );
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end();
  });
}
