export type PageId =
  | "connectors"
  | "connector-groups"
  | "provisioning-keys"
  | "signing-certificates"
  | "audit-log"
  | "notifications"
  | "users"
  | "settings";

export type NavNode = { id: string; label: string; href?: string; children?: readonly NavNode[] };
export type NavSection = { id: string; label: string; nodes: readonly NavNode[] };

const TREE: readonly NavSection[] = [
  {
    id: "configuration",
    label: "Configuration & Control",
    nodes: [
      {
        id: "private-infrastructure",
        label: "Private Infrastructure",
        children: [
          {
            id: "connector-management",
            label: "App Connector Management",
            children: [
              { id: "connectors", label: "App Connectors", href: "/connectors" },
              { id: "connector-groups", label: "App Connector Groups", href: "/connector-groups" },
              { id: "provisioning-keys", label: "App Connector Provisioning Keys", href: "/provisioning-keys" },
            ],
          },
        ],
      },
    ],
  },
  {
    id: "administration",
    label: "Administration",
    nodes: [
      { id: "signing-certificates", label: "Signing certificates", href: "/signing-certificates" },
      { id: "audit-log", label: "Audit log", href: "/audit-log" },
      { id: "notifications", label: "Notifications", href: "/notifications" },
      { id: "users", label: "Users", href: "/users" },
      { id: "settings", label: "Settings", href: "/settings" },
    ],
  },
];

function prune(nodes: readonly NavNode[], pages: ReadonlySet<string>): NavNode[] {
  return nodes.flatMap((node) => {
    if (!node.children) return pages.has(node.id) ? [node] : [];
    const children = prune(node.children, pages);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

/** The navigation with only the given pages in it; branches left empty go too. */
export function navFor(pages: readonly PageId[]): NavSection[] {
  const known = new Set<string>(pages);
  return TREE.map((section) => ({ ...section, nodes: prune(section.nodes, known) })).filter(
    (section) => section.nodes.length > 0,
  );
}

/** The pages of the navigation, in its order, each with the words it stands under. */
export function pagesOf(sections: readonly NavSection[]): { id: string; label: string; href: string; under: string }[] {
  const walk = (nodes: readonly NavNode[], under: string): ReturnType<typeof pagesOf> =>
    nodes.flatMap(({ id, label, href, children = [] }) => [
      ...(href ? [{ id, label, href, under }] : []),
      ...walk(children, label),
    ]);
  return sections.flatMap(({ label, nodes }) => walk(nodes, label));
}

/** Whether `pathname` is the page at `href` or below it. */
export function isWithin(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

/** The way from the top of the navigation down to the page that `pathname` belongs to; empty when there is none. */
export function trailTo(sections: readonly NavSection[], pathname: string): NavNode[] {
  const walk = (nodes: readonly NavNode[], above: NavNode[]): NavNode[] => {
    for (const node of nodes) {
      const trail = [...above, node];
      if (node.href && isWithin(pathname, node.href)) return trail;
      const below = node.children ? walk(node.children, trail) : [];
      if (below.length > 0) return below;
    }
    return [];
  };
  for (const section of sections) {
    const trail = walk(section.nodes, section.id === "configuration" ? [{ id: section.id, label: section.label }] : []);
    if (trail.length > 0) return trail;
  }
  return [];
}
