import type { Metadata } from "next";
import Link from "next/link";
import { FullPage } from "@/components/shell/full-page";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not allowed" };

export default function Forbidden() {
  return (
    <FullPage title="Your role does not open this page" description="Ask an owner of this portal if you need it.">
      <div>
        <Button asChild variant="primary" size="lg">
          <Link href="/">Go to provisioning keys</Link>
        </Button>
      </div>
    </FullPage>
  );
}
