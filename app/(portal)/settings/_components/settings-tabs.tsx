import { PageHead } from "@/components/page-head";
import { LinkTabs } from "@/components/ui/link-tabs";

/** Head of the settings pages: those of the portal and its notifications, and the person's own. */
export function SettingsTabs({ current }: { current: "portal" | "notifications" | "profile" }) {
  return (
    <>
      <PageHead title="Settings" />
      <LinkTabs
        label="Settings"
        tabs={[
          { href: "/settings", label: "Portal", current: current === "portal" },
          { href: "/settings/notifications", label: "Notifications", current: current === "notifications" },
          { href: "/settings/profile", label: "Your profile", current: current === "profile" },
        ]}
      />
    </>
  );
}
