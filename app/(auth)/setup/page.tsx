import type { Metadata } from "next";
import { FullPage } from "@/components/shell/full-page";
import { publicRoute } from "@/lib/auth/current-actor";
import { SetupForm } from "./_components/setup-form";

export const metadata: Metadata = { title: "Set up" };

publicRoute("the token in the link's fragment, which only the browser sees, decides when the form is sent");

export default function Page() {
  return (
    <FullPage title="Set up Latchkey" description="You become the first owner of this portal.">
      <SetupForm />
    </FullPage>
  );
}
