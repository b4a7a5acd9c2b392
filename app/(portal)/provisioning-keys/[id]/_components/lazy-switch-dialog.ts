"use client";

import dynamic from "next/dynamic";

export const SwitchKeyDialog = dynamic(() => import("./switch-key-dialog").then((module) => module.SwitchKeyDialog), {
  ssr: false,
});
