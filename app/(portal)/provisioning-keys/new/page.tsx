import type { Metadata } from "next";
import { BreadcrumbLeaf } from "@/components/shell/breadcrumb";
import { requirePermission } from "@/lib/auth/current-actor";
import { listKeyOptions } from "@/lib/services/provisioning-keys/options";
import { CreateKeyForm } from "./_components/create-key-form";

export const metadata: Metadata = { title: "Add provisioning key" };

export default async function Page() {
  const actor = await requirePermission("key.write");
  const options = await listKeyOptions(actor, {});
  return (
    <>
      <BreadcrumbLeaf label="Add provisioning key" />
      <CreateKeyForm options={options} />
    </>
  );
}
