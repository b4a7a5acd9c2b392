import type { Metadata } from "next";
import Link from "next/link";
import { FullPage } from "@/components/shell/full-page";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <FullPage
      title="Page not found"
      description="Nothing is at this address. What it named may have been deleted, or the link is incomplete."
    >
      <div>
        <Button asChild variant="primary" size="lg">
          <Link href="/">Go to provisioning keys</Link>
        </Button>
      </div>
    </FullPage>
  );
}
