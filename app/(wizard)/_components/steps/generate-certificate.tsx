"use client";

import { ShieldPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { late, NOT_LOADED, useLate } from "@/components/ui/late";
import { toast } from "@/components/ui/toast";
import type { ParentChoice } from "@/lib/services/signing-certificates/list-parents";

const formPart = late(() => import("@/app/(portal)/signing-certificates/_components/generate-form"));

type GenerateCertificateProps = { parents: readonly ParentChoice[]; onMade: (id: string) => void };

/** Generates a signing certificate without leaving the wizard; what was typed stays, and the new one is chosen. */
export function GenerateCertificate({ parents, onMade }: GenerateCertificateProps) {
  const router = useRouter();
  const [wanted, setWanted] = useState(false);
  const [settling, settle] = useTransition();
  const part = useLate(formPart, wanted, () => {
    setWanted(false);
    toast.error(NOT_LOADED);
  });
  // Open until the list has it: Continue cannot be pressed with the one that was chosen before.
  const finish = ({ id }: { id: string }) =>
    settle(() => {
      router.refresh();
      onMade(id);
      setWanted(false);
    });
  return (
    <>
      <Button
        icon={<ShieldPlus />}
        busy={wanted && !part}
        onPointerEnter={formPart.warm}
        onFocus={formPart.warm}
        onClick={() => setWanted(true)}
        className="self-start max-md:self-stretch"
      >
        Generate a signing certificate
      </Button>
      <Dialog open={wanted && part !== null} onOpenChange={setWanted}>
        {/* The dialog is a child of the wizard's form: what is sent in it is not what the wizard sends. */}
        <DialogContent onSubmit={(event) => event.stopPropagation()}>
          {part ? <part.GenerateForm parents={parents} settling={settling} onMade={finish} /> : null}
        </DialogContent>
      </Dialog>
    </>
  );
}
