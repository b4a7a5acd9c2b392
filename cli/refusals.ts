/**
 * What to do about each reason code. The codes of the gateway come first; the last four are the connector's own, for
 * what no server can say.
 */
const ADVICE: Record<string, string> = {
  key_malformed: "Copy the provisioning key again, whole, from the portal or from whoever gave it to you.",
  key_unknown:
    "Check that the key is for this gateway and was not deleted. An administrator can compare the key fingerprint.",
  key_exhausted: "Ask an administrator to raise the maximum # of App Connectors of this key, then run this again.",
  key_expired: "Ask an administrator to change the expiry of this key or for another key.",
  key_disabled: "Ask an administrator to enable this provisioning key.",
  key_rotated: "This key was replaced. Ask an administrator for the current one.",
  group_disabled: "Ask an administrator to enable the App Connector group of this key.",
  ip_not_allowed: "Ask an administrator to add this machine's public address to the allow list of the key.",
  signing_certificate_unusable: "Ask an administrator to choose another signing certificate for this key.",
  connector_revoked: "This connector was revoked. Empty the state directory to enroll this machine as a new connector.",
  connector_disabled: "Ask an administrator to enable this connector.",
  public_key_in_use: "Empty the state directory, so that a new private key is made, and run this again.",
  csr_invalid: "Empty the state directory, so that a new request is made, and run this again.",
  csr_key_rejected: "Empty the state directory, so that a new private key is made, and run this again.",
  certificate_invalid: "Empty the state directory and enroll again.",
  request_invalid: "Fetch the current latchkey-connector from the gateway: this version may be too old or too new.",
  not_found: "Fetch the current latchkey-connector from the gateway: this version may be too old or too new.",
  method_not_allowed: "Fetch the current latchkey-connector from the gateway: this version may be too old or too new.",
  unsupported_media_type:
    "Fetch the current latchkey-connector from the gateway: this version may be too old or too new.",
  body_too_large: "Use a shorter host name with --hostname.",
  rate_limited: "Too many failed requests came from this address. Run this again later.",
  internal: "Run this again. If it happens again, give the request id to an administrator.",
  unavailable: "The gateway cannot enroll right now. Run this again in a few minutes.",
  unreachable: "Check the network, the DNS name, the firewall and that the gateway runs, then run this again.",
  server_not_verified:
    "Nothing secret was sent. Check that no proxy intercepts TLS, that the clock is right and that the key is for this gateway.",
  duplicate:
    "Stop the copy. To run a connector there, empty the state directory of the copy and enroll it as a new connector.",
  certificate_rejected: "The certificate that came back was not stored. Tell an administrator.",
  unexpected_answer: "Tell an administrator: the gateway's answer is not one this version knows.",
};

/** A sentence that says what to do about a reason code. */
export function adviseOn(code: string): string {
  const advice = Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined;
  return advice ?? "Tell an administrator the reason and the request id.";
}

/** All reason codes that have an advice of their own. */
export function listReasonCodes(): string[] {
  return Object.keys(ADVICE);
}
