"use client";

import { Download, FileCheck } from "lucide-react";
import { CopyButton } from "@/components/copy-button";
import { saveTextFile } from "@/components/one-time-key/save-text-file";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";

export type CertificateRequest = { name: string; csr: string };

type CsrDialogProps = { request: CertificateRequest | null; onDone: () => void };

/** The CSR that was just made, and what to do with it. It stays in the list: nothing is lost by closing. */
export function CsrDialog({ request, onDone }: CsrDialogProps) {
  return (
    <Dialog open={request !== null} onOpenChange={(open) => (open ? undefined : onDone())}>
      {request === null ? null : (
        <DialogContent>
          <DialogHeader
            title="CSR made"
            description={`For ${request.name} · its private key stays here, encrypted`}
            icon={<FileCheck />}
            iconTone="ok"
          />
          <DialogBody>
            <ol className="space-y-1 pl-5 [list-style:decimal]">
              <li>Have this CSR signed by your CA as a CA certificate.</li>
              <li>Put the signed certificate and each issuer up to the root into one PEM file.</li>
              <li>Choose “Upload certificate” in the row of this certificate. Until then it cannot sign.</li>
            </ol>
            <textarea
              readOnly
              aria-label="CSR"
              value={request.csr}
              rows={9}
              className="w-full [resize:none] rounded-sm bg-surface-2 px-3 py-2.5 font-mono text-2xs/4 inset-ring inset-ring-border"
            />
          </DialogBody>
          <DialogFooter>
            <CopyButton label="Copy CSR" getText={() => request.csr}>
              Copy
            </CopyButton>
            <Button
              size="lg"
              icon={<Download />}
              onClick={() => saveTextFile(`${request.name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")}.csr`, request.csr)}
            >
              Download CSR
            </Button>
            <Button size="lg" variant="primary" onClick={onDone}>
              Done
            </Button>
          </DialogFooter>
        </DialogContent>
      )}
    </Dialog>
  );
}
