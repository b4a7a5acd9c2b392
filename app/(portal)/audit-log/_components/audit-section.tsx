import { ChevronLeft, ChevronRight, ScrollText } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { patchLocation } from "@/components/data-table/list-location";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { TableFooter, TableScroll } from "@/components/ui/table";
import { formatCount } from "@/lib/format/number";
import type { AuditRow } from "@/lib/services/audit-log/list";
import { type AuditView, stepNewer, stepOlder } from "../search-params";
import { AuditTable } from "./audit-table";

type AuditSectionProps = { view: AuditView; events: Promise<{ rows: AuditRow[]; next: string | null }> };

/** One page of the log, newest first, with links to the pages beside it. */
export async function AuditSection({ view, events }: AuditSectionProps) {
  const { rows, next } = await events;
  const isNewest = view.input.before === null;
  if (rows.length === 0 && isNewest) {
    return (
      <EmptyState className="border-t" icon={<ScrollText />} title="Nothing has happened yet">
        <p>Sign-ins, changes, enrollments and every look at a key are listed here.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <TableScroll label="Audit log">
        <AuditTable rows={rows} list={view.list} expanded={view.expanded} />
      </TableScroll>
      <TableFooter>
        <span className="flex-1">{formatCount(rows.length, "event")} on this page, newest first</span>
        <nav aria-label="Pagination" className="flex items-center gap-1">
          <Turn href={isNewest ? undefined : patchLocation(view.list, stepNewer(view))} icon={<ChevronLeft />}>
            Newer
          </Turn>
          <Turn
            href={next === null ? undefined : patchLocation(view.list, stepOlder(view, next))}
            endIcon={<ChevronRight />}
          >
            Older
          </Turn>
        </nav>
      </TableFooter>
    </>
  );
}

type TurnProps = { href: string | undefined; children: string; icon?: ReactNode; endIcon?: ReactNode };

function Turn({ href, children, ...icons }: TurnProps) {
  if (!href) {
    return (
      <Button size="sm" variant="quiet" disabled {...icons}>
        {children}
      </Button>
    );
  }
  return (
    <Button asChild size="sm" variant="quiet" className="max-md:h-11" {...icons}>
      <Link href={href} scroll={false} prefetch={false}>
        {children}
      </Link>
    </Button>
  );
}
