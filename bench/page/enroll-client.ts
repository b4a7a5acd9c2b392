import { Agent, request } from "node:https";
import { makeCsr } from "@/bench/page/csr";

/** What the parent hands over: the key never stands in an argument. */
export type EnrollOrder = { port: number; rootPem: string; provisioningKey: string; perSecond: number };
/** Told once it was stopped and the last answer was there; latencies in milliseconds. */
export type EnrollReport = { seconds: number; enrolled: number; failed: string[]; times: number[] };

const MOST_AT_ONCE = 50;
const SHOWN_FAILURES = 5;

// Connectors that enroll at a steady rate, each with a key pair of its own, over connections that are kept: a process of its own.
process.once("message", (order: EnrollOrder) => void run(order));
process.on("disconnect", () => process.exit(0));

async function run({ port, rootPem, provisioningKey, perSecond }: EnrollOrder): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE, ca: rootPem });
  const report: EnrollReport = { seconds: 0, enrolled: 0, failed: [], times: [] };
  const open = new Set<Promise<void>>();
  const started = performance.now();
  let sent = 0;
  const enroll = async () => {
    const body = JSON.stringify({ provisioningKey, csr: makeCsr(), hostname: `bench-${sent}` });
    const from = performance.now();
    const problem = await post(agent, port, body).catch((error: Error) => error.message);
    report.times.push(performance.now() - from);
    if (problem === null) report.enrolled += 1;
    else if (report.failed.push(problem) > SHOWN_FAILURES) report.failed[SHOWN_FAILURES] = "and more";
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - started) / 1_000) * perSecond);
    while (sent < due && open.size < MOST_AT_ONCE) {
      sent += 1;
      const one = enroll().finally(() => open.delete(one));
      open.add(one);
    }
  }, 1_000 / perSecond);
  process.once("message", async () => {
    clearInterval(timer);
    report.seconds = (performance.now() - started) / 1_000;
    await Promise.all(open);
    agent.destroy();
    process.send?.(report, () => process.disconnect());
  });
}

/** Out: null when it is enrolled, else what the gateway said. */
function post(agent: Agent, port: number, body: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request({ agent, host: "localhost", port, path: "/v1/enroll", method: "POST", headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => resolve(answer.statusCode === 200 ? null : `${answer.statusCode} ${text.slice(0, 200)}`));
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
