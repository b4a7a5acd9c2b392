import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { isTravelling, opensAtOnce, setTravelling, takeTurn } from "./tooltip-turns";

beforeEach(() => void vi.useFakeTimers({ now: 10_000 }));
afterEach(() => void vi.useRealTimers());

it("has one open at a time", () => {
  const closeFirst = vi.fn();
  const endFirst = takeTurn(closeFirst);
  const endSecond = takeTurn(vi.fn());
  expect(closeFirst).toHaveBeenCalledTimes(1);
  endFirst();
  expect(opensAtOnce()).toBe(true);
  endSecond();
  expect(closeFirst).toHaveBeenCalledTimes(1);
});

it("opens the next at once while one is open and for 200 ms after", () => {
  const end = takeTurn(vi.fn());
  vi.advanceTimersByTime(5_000);
  expect(opensAtOnce()).toBe(true);
  end();
  vi.advanceTimersByTime(199);
  expect(opensAtOnce()).toBe(true);
  vi.advanceTimersByTime(1);
  expect(opensAtOnce()).toBe(false);
});

it("ends a way to a tooltip with the tooltip", () => {
  const end = takeTurn(vi.fn());
  setTravelling(true);
  expect(isTravelling()).toBe(true);
  end();
  expect(isTravelling()).toBe(false);
});
