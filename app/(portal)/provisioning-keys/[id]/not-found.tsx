import { SearchX } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Button } from "@/components/ui/button";
import { KEYS_PATH } from "../search-params";

/** For an address of a key that does not exist, or does not any more. */
export default function KeyNotFound() {
  return (
    <>
      <PageHead title="Provisioning key" className="border-b pb-3.5" />
      <EmptyState
        icon={<SearchX />}
        title="There is no such provisioning key"
        actions={
          <>
            <Button asChild variant="primary">
              <Link href={KEYS_PATH}>Go to provisioning keys</Link>
            </Button>
            <Button asChild>
              <Link href={`${KEYS_PATH}/deleted`}>Deleted keys</Link>
            </Button>
          </>
        }
      >
        <p>It was deleted, or the address is incomplete.</p>
      </EmptyState>
    </>
  );
}
