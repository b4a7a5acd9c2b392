import { exportRoute } from "@/lib/http/export-route";
import { exportCertificates } from "@/lib/services/signing-certificates/export";
import { CERTIFICATES_LIST } from "@/lib/services/signing-certificates/list/schema";

/** Streams the signing certificates of an address, without anything secret. */
export const GET = exportRoute("signing-certificates", CERTIFICATES_LIST, (actor, input) =>
  exportCertificates(actor, input),
);
