"use client";

import { EllipsisVertical, FileUp, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { LazyMenu } from "@/components/ui/lazy-menu";
import { toast } from "@/components/ui/toast";
import type { TreeCertificate } from "@/lib/services/signing-certificates/list-tree";
import { removeCertificateAction } from "../actions";
import { EditForm } from "./edit-form";
import { UploadForm } from "./upload-form";

/** What can be done to a signing certificate: a menu, and a dialog for each entry. */
export function CertificateActions({ certificate }: { certificate: TreeCertificate }) {
  const router = useRouter();
  const [layer, setLayer] = useState<"edit" | "upload" | "delete" | null>(null);
  const { id, version, name } = certificate;
  const close = () => setLayer(null);
  const remove = async () => {
    const result = await removeCertificateAction({ id, version });
    if (!result.ok) return result.error.message;
    toast.success(`${name} deleted`);
    router.refresh();
    return undefined;
  };
  return (
    <>
      <LazyMenu
        trigger={
          <IconButton label={`Actions for ${name}`}>
            <EllipsisVertical />
          </IconButton>
        }
      >
        {({ DropdownMenuItem, DropdownMenuSeparator }) => (
          <>
            <DropdownMenuItem icon={<Pencil />} onSelect={() => setLayer("edit")}>
              Edit
            </DropdownMenuItem>
            {certificate.hasCsr ? (
              <DropdownMenuItem icon={<FileUp />} onSelect={() => setLayer("upload")}>
                Upload certificate
              </DropdownMenuItem>
            ) : null}
            <DropdownMenuSeparator />
            <DropdownMenuItem icon={<Trash2 />} danger onSelect={() => setLayer("delete")}>
              Delete
            </DropdownMenuItem>
          </>
        )}
      </LazyMenu>
      <Dialog open={layer === "edit" || layer === "upload"} onOpenChange={(open) => (open ? undefined : close())}>
        <DialogContent>
          {layer === "upload" ? (
            <UploadForm certificate={certificate} onDone={close} />
          ) : (
            <EditForm certificate={certificate} onDone={close} />
          )}
        </DialogContent>
      </Dialog>
      <ConfirmDialog
        open={layer === "delete"}
        onClose={() => setLayer(null)}
        danger
        icon={<Trash2 />}
        title={`Delete ${name}?`}
        description="The certificate and its private key are gone for good. Refused while anything uses it."
        confirmLabel="Delete"
        onConfirm={remove}
      />
    </>
  );
}
