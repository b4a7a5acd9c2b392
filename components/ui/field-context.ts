"use client";

import { createContext, useContext } from "react";

export type FieldControl = {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
};

/** Set by Field, read by every control inside it, so that label, hint and error are tied to it without repetition. */
export const FieldContext = createContext<FieldControl>({});

/** The id and aria attributes the surrounding Field wants on its control; props given to the control come first. */
export function useFieldControl<Props extends object>(props: Props): FieldControl & Props {
  return { ...useContext(FieldContext), ...props };
}
