import type { ErrorCode, FieldErrors } from "@/lib/errors";

/** What a server action answers: the value, or an error that can be shown as it is. */
export type Result<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      error: { code: ErrorCode; message: string; fields: FieldErrors; details?: unknown; requestId: string };
    };
