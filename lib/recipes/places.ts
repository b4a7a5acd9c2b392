/** Where the recipes put things on a machine of its own. */
export const PLACES = {
  user: "latchkey-connector",
  service: "latchkey-connector.service",
  unit: "/etc/systemd/system/latchkey-connector.service",
  runService: "latchkey-connector-run.service",
  runUnit: "/etc/systemd/system/latchkey-connector-run.service",
  program: "/usr/local/lib/latchkey-connector/latchkey-connector.mjs",
  keyFolder: "/etc/latchkey-connector",
  keyFile: "/etc/latchkey-connector/provisioning-key",
  state: "/var/lib/latchkey-connector",
  /** There once the machine is enrolled. */
  certificate: "/var/lib/latchkey-connector/certificate.pem",
} as const;

/** An image with Node.js 20.19 or newer; a mirror of one's own does as well. */
export const IMAGE = "node:24-slim";
