"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

/** Code that a page can do without until somebody is about to use it; it comes once and then stays. */
export type Late<Module> = {
  /** Fetches it. After a failure the next call tries again. */
  load: () => Promise<Module>;
  /** Fetches it before it is needed: a hand is on its way. A failure is told when it is needed. */
  warm: () => void;
  /** What has come, or null. */
  read: () => Module | null;
  subscribe: (listener: () => void) => () => void;
};

/** What is said when it does not come: the network is gone, or a newer version of the portal has taken its place. */
export const NOT_LOADED = "This could not be loaded. Load the page again.";

/** In: the import that fetches the module. */
export function late<Module>(fetchModule: () => Promise<Module>): Late<Module> {
  const listeners = new Set<() => void>();
  let module: Module | null = null;
  let coming: Promise<Module> | null = null;
  const fetchOnce = async () => {
    try {
      module = await fetchModule();
    } catch (error) {
      coming = null;
      throw error;
    }
    for (const listener of listeners) listener();
    return module;
  };
  const load = () => {
    coming ??= fetchOnce();
    return coming;
  };
  return {
    load,
    warm: () => {
      load().catch(() => undefined);
    },
    read: () => module,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * The module of a late part, or null until it is there. It is fetched as soon as it is `wanted`; `onFailed` hears when
 * that did not work.
 */
export function useLate<Module>(part: Late<Module>, wanted: boolean, onFailed: () => void): Module | null {
  const module = useSyncExternalStore(part.subscribe, part.read, () => null);
  const fail = useEffectEvent(onFailed);
  const missing = wanted && module === null;
  useEffect(() => {
    if (!missing) return;
    let listens = true;
    part.load().catch(() => {
      if (listens) fail();
    });
    return () => {
      listens = false;
    };
  }, [part, missing]);
  return module;
}
