import type { Metadata } from "next";
import { requirePermission } from "@/lib/auth/current-actor";
import { can } from "@/lib/auth/permissions";
import { getSettings } from "@/lib/services/tenant/get-settings";
import { SettingsForm } from "./_components/settings-form";
import { SettingsTabs } from "./_components/settings-tabs";
import { SettingsView } from "./_components/settings-view";

export const metadata: Metadata = { title: "Settings" };

export default async function Page() {
  const actor = await requirePermission("settings.read");
  const settings = await getSettings(actor, {});
  return (
    <>
      <SettingsTabs current="portal" />
      {can(actor.role, "settings.write") ? <SettingsForm settings={settings} /> : <SettingsView settings={settings} />}
    </>
  );
}
