import type { Metadata } from "next";
import { BreadcrumbLeaf } from "@/components/shell/breadcrumb";
import { requirePermission } from "@/lib/auth/current-actor";
import { listOwnSessions } from "@/lib/services/sessions/list-own";
import { ROLE_LABELS } from "../../_components/pages-for";
import { SettingsTabs } from "../_components/settings-tabs";
import { NameForm } from "./_components/name-form";
import { PasswordForm } from "./_components/password-form";
import { Preferences } from "./_components/preferences";
import { SessionsCard } from "./_components/sessions-card";

export const metadata: Metadata = { title: "Your profile" };

export default async function Page() {
  const actor = await requirePermission("self.write");
  const sessions = await listOwnSessions(actor, {});
  return (
    <>
      <BreadcrumbLeaf label="Your profile" />
      <SettingsTabs current="profile" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[620px] flex-col gap-5 px-(--gutter) pt-6 pb-10">
          <NameForm name={actor.name} email={actor.email} role={ROLE_LABELS[actor.role]} />
          <PasswordForm email={actor.email} />
          <SessionsCard sessions={sessions} />
          <Preferences />
        </div>
      </div>
    </>
  );
}
