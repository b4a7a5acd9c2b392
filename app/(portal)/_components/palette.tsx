"use client";

import {
  BadgeCheck,
  Bell,
  Boxes,
  Check,
  File,
  Keyboard,
  KeyRound,
  LogOut,
  Monitor,
  Moon,
  Plus,
  ScrollText,
  Search,
  Server,
  Settings,
  Sun,
  Users,
} from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode, RefObject } from "react";
import { PaletteDialog } from "@/components/command-palette/palette-dialog";
import type { PaletteItem, PaletteSource } from "@/components/command-palette/palette-item";
import { patchLocation } from "@/components/data-table/list-location";
import { leaveFor } from "@/components/leaving";
import type { Theme } from "@/components/shell/appearance";
import { navFor, type PageId, pagesOf } from "@/components/shell/nav-tree";
import { useTheme } from "@/components/shell/use-theme";
import { isApple, keyCaps } from "@/components/shortcuts/keys";
import { registeredShortcuts } from "@/components/shortcuts/registry";
import { readSingleKeys } from "@/components/shortcuts/single-keys";
import { StatusBadge } from "@/components/status-badge";
import { searchEverythingAction } from "../actions";
import { KEYS_PATH } from "../provisioning-keys/search-params";
import { keyHref } from "./entity-links";
import { type RecentKey, recentKeys, rememberKey } from "./recent-keys";
import { signOut } from "./sign-out";

const PAGE_ICONS: Partial<Record<string, ReactNode>> = {
  connectors: <Server />,
  "connector-groups": <Boxes />,
  "provisioning-keys": <KeyRound />,
  "signing-certificates": <BadgeCheck />,
  "audit-log": <ScrollText />,
  notifications: <Bell />,
  users: <Users />,
  settings: <Settings />,
};

const THEMES: readonly { theme: Theme; label: string; icon: ReactNode }[] = [
  { theme: "light", label: "Use the light theme", icon: <Sun /> },
  { theme: "dark", label: "Use the dark theme", icon: <Moon /> },
  { theme: "system", label: "Use the system’s theme", icon: <Monitor /> },
];

/**
 * What a name or fingerprint can hold. A provisioning key has other signs in each of its parts: one that was pasted by
 * mistake is neither sent nor put into an address.
 */
const FINDABLE = /^[\p{L}\p{M}\p{N} ._-]+$/u;

/** The caps of a key that works on this page now; none for one that does not. */
function capsOf(key: string): string[] | undefined {
  const works = readSingleKeys() && registeredShortcuts().some(({ keys }) => keys.includes(key));
  return works ? keyCaps(key, isApple(navigator.userAgent)) : undefined;
}

/** "provisioning key, group or certificate" */
function formatKinds(kinds: readonly string[]): string {
  return kinds.join(", ").replace(/, ([^,]*)$/, " or $1");
}

type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShowShortcuts: () => void;
  fallbackFocus: RefObject<HTMLElement | null>;
  pages: readonly PageId[];
  canReadKeys: boolean;
  canAddKeys: boolean;
};

