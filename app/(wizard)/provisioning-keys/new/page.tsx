import type { Metadata } from "next";
import { requirePermission } from "@/lib/auth/current-actor";
import { loadWizard } from "../../_components/load-wizard";
import { Wizard } from "../../_components/wizard";

export const metadata: Metadata = { title: "Add provisioning key" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The same wizard from its second step: a new key is what was asked for. */
export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("key.write");
  return <Wizard entry={2} {...(await loadWizard(actor, await searchParams))} />;
}
