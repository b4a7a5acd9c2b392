import type { ReactNode } from "react";

/** Fields that belong together, under a quiet title. */
export function FieldSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 border-t pt-4.5">
      <legend className="float-left mb-3.5 w-full text-md font-semibold">{title}</legend>
      <div className="clear-both flex flex-col gap-4.5">{children}</div>
    </fieldset>
  );
}
