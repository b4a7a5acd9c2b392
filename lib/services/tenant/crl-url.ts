import "server-only";

/**
 * Where the gateway serves the CRL of a signing certificate (RFC 5280 §4.2.1.13).
 * In: the enrollment host, host[:port]; id of the signing certificate. Out: the URL written into what it signs.
 */
export function crlUrl(enrollmentHost: string, signingCertificateId: string): string {
  return `https://${enrollmentHost}/v1/crl/${signingCertificateId}`;
}
