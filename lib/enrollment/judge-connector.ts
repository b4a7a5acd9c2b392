import "server-only";
import { Refusal } from "@/lib/enrollment/codes";

/** What decides whether a client certificate that was issued here still stands; times are the database's. */
export type Standing = {
  connectorState: "PENDING" | "ACTIVE" | "REFUSED";
  connectorEnabled: boolean;
  connectorGone: boolean;
  connectorFingerprint: string | null;
  groupEnabled: boolean;
  groupName: string;
  certificateRevoked: boolean;
  certificateExpired: boolean;
};

/**
 * The rules for a request over mutual TLS, in the order in which they answer. The certificate is found by the SHA-256 of
 * all its bytes, so it is one that was signed here, and the handshake proved its private key: chain, name and purpose
 * need no second look (docs/decisions/018). In: the row of the presented certificate, undefined when it is not one of
 * ours, and the hardware fingerprint that was told. Throws Refusal.
 */
export function judgeConnector<Row extends Standing>(found: Row | undefined, fingerprint: string | undefined): Row {
  if (!found) {
    throw new Refusal("certificate_invalid", "The client certificate was not issued here, or is not known any more.");
  }
  if (found.connectorGone || found.certificateRevoked || found.connectorState !== "ACTIVE") {
    throw new Refusal("connector_revoked", "The connector with this certificate was revoked or deleted.");
  }
  if (found.certificateExpired) {
    throw new Refusal(
      "certificate_invalid",
      "The client certificate has expired. Enroll again with a provisioning key.",
    );
  }
  if (!found.connectorEnabled) throw new Refusal("connector_disabled", "An administrator disabled this connector.");
  if (!found.groupEnabled) {
    throw new Refusal("group_disabled", `The group "${found.groupName}" is disabled. Enable it in the portal.`);
  }
  const told = found.connectorFingerprint !== null && fingerprint !== undefined;
  if (told && found.connectorFingerprint !== fingerprint) {
    throw new Refusal("public_key_in_use", "This certificate was issued to other hardware. Enroll this machine anew.");
  }
  return found;
}

/** In: what the client presented in the TLS handshake. Out: the certificate's bytes. Throws Refusal when there is none. */
export function requireCertificate(certificate: Uint8Array | undefined): Uint8Array {
  if (certificate) return certificate;
  throw new Refusal("certificate_invalid", "Present the connector's client certificate in the TLS handshake.");
}
