import { PageHead } from "@/components/page-head";
import { Skeleton } from "@/components/ui/skeleton";
import { Toolbar } from "@/components/ui/toolbar";
import { KeysSkeleton } from "./_components/keys-skeleton";

export default function Loading() {
  return (
    <>
      <PageHead title="App Connector Provisioning Keys" />
      <Toolbar label="Table tools" disabled>
        <Skeleton className="h-(--ctl-h) w-44" />
        <Skeleton className="h-(--ctl-h) w-72 max-md:hidden" />
      </Toolbar>
      <KeysSkeleton />
    </>
  );
}
