"use client";

import { Check, CirclePause, CirclePlay, CircleX, ShieldX, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { AbsoluteTime } from "@/components/relative-time";
import { toast } from "@/components/ui/toast";
import type { ConnectorRow } from "@/lib/services/connectors/connector-row";
import { useParamDialog } from "../../_components/use-param-dialog";
import {
  approveConnectorAction,
  declineConnectorAction,
  removeConnectorAction,
  revokeConnectorAction,
  switchConnectorAction,
} from "../actions";
import type { ConnectorVerb } from "../search-params";

type AskedVerb = Exclude<ConnectorVerb, "edit">;

type Asked = {
  word: string;
  done: string;
  icon: ReactNode;
  isDanger: boolean;
  send: (id: string) => Promise<{ ok: true } | { ok: false; error: { message: string } }>;
  /** What happens, a sentence each. */
  effects: (connector: ConnectorRow) => ReactNode[];
};

const Strong = ({ children }: { children: ReactNode }) => <b className="font-medium text-fg">{children}</b>;

const ENDS = "It cannot be undone: to come back, the machine enrolls again, which takes a use of a key.";

const ASKED: Record<AskedVerb, Asked> = {
  approve: {
    word: "Approve",
    done: "approved",
    icon: <Check />,
    isDanger: false,
    send: (id) => approveConnectorAction({ id }),
    effects: ({ publicIp, hostname, groupName, fingerprint }) => [
      <>
        It asked from <Strong>{publicIp ?? "an unknown address"}</Strong>, which is outside the allow list of{" "}
        <Strong>{groupName}</Strong>
        {hostname === null ? "" : `, and calls itself ${hostname}`}. Approve only a machine that you know.
      </>,
      ...(fingerprint === null ? [] : [<>Its fingerprint is {fingerprint}.</>]),
      "Its certificate is issued now; the connector gets it with its next request.",
    ],
  },
  decline: {
    word: "Decline",
    done: "declined",
    icon: <CircleX />,
    isDanger: true,
    send: (id) => declineConnectorAction({ id }),
    effects: ({ keyName }) => [
      "It gets no certificate: its public key is refused from now on.",
      <>
        The use of <Strong>{keyName}</Strong> stays counted.
      </>,
      "It cannot be undone: to try again, the machine needs a new public key.",
    ],
  },
  disable: {
    word: "Disable",
    done: "disabled",
    icon: <CirclePause />,
    isDanger: true,
    send: (id) => switchConnectorAction({ id, enabled: false }),
    effects: ({ certificateNotAfter }) => [
      "It is refused from this moment on, until it is enabled again: it neither reports nor renews its certificate.",
      <>
        Its certificate is kept
        {certificateNotAfter === null ? null : (
          <>
            {" "}
            and ends on <AbsoluteTime at={certificateNotAfter} dateOnly />; after that it has to enroll again
          </>
        )}
        .
      </>,
    ],
  },
  enable: {
    word: "Enable",
    done: "enabled",
    icon: <CirclePlay />,
    isDanger: false,
    send: (id) => switchConnectorAction({ id, enabled: true }),
    effects: ({ status, disabledBy, groupName }) => [
      status === "certificate_expired"
        ? "Its certificate has expired meanwhile: it cannot connect before it has enrolled again."
        : "It is accepted again from its next report on.",
      ...(disabledBy === "group" ? [<>Its group {groupName} is disabled.</>] : []),
    ],
  },
  revoke: {
    word: "Revoke",
    done: "revoked",
    icon: <ShieldX />,
    isDanger: true,
    send: (id) => revokeConnectorAction({ id }),
    effects: () => [
      "Its certificates are revoked and stand on the next revocation list. It is refused at once.",
      "It stays in this list as Revoked.",
      ENDS,
    ],
  },
  delete: {
    word: "Delete",
    done: "deleted",
    icon: <Trash2 />,
    isDanger: true,
    send: (id) => removeConnectorAction({ id }),
    effects: ({ status, keyName }) => [
      status === "pending"
        ? "It gets no certificate: its public key is refused from now on."
        : "Its certificates are revoked. It is refused at once and leaves this list; the audit log keeps its name.",
      <>
        The use of <Strong>{keyName}</Strong> stays counted.
      </>,
      ENDS,
    ],
  },
};

/** Asks before something is done to a connector, and says what that does. */
export function ConfirmConnectorDialog({ connector, verb }: { connector: ConnectorRow; verb: AskedVerb }) {
  const router = useRouter();
  const { open, close } = useParamDialog(verb, connector.id);
  const { word, done, icon, isDanger, send, effects } = ASKED[verb];

  const confirm = async () => {
    const result = await send(connector.id);
    if (!result.ok) return result.error.message;
    close();
    toast.success(`${connector.name} ${done}`);
    router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      open={open}
      onClose={close}
      danger={isDanger}
      icon={icon}
      title={`${word} ${connector.name}?`}
      confirmLabel={`${word} App Connector`}
      onConfirm={confirm}
    >
      <ul className="flex list-disc flex-col gap-1.5 pl-4.5 text-fg-2 [overflow-wrap:anywhere] marker:text-fg-3">
        {effects(connector).map((effect, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fixed sentences in a fixed order
          <li key={at}>{effect}</li>
        ))}
      </ul>
    </ConfirmDialog>
  );
}
