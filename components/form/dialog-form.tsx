import type { FormEventHandler, ReactNode, Ref } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DialogBody, DialogClose, DialogFooter, DialogHeader } from "@/components/ui/dialog";

type DialogFormProps = {
  ref?: Ref<HTMLFormElement>;
  title: string;
  description: ReactNode;
  /** What no field says. */
  failure: string | undefined;
  submitLabel: string;
  busy: boolean;
  onSubmit: FormEventHandler<HTMLFormElement>;
  children: ReactNode;
};

/** A form that fills a dialog: its head, what went wrong as a whole, the fields, and Cancel beside the button that sends it. */
export function DialogForm({
  ref,
  title,
  description,
  failure,
  submitLabel,
  busy,
  onSubmit,
  children,
}: DialogFormProps) {
  return (
    <form ref={ref} noValidate onSubmit={onSubmit}>
      <DialogHeader title={title} description={description} />
      <DialogBody>
        {failure ? (
          <Banner tone="bad" role="alert">
            {failure}
          </Banner>
        ) : null}
        {children}
      </DialogBody>
      <DialogFooter note="Written to the audit log">
        <DialogClose asChild>
          <Button size="lg">Cancel</Button>
        </DialogClose>
        <Button type="submit" size="lg" variant="primary" busy={busy}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}
