import type { Metadata } from "next";
import { FullPage } from "@/components/shell/full-page";
import { publicRoute } from "@/lib/auth/current-actor";
import { InviteForm } from "./_components/invite-form";

export const metadata: Metadata = { title: "Accept invite" };

publicRoute("the token in the link's fragment, which only the browser sees, decides when it is sent");

export default function Page() {
  return (
    <FullPage title="Join Latchkey" description="Choose your name and a password.">
      <InviteForm />
    </FullPage>
  );
}
