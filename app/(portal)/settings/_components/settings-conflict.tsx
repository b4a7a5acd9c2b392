import { Banner } from "@/components/ui/banner";
import { describeSetting, SETTING_LABELS, type SettingFields } from "./settings-words";

export type Conflict = { changedBy: string; saved: SettingFields; differing: (keyof SettingFields)[] };

/** Who saved meanwhile, and what stands saved where this form says something else. */
export function SettingsConflictBanner({ conflict: { changedBy, saved, differing } }: { conflict: Conflict }) {
  return (
    <Banner tone="warn" role="alert" title={`${changedBy} saved the settings meanwhile.`}>
      Nothing of yours is lost or saved yet.
      {differing.length === 0
        ? " What they changed is taken over below; save again."
        : " Saved now, but not in this form:"}
      <ul className="mt-1.5 list-disc pl-4.5">
        {differing.map((name) => (
          <li key={name}>
            {SETTING_LABELS[name]}: <b className="font-medium">{describeSetting(name, saved)}</b>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
