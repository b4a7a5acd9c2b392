import { expect, it, vi } from "vitest";
import { late } from "./late";

it("is fetched once, and those who wait hear when it is there", async () => {
  const fetchModule = vi.fn(async () => ({ word: "here" }));
  const part = late(fetchModule);
  const heard = vi.fn(() => part.read());
  const end = part.subscribe(heard);
  expect(part.read()).toBeNull();
  part.warm();
  const [first, second] = await Promise.all([part.load(), part.load()]);
  expect(first).toBe(second);
  expect(fetchModule).toHaveBeenCalledTimes(1);
  expect(heard).toHaveReturnedWith(first);
  end();
  await part.load();
  expect(heard).toHaveBeenCalledTimes(1);
});

it("is asked for again after a failure, which only those who need it hear of", async () => {
  const fetchModule = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error("offline"))
    .mockResolvedValue("here");
  const part = late(fetchModule);
  part.warm();
  await expect(part.load()).rejects.toThrow("offline");
  expect(part.read()).toBeNull();
  expect(await part.load()).toBe("here");
  expect(part.read()).toBe("here");
  expect(fetchModule).toHaveBeenCalledTimes(2);
});
