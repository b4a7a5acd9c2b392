/** Every error a portal user or script can meet. Gateway codes are in lib/enrollment/codes.ts. */
export const ERROR_STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  name_taken: 409,
  in_use: 409,
  last_owner: 409,
  invalid: 422,
  key_managed: 403,
  key_hidden: 403,
  key_exhausted: 403,
  key_expired: 403,
  already_shown: 409,
  too_many_attempts: 429,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Field name → what is wrong with it, in one sentence. */
export type FieldErrors = Record<string, string>;

/**
 * An error that is safe to show: `message` is one sentence for the user, `fields` point at inputs, `details` is plain
 * data the page needs (for example what changed in a conflict). Anything else thrown leaves as `internal`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors;
  readonly details: unknown;

  constructor(
    code: ErrorCode,
    message: string,
    options: { fields?: FieldErrors; details?: unknown; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields ?? {};
    this.details = options.details;
  }

  /** The HTTP status of the code. */
  get status(): number {
    return ERROR_STATUS[this.code];
  }
}
