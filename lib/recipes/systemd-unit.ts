import { PLACES } from "./places";

/**
 * What both units have in common. Memory that is written and run is left alone, with keys for it (@pkey): Node.js compiles while it
 * runs. A system call beyond the list fails instead of ending the program: other versions of Node.js may try one.
 */
const CONFINED = `User=${PLACES.user}
Group=${PLACES.user}
UMask=0077
StateDirectory=latchkey-connector
StateDirectoryMode=0700
NoNewPrivileges=yes
CapabilityBoundingSet=
LockPersonality=yes
PrivateDevices=yes
PrivateTmp=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectSystem=strict
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallErrorNumber=EPERM
SystemCallFilter=@system-service @pkey`;

const NETWORK = `Wants=network-online.target
After=network-online.target`;

/**
 * Enrolls once, so that whoever starts it waits for the end and sees how it went. A machine that holds a valid certificate is left as it
 * is, so a second start costs no use and needs no key. 2 and 3 are refusals that waiting does not change; 4 means unreachable and is tried again.
 */
export const SYSTEMD_UNIT = `[Unit]
Description=Latchkey App Connector: enrollment
${NETWORK}

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/bin/env node ${PLACES.program} enroll --key-file ${PLACES.keyFile} --state-dir ${PLACES.state}
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=2 3
${CONFINED}

[Install]
WantedBy=multi-user.target
`;

/**
 * Reports and renews. It has the key too, for as long as there is one: a connector that waits for approval, or for a gateway, enrolls by
 * itself. Ends for good only when it is refused for good (3) or cannot begin (2).
 */
export const SYSTEMD_RUN_UNIT = `[Unit]
Description=Latchkey App Connector
${NETWORK} ${PLACES.service}
Wants=${PLACES.service}

[Service]
Type=exec
ExecStart=/usr/bin/env node ${PLACES.program} run --key-file ${PLACES.keyFile} --state-dir ${PLACES.state}
Restart=on-failure
RestartSec=10
RestartPreventExitStatus=2 3
${CONFINED}

[Install]
WantedBy=multi-user.target
`;
