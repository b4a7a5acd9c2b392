import { prisma } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { approveConnector } from "@/lib/services/connectors/approve";
import { declineConnector } from "@/lib/services/connectors/decline";
import { revokeConnector } from "@/lib/services/connectors/revoke-one";
import { switchConnector } from "@/lib/services/connectors/switch";
import { DEMO_ACTOR } from "@/prisma/demo/create-demo-data";

/** What an administrator does with single connectors after the first wave, by their names. */
const DECISIONS: Record<string, (id: string) => Promise<unknown>> = {
  "waw-services-1": (id) => approveConnector(DEMO_ACTOR, { id }),
  "waw-services-2": (id) => approveConnector(DEMO_ACTOR, { id }),
  "waw-services-5": (id) => declineConnector(DEMO_ACTOR, { id }),
  "rtm-port-terminals-4": (id) => revokeConnector(DEMO_ACTOR, { id }),
  "rtm-port-terminals-9": (id) => switchConnector(DEMO_ACTOR, { id, enabled: false }),
  "ham-dc1-hall-b-6": (id) => revokeConnector(DEMO_ACTOR, { id }),
};

/**
 * Decides about some sample connectors as an administrator would, once: one that anybody has changed since it enrolled is left as it is,
 * and so is one that is gone.
 */
export async function settleDemoConnectors(): Promise<void> {
  const connectors = await prisma.connector.findMany({
    where: { name: { in: Object.keys(DECISIONS) }, version: 1, deletedAt: null },
    select: { id: true, name: true },
  });
  for (const { id, name } of connectors) {
    try {
      await DECISIONS[name]?.(id);
    } catch (error) {
      // Somebody was faster: theirs counts.
      if (!(error instanceof AppError && ["conflict", "not_found"].includes(error.code))) throw error;
    }
  }
}
