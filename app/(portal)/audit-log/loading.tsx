import { PageHead } from "@/components/page-head";
import { AuditSkeleton } from "./_components/audit-skeleton";

export default function Loading() {
  return (
    <>
      <PageHead title="Audit log" className="pb-3.5" />
      <AuditSkeleton />
    </>
  );
}
