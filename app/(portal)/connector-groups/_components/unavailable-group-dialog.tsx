"use client";

import { UnavailableDialog } from "../../_components/unavailable-dialog";

const TITLES = {
  add: "A group cannot be added",
  edit: "This group cannot be edited",
  delete: "This group cannot be deleted",
  disable: "This group cannot be disabled",
  enable: "This group cannot be enabled",
};

type UnavailableGroupDialogProps = { parameter: keyof typeof TITLES; value: string; reason: string };

/** In place of a dialog that an old or hand-made address asks for. */
export function UnavailableGroupDialog(props: UnavailableGroupDialogProps) {
  return <UnavailableDialog title={TITLES[props.parameter]} {...props} />;
}
