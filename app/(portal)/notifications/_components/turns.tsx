import { ChevronRight, ChevronsLeft } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button-variants";
import { TableFooter } from "@/components/ui/table";

/** The bar below the list, when it has more than one page. */
export function Turns({ newest, older }: { newest: string | null; older: string | null }) {
  if (newest === null && older === null) return null;
  return (
    <TableFooter>
      <nav aria-label="Pages" className="flex flex-1 items-center justify-between">
        {newest === null ? (
          <span>Newest first</span>
        ) : (
          <Link href={newest} className={buttonVariants({ variant: "quiet", size: "sm" })}>
            <ChevronsLeft /> Newest
          </Link>
        )}
        {older === null ? null : (
          <Link href={older} rel="next" className={buttonVariants({ variant: "quiet", size: "sm" })}>
            Older <ChevronRight />
          </Link>
        )}
      </nav>
    </TableFooter>
  );
}
