import type { Metadata } from "next";
import { BreadcrumbLeaf } from "@/components/shell/breadcrumb";
import { requirePermission } from "@/lib/auth/current-actor";
import { getEnrollmentIdentity } from "@/lib/services/tenant/enrollment-identity";
import { CheckKey } from "./_components/check-key";

export const metadata: Metadata = { title: "Check a provisioning key" };

export default async function Page() {
  const actor = await requirePermission("key.read");
  const identity = await getEnrollmentIdentity(actor, {});
  return (
    <>
      <BreadcrumbLeaf label="Check a provisioning key" />
      <CheckKey identity={identity} />
    </>
  );
}
