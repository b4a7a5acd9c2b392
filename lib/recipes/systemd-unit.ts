import { PLACES } from "./places";

/**
 * Enrolls once. A machine that holds a valid certificate is left as it is, so a second start costs no use and needs no key.
 * 2 and 3 are refusals that waiting does not change; 4 means unreachable and is tried again.
 */
export const SYSTEMD_UNIT = `[Unit]
Description=Latchkey App Connector
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
RemainAfterExit=yes
User=${PLACES.user}
Group=${PLACES.user}
UMask=0077
StateDirectory=latchkey-connector
StateDirectoryMode=0700
ExecStart=/usr/bin/env node ${PLACES.program} enroll --key-file ${PLACES.keyFile} --state-dir ${PLACES.state}
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=2 3
NoNewPrivileges=yes
PrivateTmp=yes
ProtectHome=yes
ProtectSystem=strict

[Install]
WantedBy=multi-user.target
`;
