import { PageHead } from "@/components/page-head";
import { Skeleton } from "@/components/ui/skeleton";
import { Toolbar } from "@/components/ui/toolbar";
import { KeysSkeleton } from "../_components/keys-skeleton";

/** Of the list alone: above the pages beside it, it would have them answered 200 before they can refuse a role. */
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