/** What the portal's command palette holds. */
export function Palette({ pages, canReadKeys, canAddKeys, onShowShortcuts, ...dialog }: PaletteProps) {
  const router = useRouter();
  const go = (href: string) => leaveFor(href, router.push);
  const [current, chooseTheme] = useTheme();

  const toKey = (key: RecentKey, meta: ReactNode): PaletteItem => ({
    id: `key ${key.id}`,
    label: key.name,
    keywords: key.groupName,
    icon: <KeyRound />,
    meta,
    run: () => {
      rememberKey(key);
      go(keyHref(key));
    },
  });
  const toGroupName = ({ groupName }: RecentKey) => <span className="truncate">{groupName}</span>;

  const toList = (
    kind: string,
    icon: ReactNode,
    path: string,
    { id, name }: { id: string; name: string },
  ): PaletteItem => ({
    id: `${path} ${id}`,
    label: name,
    icon,
    meta: <span className="truncate">{kind}</span>,
    run: () => go(patchLocation({ path, search: "" }, { q: name })),
  });
  const hasGroups = pages.includes("connector-groups");
  const hasCertificates = pages.includes("signing-certificates");
  const hasConnectors = pages.includes("connectors");
  const others = [
    ...(hasGroups ? ["group"] : []),
    ...(hasConnectors ? ["connector"] : []),
    ...(hasCertificates ? ["certificate"] : []),
  ];

  const source: PaletteSource = {
    heading: others.length > 0 ? "Found" : "Provisioning keys",
    noun: formatKinds(["provisioning key", ...others]),
    ask: async (text) => {
      if (!FINDABLE.test(text)) return { items: [] };
      const result = await searchEverythingAction({ q: text });
      if (!result.ok) return { error: result.error.message };
      return {
        items: [
          ...result.data.keys.rows.map((key) =>
            toKey(
              key,
              <>
                {toGroupName(key)}
                <StatusBadge status={key.status} className="text-sm" />
              </>,
            ),
          ),
          ...(hasGroups ? result.data.groups : []).map((group) =>
            toList("App Connector Group", <Boxes />, "/connector-groups", group),
          ),
          ...(hasConnectors ? result.data.connectors : []).map((connector) =>
            toList(`App Connector in ${connector.groupName}`, <Server />, "/connectors", connector),
          ),
          ...(hasCertificates ? result.data.certificates : []).map((certificate) =>
            toList("Signing certificate", <BadgeCheck />, "/signing-certificates", certificate),
          ),
        ],
      };
    },
    all: (text) =>
      FINDABLE.test(text)
        ? {
            id: "all keys",
            label: `Search the list for “${text}”`,
            icon: <Search />,
            run: () => go(patchLocation({ path: KEYS_PATH, search: "" }, { q: text })),
          }
        : null,
  };

  const commands: PaletteItem[] = [
    ...(canAddKeys
      ? [
          {
            id: "add key",
            label: "Add provisioning key",
            keywords: "create new",
            icon: <Plus />,
            caps: capsOf("n"),
            run: () => go("/provisioning-keys/new"),
          },
          {
            id: "add connector",
            label: "Add App Connector",
            keywords: "create new wizard enroll install",
            icon: <Plus />,
            run: () => router.push("/connectors/new"),
          },
        ]
      : []),
    ...(canReadKeys
      ? [
          {
            id: "check key",
            label: "Check a provisioning key",
            keywords: "paste damaged valid test verify",
            icon: <KeyRound />,
            run: () => go("/provisioning-keys/check"),
          },
        ]
      : []),
    ...THEMES.map(({ theme, label, icon }) => ({
      id: `theme ${theme}`,
      label,
      keywords: "appearance mode colours",
      icon,
      meta: theme === current ? <Check role="img" aria-label="In use" className="size-4" /> : undefined,
      run: () => chooseTheme(theme),
    })),
    {
      id: "shortcuts",
      label: "Show keyboard shortcuts",
      keywords: "keys help hotkeys",
      icon: <Keyboard />,
      caps: capsOf("?"),
      run: onShowShortcuts,
      afterClose: true,
    },
    { id: "sign out", label: "Sign out", keywords: "log out leave", icon: <LogOut />, run: () => void signOut() },
  ];

  return (
    <PaletteDialog
      {...dialog}
      recent={{ heading: "Recent", items: recentKeys().map((key) => toKey(key, toGroupName(key))) }}
      pages={{
        heading: "Go to",
        items: pagesOf(navFor(pages)).map(({ id, label, href, under }) => ({
          id: `page ${id}`,
          label,
          icon: PAGE_ICONS[id] ?? <File />,
          meta: <span className="truncate max-md:hidden">{under}</span>,
          run: () => go(href),
        })),
      }}
      commands={{ heading: "Actions", items: commands }}
      source={canReadKeys ? source : null}
    />
  );
}
