"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { UserPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { Field } from "@/components/form/field";
import { useHydrated } from "@/components/form/use-hydrated";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { type InviteUserForm, inviteUserSchema } from "@/lib/services/invites/schema";
import { inviteUserAction } from "../actions";
import { type InviteLink, InviteLinkDialog } from "./invite-link-dialog";
import { ROLE_CHOICES } from "./role-choices";

/** Opens the form of an invite; then its link is shown once. */
export function InviteButton() {
  const router = useRouter();
  const hydrated = useHydrated();
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<InviteLink | null>(null);
  return (
    <>
      <Button variant="primary" icon={<UserPlus />} disabled={!hydrated} onClick={() => setOpen(true)}>
        Invite user
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogContent>
          <InviteForm
            onInvited={(made) => {
              setOpen(false);
              setLink(made);
              router.refresh();
            }}
          />
        </DialogContent>
      </Dialog>
      <InviteLinkDialog link={link} onDone={() => setLink(null)} />
    </>
  );
}

function InviteForm({ onInvited }: { onInvited: (link: InviteLink) => void }) {
  const [failure, setFailure] = useState<string>();
  const { register, control, handleSubmit, setError, formState } = useForm<InviteUserForm>({
    resolver: zodResolver(inviteUserSchema, undefined, { raw: true }),
    defaultValues: { email: "", role: "VIEWER" },
  });
  const { errors } = formState;
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await inviteUserAction(values).catch(() => null);
    if (result?.ok) return onInvited(result.data);
    const message = result?.error.fields.email;
    if (message) setError("email", { message }, { shouldFocus: true });
    else setFailure(result?.error.message ?? "The server did not answer. What you typed is still here; try again.");
  });
  return (
    <form noValidate onSubmit={submit}>
      <DialogHeader
        title="Invite user"
        description="Makes a link that works once, for 7 days. No mail is sent: you pass the link on."
      />
      <DialogBody>
        {failure ? (
          <Banner tone="bad" role="alert">
            {failure}
          </Banner>
        ) : null}
        <Field label="Email" required error={errors.email?.message}>
          <Input {...register("email")} type="email" autoComplete="off" />
        </Field>
        <Controller
          control={control}
          name="role"
          render={({ field }) => (
            <RadioGroup aria-label="Role" value={field.value} onValueChange={field.onChange}>
              {ROLE_CHOICES.map(({ value, label, hint }) => (
                <Radio key={value} value={value} label={label} hint={hint} />
              ))}
            </RadioGroup>
          )}
        />
      </DialogBody>
      <DialogFooter note="Written to the audit log">
        <DialogClose asChild>
          <Button size="lg">Cancel</Button>
        </DialogClose>
        <Button type="submit" size="lg" variant="primary" busy={formState.isSubmitting}>
          Create invite link
        </Button>
      </DialogFooter>
    </form>
  );
}
