import { cn } from "@/lib/cn";
import { DATA_TEXT_LENGTH } from "@/lib/provisioning-key/layout";
import type { KeyPicture, PictureField, Sign } from "./key-picture";

/** Signs stand in tens, so that one can count to a place. */
const GROUP = 10;

/** A key as its three fields: what is public in clear, the rest as dots, the damaged place marked. */
export function KeyPictureView({ picture }: { picture: KeyPicture }) {
  return (
    <figure aria-label={describePicture(picture)} role="img" className="overflow-hidden rounded-md border bg-surface">
      <div aria-hidden className="flex flex-wrap gap-x-6 gap-y-3 px-4 py-3">
        {picture.map((field) => (
          <div key={field.name} className="min-w-0">
            <p className="text-2xs font-medium text-fg-3">
              {field.name}
              {field.name === "Third part" ? ` · secret, ${lengthOf(field)}` : null}
            </p>
            <p className="mt-1 flex flex-wrap gap-x-2 font-mono text-[12.5px]/5">
              {groupsOf(field).map(({ from, signs }) => (
                <span key={from} className="inline-flex max-w-full flex-wrap">
                  {signs.map((sign, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a sign has no other name than its place
                    <Mark key={index} sign={sign} gap={field.gapBefore === from + index} />
                  ))}
                  {field.gapBefore === field.signs.length && from + signs.length === field.signs.length ? (
                    <Gap />
                  ) : null}
                </span>
              ))}
            </p>
          </div>
        ))}
      </div>
    </figure>
  );
}

function Mark({ sign: { shown, isMarked }, gap }: { sign: Sign; gap: boolean }) {
  return (
    <>
      {gap ? <Gap /> : null}
      <span
        className={cn(
          shown === null && "text-fg-3",
          isMarked &&
            "rounded-xs bg-bad-bg text-bad-fg underline decoration-2 underline-offset-4 inset-ring inset-ring-bad-line",
        )}
      >
        {shown ?? "•"}
      </span>
    </>
  );
}

/** Where a character is missing. */
function Gap() {
  return (
    <span className="mx-px rounded-xs bg-bad-bg px-0.5 text-bad-fg underline decoration-2 underline-offset-4 inset-ring inset-ring-bad-line">
      _
    </span>
  );
}

function groupsOf({ name, signs }: PictureField): { from: number; signs: Sign[] }[] {
  const size = name === "Third part" ? GROUP : Math.max(1, signs.length);
  const count = Math.max(1, Math.ceil(signs.length / size));
  return Array.from({ length: count }, (_, index) => ({
    from: index * size,
    signs: signs.slice(index * size, (index + 1) * size),
  }));
}

function lengthOf({ signs }: PictureField): string {
  const isWhole = signs.length === DATA_TEXT_LENGTH;
  return isWhole ? `${signs.length} characters` : `${signs.length} characters in place of ${DATA_TEXT_LENGTH}`;
}

/** The picture in words. */
function describePicture(picture: KeyPicture): string {
  const parts = picture.map(({ name, signs, gapBefore }) => {
    const text = signs.map(({ shown }) => shown ?? "").join("");
    const what = text.length === signs.length && text ? text : `${signs.length} characters, hidden`;
    const first = signs.findIndex(({ isMarked }) => isMarked);
    const mark = first >= 0 ? `, character ${first + 1} marked` : "";
    return `${name}: ${what}${mark}${gapBefore === null ? "" : `, gap marked after character ${gapBefore}`}`;
  });
  return `The key: ${parts.join(". ")}.`;
}
