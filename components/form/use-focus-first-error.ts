"use client";

import { useEffect, useRef } from "react";

/**
 * Moves the focus to the first field that is wrong, in the order of the page, each time a form was sent and refused.
 * In: how often it was sent. Out: the ref of the form.
 */
export function useFocusFirstError(submitCount: number) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (submitCount === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-error]')?.focus();
  }, [submitCount]);
  return form;
}
