import type { Metadata } from "next";
import { requirePermission } from "@/lib/auth/current-actor";
import { loadWizard } from "../../_components/load-wizard";
import { Wizard } from "../../_components/wizard";

export const metadata: Metadata = { title: "Add App Connector" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The wizard from its first step. */
export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("key.write");
  return <Wizard entry={1} {...(await loadWizard(actor, await searchParams))} />;
}
