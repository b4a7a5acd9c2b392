import type { FieldErrors } from "@/lib/errors";

type Failure = { message: string; fields: FieldErrors };

export const NO_ANSWER = "The server did not answer. What you typed is still here; try again.";

/**
 * In: what the server refused, or nothing when it did not answer; the fields of the form; what sets the error of one. Out: what
 * no field says, as one sentence.
 */
export function showFailure<Name extends string>(
  failure: Failure | undefined,
  names: readonly Name[],
  setError: (name: Name, error: { message: string }) => void,
): string | undefined {
  if (!failure) return NO_ANSWER;
  const known = names.filter((name) => failure.fields[name] !== undefined);
  for (const name of known) setError(name, { message: failure.fields[name] ?? failure.message });
  return known.length > 0 ? undefined : (failure.fields.form ?? failure.message);
}
