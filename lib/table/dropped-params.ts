import { type DroppedFilter, shortenText } from "@/lib/table/filters-url";

type Params = Record<string, string | string[] | undefined>;

/**
 * Which parameters of an address were not followed. A missing or empty one asks for nothing.
 * In: the parameters as they came; for each that is looked at, how the value that is used in its stead is spelled (null:
 * any text is followed) and why another one is not, as the end of a sentence. Out: those left out, with the reason.
 */
export function findDroppedParams(
  params: Params,
  used: Readonly<Record<string, { text: string | null; otherwise: string }>>,
): DroppedFilter[] {
  return Object.entries(used).flatMap(([name, { text, otherwise }]) => {
    const given = Object.hasOwn(params, name) ? params[name] : undefined;
    if (given === undefined || given === "") return [];
    if (Array.isArray(given)) return [{ text: name, reason: "it is given more than once" }];
    return text === null || given === text ? [] : [{ text: shortenText(`${name}=${given}`), reason: otherwise }];
  });
}
