"use client";

import { ChevronDown, FileUp, Plus, ShieldPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { LazyMenu } from "@/components/ui/lazy-menu";
import type { ParentChoice } from "@/lib/services/signing-certificates/list-parents";
import { type CertificateRequest, CsrDialog } from "./csr-dialog";
import { GenerateForm } from "./generate-form";
import { RequestForm } from "./request-form";

/** Adds a signing certificate: one that is generated here, or a CSR that another CA signs. */
export function AddCertificate({ parents }: { parents: readonly ParentChoice[] }) {
  const router = useRouter();
  const [layer, setLayer] = useState<"generate" | "request" | null>(null);
  const [made, setMade] = useState<CertificateRequest | null>(null);
  const close = () => setLayer(null);
  return (
    <>
      <LazyMenu
        trigger={
          <Button
            variant="primary"
            icon={<Plus />}
            endIcon={<ChevronDown className="size-3.5" />}
            className="max-md:flex-1 max-md:px-2.5"
          >
            Add certificate
          </Button>
        }
      >
        {({ DropdownMenuItem }) => (
          <>
            <DropdownMenuItem icon={<ShieldPlus />} onSelect={() => setLayer("generate")}>
              Generate
            </DropdownMenuItem>
            <DropdownMenuItem icon={<FileUp />} onSelect={() => setLayer("request")}>
              Bring your own
            </DropdownMenuItem>
          </>
        )}
      </LazyMenu>
      <Dialog open={layer !== null} onOpenChange={(open) => (open ? undefined : close())}>
        <DialogContent>
          {layer === "request" ? (
            <RequestForm
              onMade={(request) => {
                close();
                setMade(request);
              }}
            />
          ) : (
            <GenerateForm
              parents={parents}
              onMade={() => {
                router.refresh();
                close();
              }}
            />
          )}
        </DialogContent>
      </Dialog>
      <CsrDialog request={made} onDone={() => setMade(null)} />
    </>
  );
}
