"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { PasswordInput } from "@/app/(auth)/_components/password-input";
import { Field } from "@/components/form/field";
import { useHydrated } from "@/components/form/use-hydrated";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { changePasswordSchema } from "@/lib/auth/schema";
import { formatCount } from "@/lib/format/number";
import { changePasswordAction } from "../actions";

type PasswordValues = z.input<typeof changePasswordSchema>;
const EMPTY: PasswordValues = { currentPassword: "", newPassword: "" };

/** Another password, against the current one; every other session ends. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, setError, reset, formState } = useForm<PasswordValues>({
    resolver: zodResolver(changePasswordSchema, undefined, { raw: true }),
    defaultValues: EMPTY,
  });
  const { errors } = formState;
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await changePasswordAction(values).catch(() => null);
    if (result?.ok) {
      const ended = result.data.otherSessionsEnded;
      reset(EMPTY);
      toast.success("Password changed", {
        ...(ended > 0 && { description: `${formatCount(ended, "other session")} ended.` }),
      });
      router.refresh();
      return;
    }
    const fields = Object.entries(result?.error.fields ?? {});
    for (const [path, message] of fields) setError(path as keyof PasswordValues, { message }, { shouldFocus: true });
    if (fields.length === 0) setFailure(result?.error.message ?? "The server did not answer. Try again.");
  });
  return (
    <Card>
      <CardHeader title="Password" />
      <CardBody>
        <form noValidate onSubmit={submit} className="flex flex-col gap-4">
          {failure ? (
            <Banner tone="bad" role="alert">
              {failure}
            </Banner>
          ) : null}
          {/* For password managers: whose password this is. */}
          <input type="email" value={email} readOnly autoComplete="username" hidden />
          <Field label="Current password" required error={errors.currentPassword?.message}>
            <PasswordInput {...register("currentPassword")} autoComplete="current-password" />
          </Field>
          <Field
            label="New password"
            required
            error={errors.newPassword?.message}
            hint="15 characters or more. A few words you remember are best."
          >
            <PasswordInput {...register("newPassword")} autoComplete="new-password" />
          </Field>
          <div className="flex flex-wrap items-center gap-3">
            <p className="min-w-0 flex-1 text-xs text-fg-3">Ends all your other sessions.</p>
            <Button type="submit" size="lg" disabled={!hydrated} busy={formState.isSubmitting}>
              Change password
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
