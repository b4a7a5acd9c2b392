import { Users } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { ListHead } from "@/components/data-table/list-head";
import { ListNotices } from "@/components/data-table/list-notices";
import { ListSection } from "@/components/data-table/list-section";
import { isWhole, pickExpanded } from "@/components/data-table/list-view";
import { EmptyState } from "@/components/empty-state";
import { LiveDot } from "@/components/live/live-dot";
import { LiveRefresh } from "@/components/live/live-refresh";
import { requirePermission } from "@/lib/auth/current-actor";
import { countUsers, listUsers } from "@/lib/services/users/list";
import { USER_FILTERS } from "@/lib/services/users/user-filters";
import type { Params } from "@/lib/table/list";
import { loadListFrame } from "../_components/load-list-frame";
import { USER_NOUN } from "./_components/users-offers";
import { UsersProviders } from "./_components/users-providers";
import { UsersSkeleton } from "./_components/users-skeleton";
import { UsersTable } from "./_components/users-table";
import { UsersToolbar } from "./_components/users-toolbar";
import { parseUsersView } from "./search-params";

export const metadata: Metadata = { title: "Users" };

export default async function Page({ searchParams }: { searchParams: Promise<Params> }) {
  const actor = await requirePermission("user.read");
  const view = parseUsersView(await searchParams);
  const renderedAt = Date.now();
  const people = listUsers(actor, view.input);
  // Whoever awaits it hears of a failure; until then it must not count as one that nobody looks at.
  people.catch(() => undefined);
  const whole = isWhole(view) ? null : countUsers(actor, {});
  whole?.catch(() => undefined);
  const { providers, toolbar, active } = await loadListFrame(actor, "users", view);
  return (
    <UsersProviders settings={providers.settings} view={providers.view}>
      <ListHead title="Users" noun={USER_NOUN} shown={people} whole={whole} badge={<LiveDot />} />
      <UsersToolbar {...toolbar} />
      <ListNotices dropped={view.dropped} active={active} />
      <LiveRefresh resource="users" renderedAt={renderedAt} />
      <Suspense fallback={<UsersSkeleton />}>
        <ListSection
          label="Users"
          page={people}
          view={view}
          noun={USER_NOUN}
          columns={USER_FILTERS}
          searchNote="The search looks at name and email."
          empty={<EmptyState className="border-t" icon={<Users />} title="There is nobody" />}
        >
          {(rows) => (
            <UsersTable
              people={rows}
              list={view.list}
              sort={view.input.sort}
              expanded={pickExpanded(
                view,
                rows.map(({ id }) => id),
              )}
              ownId={actor.id}
            />
          )}
        </ListSection>
      </Suspense>
    </UsersProviders>
  );
}
