import "server-only";

/** A promise with what resolves it. */
export type Gate = { promise: Promise<void>; resolve: () => void };

/** Out: one that is closed. Promise.withResolvers is not in Node 20. */
export function createGate(): Gate {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
