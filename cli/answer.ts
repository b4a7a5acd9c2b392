import type { HttpAnswer } from "./http";
import { parseRecord, readText, toRecord } from "./json";

/** What the gateway says of an enrolled or waiting connector (POST /v1/enroll, 200 and 202). */
export type EnrollmentAnswer = {
  connectorId: string;
  connectorName: string;
  group: { id: string; name: string };
} & ({ state: "active"; certificate: string; chain: string; renewAfter: string | null } | { state: "pending" });

/** A refusal in problem+json (RFC 9457); missing members are empty. */
export type Problem = { status: number; code: string; detail: string; requestId: string };

/** Reads a 200 or 202; null when it is not the shape that the interface promises. */
export function parseEnrollmentAnswer({ status, body }: HttpAnswer): EnrollmentAnswer | null {
  const record = parseRecord(body);
  const group = toRecord(record.group);
  const common = {
    connectorId: readText(record, "connectorId"),
    connectorName: readText(record, "connectorName"),
    group: { id: readText(group, "id"), name: readText(group, "name") },
  };
  if (common.connectorId === "" || common.connectorName === "") return null;
  if (status === 202 && record.state === "pending") return { ...common, state: "pending" };
  const certificate = readText(record, "certificate");
  const chain = readText(record, "chain");
  if (status !== 200 || record.state !== "active" || certificate === "" || chain === "") return null;
  return { ...common, state: "active", certificate, chain, renewAfter: readText(record, "renewAfter") || null };
}

/** Reads a refusal; an answer without a well-formed code gets `unexpected_answer`. */
export function parseProblem({ status, body }: HttpAnswer): Problem {
  const record = parseRecord(body);
  const code = readText(record, "code");
  return {
    status,
    code: /^[a-z][a-z_]{0,63}$/.test(code) ? code : "unexpected_answer",
    detail: readText(record, "detail"),
    requestId: readText(record, "requestId"),
  };
}

/** Seconds of a Retry-After header in its numeric form (RFC 9110 section 10.2.3); null for none or a date. */
export function readRetryAfter({ headers }: HttpAnswer): number | null {
  const value = headers["retry-after"];
  return value !== undefined && /^[0-9]{1,6}$/.test(value) ? Number(value) : null;
}
