import "server-only";

/** SQLSTATE classes and codes after which a later try may succeed: connection lost, shutting down, out of resources, timeouts. */
const TRANSIENT = /^(08...|53...|57P0[1-3]|57014|55P03|25006|40001|40P01)$/;
const TRANSIENT_NODE = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);
/** Prisma: cannot reach server, timed out, connection closed, pool timeout, transaction could not start. */
const TRANSIENT_PRISMA = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);
const TRANSIENT_TEXT =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|Server has closed the connection/i;

type Failure = {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
  originalCode?: unknown;
};

/** In: anything thrown by the database layers. Out: whether the database was out of reach, so that nothing was judged. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (const failure of chain(error)) {
    const codes = [failure.code, failure.originalCode].filter((code): code is string => typeof code === "string");
    if (codes.some((code) => TRANSIENT.test(code) || TRANSIENT_NODE.has(code) || TRANSIENT_PRISMA.has(code)))
      return true;
    if (typeof failure.message === "string" && TRANSIENT_TEXT.test(failure.message)) return true;
  }
  return false;
}

/** In: anything thrown by the database layers. Out: text that names the violated unique constraint or its columns, if that is what failed. */
export function uniqueViolation(error: unknown): string | undefined {
  for (const failure of chain(error)) {
    if (failure.code === "P2002") return JSON.stringify(Reflect.get(failure, "meta") ?? {});
    if (failure.code === "23505" || failure.originalCode === "23505")
      return String(Reflect.get(failure, "constraint") ?? failure.message ?? "");
  }
  return undefined;
}

function* chain(error: unknown): Generator<Failure> {
  let current = error;
  for (let depth = 0; depth < 5 && typeof current === "object" && current !== null; depth += 1) {
    const failure = current as Failure;
    yield failure;
    current = failure.cause ?? failure.meta?.driverAdapterError;
  }
}
