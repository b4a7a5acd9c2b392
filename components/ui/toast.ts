import type { ExternalToast } from "sonner";

type Kind = "success" | "error" | "warning";
export type RaiseToast = (kind: Kind, message: string, options?: ExternalToast) => void;

let serve: RaiseToast | null = null;
let waiting: Parameters<RaiseToast>[] = [];
const listeners = new Set<() => void>();

const raise: RaiseToast = (...toast) => {
  if (serve) return serve(...toast);
  waiting.push(toast);
  for (const listener of listeners) listener();
};

/**
 * Short words about what just happened, at the lower right; never for what belongs to a field. The library that shows
 * them is loaded when it is first wanted, and until then they wait.
 */
export const toast = {
  success: (message: string, options?: ExternalToast) => raise("success", message, options),
  error: (message: string, options?: ExternalToast) => raise("error", message, options),
  warning: (message: string, options?: ExternalToast) => raise("warning", message, options),
};

/** Calls `listener` when a toast waits. Out: what ends that. */
export function onToastWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** In: what shows toasts from now on; those that wait are shown at once. Out: what ends that. */
export function serveToasts(by: RaiseToast): () => void {
  serve = by;
  for (const toast of waiting) by(...toast);
  waiting = [];
  return () => {
    serve = null;
  };
}
