import { AppError } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { downloadCertificate } from "@/lib/services/signing-certificates/download";
import { CERTIFICATE_FILES } from "@/lib/services/signing-certificates/schema";

type Context = { params: Promise<{ id: string; file: string }> };

/** A signing certificate, its chain or its CSR as a PEM file: `…/certificate`, `…/chain`, `…/csr`. */
export const GET = route<Context>(async (actor, _request, { params }) => {
  const { id, file: asked } = await params;
  const file = CERTIFICATE_FILES.find((known) => known === asked);
  if (!file) throw new AppError("not_found", "There is no such file of a signing certificate.");
  const { text, type, fileName } = await downloadCertificate(actor, { id, file });
  return new Response(text, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${fileName}"`,
      "x-content-type-options": "nosniff",
    },
  });
});
