import { Banner } from "@/components/ui/banner";
import { KeyValues } from "@/components/ui/card";
import type { SettingsDto } from "@/lib/services/tenant/get-settings";
import { describeSetting, SETTING_LABELS, SETTING_NAMES } from "./settings-words";

/** The settings for those who may only read them. */
export function SettingsView({ settings }: { settings: SettingsDto }) {
  return (
    <div className="mx-auto flex w-full max-w-[620px] flex-col gap-5 px-(--gutter) pt-6 pb-10">
      <Banner tone="plain">Only an Owner can change these settings.</Banner>
      <KeyValues className="grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-y-3">
        {SETTING_NAMES.map((name) => (
          <div key={name} className="contents">
            <dt>{SETTING_LABELS[name]}</dt>
            <dd>
              {name === "enrollmentHost"
                ? (settings.enrollmentHost ?? settings.configuredHost)
                : describeSetting(name, settings)}
            </dd>
          </div>
        ))}
      </KeyValues>
    </div>
  );
}
