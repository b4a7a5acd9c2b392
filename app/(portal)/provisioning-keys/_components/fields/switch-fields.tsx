"use client";

import type { ReactNode } from "react";
import { SwitchRow } from "@/components/form/switch-row";

type SwitchFieldProps = { value: boolean; onChange: (value: boolean) => void };

/** Whether the key can be shown again after it was created; off is for good. */
export function ViewOrExportField({
  value,
  onChange,
  disabledReason,
  hint,
}: SwitchFieldProps & { disabledReason?: string; hint: ReactNode }) {
  return (
    <SwitchRow
      label="View or Export Provisioning Key After Creation"
      hint={hint}
      checked={value}
      onCheckedChange={onChange}
      disabledReason={disabledReason}
    />
  );
}

/** Whether the key accepts enrollments. */
export function EnabledField({ value, onChange }: SwitchFieldProps) {
  return (
    <SwitchRow
      label="Enabled"
      hint="Off: enrollments with this key are refused until it is enabled again. Enrolled connectors stay."
      checked={value}
      onCheckedChange={onChange}
    />
  );
}
