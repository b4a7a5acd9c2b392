"use client";

import dynamic from "next/dynamic";

// Forms, their library and their schema are a third of the page's code; the list itself needs none of it.

export const EditKeyDialog = dynamic(() => import("./edit/edit-key-dialog").then((module) => module.EditKeyDialog), {
  ssr: false,
});

export const DeleteKeyDialog = dynamic(() => import("./delete-key-dialog").then((module) => module.DeleteKeyDialog), {
  ssr: false,
});

export const RotateKeyDialog = dynamic(
  () => import("./rotate/rotate-key-dialog").then((module) => module.RotateKeyDialog),
  { ssr: false },
);

export const RevokeEverythingDialog = dynamic(
  () => import("./revoke/revoke-everything-dialog").then((module) => module.RevokeEverythingDialog),
  { ssr: false },
);

export const UnavailableDialog = dynamic(
  () => import("./unavailable-dialog").then((module) => module.UnavailableDialog),
  {
    ssr: false,
  },
);
