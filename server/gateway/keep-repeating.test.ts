import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { log } from "@/lib/log";
import { keepRepeating } from "@/server/gateway/keep-repeating";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("goes on after failures, tells of an outage once, and of the next one again", async () => {
  const told = vi.spyOn(log, "error").mockImplementation(() => undefined);
  const outcomes = ["ok", "down", "down", "ok", "down"];
  const run = vi.fn(async () => {
    if (outcomes[run.mock.calls.length - 1] === "down") throw new Error("down");
    return 100;
  });
  const stop = keepRepeating({ firstMs: 10, retryMs: 1_000, failure: "could not", run });
  await vi.advanceTimersByTimeAsync(9);
  expect(run).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(run).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(100 + 1_000);
  expect(run).toHaveBeenCalledTimes(3);
  expect(told).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000 + 100);
  expect(run).toHaveBeenCalledTimes(5);
  expect(told).toHaveBeenCalledTimes(2);
  await stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(run).toHaveBeenCalledTimes(5);
});

it("stops after the time at hand, and begins no other", async () => {
  let finish = (_delay: number) => {};
  const run = vi.fn(() => new Promise<number>((done) => (finish = done)));
  const stop = keepRepeating({ firstMs: 1, retryMs: 1, failure: "could not", run });
  await vi.advanceTimersByTimeAsync(1);
  let isStopped = false;
  const stopped = stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(isStopped).toBe(false);
  finish(1);
  await stopped;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(run).toHaveBeenCalledTimes(1);
});
