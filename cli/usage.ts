export const USAGE = `Usage: latchkey-connector <command> [options]

Commands
  enroll      Enroll this machine as an App Connector
    --key-file FILE    file that holds the provisioning key; - reads it from standard input
    --state-dir DIR    directory for private key and certificate; made with mode 0700 if missing
    --hostname H       host name to report; default: this machine's
  run         Report to the gateway and renew the certificate until told to stop (SIGTERM)
    --state-dir DIR    as above
    --key-file FILE    enroll first when there is no valid certificate, waiting for gateway and approval
    --hostname H       as above
  status      Show what a state directory holds, offline
    --state-dir DIR    as above
  check-key   Check a provisioning key offline, without sending it anywhere
    --key-file FILE    as above

Options
  --help      Show this text
  --version   Show the version

The key is never given as an argument: other users could read it in the process list.

Exit codes
  0  enrolled, waiting for approval, stopped when told to, certificate valid, or key intact
  2  wrong usage, or a local file cannot be used
  3  refused: by the gateway, or because key, gateway or certificate do not pass a check; status: no valid certificate
  4  unreachable: no answer from the gateway

A connector that waits for approval is not enrolled yet: run the same command again after the approval. run with
--key-file does so by itself, and ends by itself only when the connector is refused for good.
`;
