import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { currentActor, type RequestActor } from "@/lib/auth/current-actor";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { isSameOrigin } from "@/lib/http/origin";
import { toFailure } from "@/lib/http/to-failure";
import type { Result } from "@/lib/result";
import type { UserActor } from "@/lib/services/actor";

/** What a form's state is after a try: the answer, and what was typed into the fields named in `keep`. */
export type FormResult<Out> = Result<Out> & { values: Record<string, string> };

type Verb<A, In, Out> = (actor: A, input: In) => Promise<Out>;
/** Open to visitors without a session; says why. */
type Public = { public: string };
/** Takes the fields of a form, also before or without JavaScript; `keep` are the fields that are shown again. */
type Form = { form: { keep: readonly string[] } };

type Action<In, Out> = (input: In) => Promise<Result<Out>>;
type FormAction<Out> = (state: FormResult<Out> | null, form: FormData) => Promise<FormResult<Out>>;

/**
 * The door of server actions. Each is a public URL, so everything is checked here again: that the request comes from
 * a page of ours, and who makes it; permission and input are checked by the verb.
 * In: a verb, and whether visitors may call it or a form feeds it. Out: the action, which never throws: an AppError
 * becomes its Result, anything else "internal" (redirects of Next pass through).
 */
export function action<In, Out>(run: Verb<RequestActor, In, Out>, options: Public & Form): FormAction<Out>;
export function action<In, Out>(run: Verb<RequestActor, In, Out>, options: Public): Action<In, Out>;
export function action<In, Out>(run: Verb<UserActor, In, Out>, options: Form): FormAction<Out>;
export function action<In, Out>(run: Verb<UserActor, In, Out>): Action<In, Out>;
export function action<In, Out>(
  run: Verb<UserActor, In, Out> | Verb<RequestActor, In, Out>,
  options: Partial<Public & Form> = {},
): Action<In, Out> | FormAction<Out> {
  const answer = async (input: In): Promise<Result<Out>> => {
    let requestId: string = crypto.randomUUID();
    try {
      if (!isSameOrigin(await headers(), env.APP_URL)) {
        throw new AppError(
          "forbidden",
          `This request does not come from a page of this portal. Open it at ${env.APP_URL}.`,
        );
      }
      const actor = await currentActor();
      requestId = actor.requestId;
      return { ok: true, data: await call(run, options, actor, input) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, error: toFailure(error, requestId) };
    }
  };
  const { form } = options;
  if (!form) return answer;
  return async (_state: FormResult<Out> | null, data: FormData): Promise<FormResult<Out>> => {
    const fields = readFields(data);
    const values = Object.fromEntries(Object.entries(fields).filter(([name]) => form.keep.includes(name)));
    // The verb parses its input by its own schema; a form is as untyped as any other input.
    return { ...(await answer(fields as In)), values };
  };
}

async function call<In, Out>(
  run: Verb<UserActor, In, Out> | Verb<RequestActor, In, Out>,
  options: Partial<Public>,
  actor: RequestActor,
  input: In,
): Promise<Out> {
  if (options.public !== undefined) return await (run as Verb<RequestActor, In, Out>)(actor, input);
  if (actor.kind === "user") return await run(actor, input);
  throw new AppError("unauthenticated", "You are signed out. Sign in to go on; what you typed is still here.");
}

function readFields(data: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  // Names that begin with $ are React's own; files are no input of ours.
  for (const [name, value] of data) if (typeof value === "string" && !name.startsWith("$")) fields[name] = value;
  return fields;
}
