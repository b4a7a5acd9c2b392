import { totalmem } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { chooseMemory, isMemoryRefused, readMemory } from "@/server/embedded/choose-memory";

const MB = 2 ** 20;
afterEach(() => vi.restoreAllMocks());

test.each([
  [256, "128MB", "128MB"],
  [512, "128MB", "256MB"],
  [1_024, "256MB", "512MB"],
  [4_000.9, "1000MB", "2000MB"],
  [8_192, "2048MB", "4096MB"],
  [262_144, "2048MB", "131072MB"],
])("of %d MB a quarter goes to PostgreSQL, 128 MB to 2 GB", (memory, shared_buffers, effective_cache_size) => {
  expect(chooseMemory(memory * MB)).toEqual({ shared_buffers, effective_cache_size });
});

test("the limit of a container counts where it is below the machine's memory", () => {
  const limit = vi.spyOn(process, "constrainedMemory");
  limit.mockReturnValue(64 * MB);
  expect(readMemory()).toBe(64 * MB);
  // Unlimited: nothing, or a number that no machine has.
  limit.mockReturnValue(0);
  expect(readMemory()).toBe(totalmem());
  limit.mockReturnValue(2 ** 63);
  expect(readMemory()).toBe(totalmem());
});

test("only a refusal of memory is taken for one", () => {
  expect(isMemoryRefused("FATAL:  could not map anonymous shared memory: Cannot allocate memory")).toBe(true);
  expect(isMemoryRefused("FATAL:  could not create shared memory segment: Invalid argument")).toBe(true);
  expect(isMemoryRefused("FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use")).toBe(false);
  expect(isMemoryRefused('FATAL:  data directory "/x" has wrong ownership')).toBe(false);
});
