import type { Metadata } from "next";
import { ColumnsButton } from "@/components/data-table/columns/columns-button";
import { DensityButton } from "@/components/data-table/columns/density-button";
import { PageHead } from "@/components/page-head";
import { TableScroll } from "@/components/ui/table";
import { requirePermission } from "@/lib/auth/current-actor";
import { getTableSettings } from "@/lib/services/table-settings/get";
import { listUsers } from "@/lib/services/users/list";
import { InviteButton } from "./_components/invite-button";
import { UsersProviders } from "./_components/users-providers";
import { UsersTable } from "./_components/users-table";
import { parseUsersView } from "./search-params";

export const metadata: Metadata = { title: "Users" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Page({ searchParams }: PageProps) {
  const actor = await requirePermission("user.read");
  const { expanded, list } = parseUsersView(await searchParams);
  const [people, settings] = await Promise.all([listUsers(actor, {}), getTableSettings(actor, { resource: "users" })]);
  return (
    <UsersProviders settings={settings}>
      <PageHead
        title="Users"
        count={people.length}
        countNoun="users and invites"
        className="pb-3.5"
        actions={
          <>
            <span className="flex items-center gap-0.5 max-md:hidden">
              <ColumnsButton />
              <DensityButton />
            </span>
            <InviteButton />
          </>
        }
      />
      <TableScroll label="Users">
        <UsersTable people={people} list={list} expanded={expanded} ownId={actor.id} />
      </TableScroll>
    </UsersProviders>
  );
}
