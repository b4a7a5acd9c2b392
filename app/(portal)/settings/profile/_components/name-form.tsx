"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/form/field";
import { useHydrated } from "@/components/form/use-hydrated";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { type ProfileForm, profileSchema } from "@/lib/services/users/schema";
import { updateProfileAction } from "../actions";

/** The person's name; address and role are told. */
export function NameForm({ name, email, role }: { name: string; email: string; role: string }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm<ProfileForm>({
    resolver: zodResolver(profileSchema, undefined, { raw: true }),
    defaultValues: { name },
  });
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    const result = await updateProfileAction(values).catch(() => null);
    if (result?.ok) {
      toast.success("Name saved");
      router.refresh();
    } else if (result?.error.fields.name)
      setError("name", { message: result.error.fields.name }, { shouldFocus: true });
    else setFailure(result?.error.message ?? "The server did not answer. Try again.");
  });
  return (
    <Card>
      <CardHeader title="You" />
      <CardBody>
        <form noValidate onSubmit={submit} className="flex flex-col gap-4">
          {failure ? (
            <Banner tone="bad" role="alert">
              {failure}
            </Banner>
          ) : null}
          <Field
            label="Name"
            required
            error={formState.errors.name?.message}
            hint="Shown beside what you do from now on, in lists and in the audit log."
          >
            <Input {...register("name")} autoComplete="name" />
          </Field>
          <div className="flex flex-wrap items-center gap-3">
            <p className="min-w-0 flex-1 text-xs text-fg-3 [overflow-wrap:anywhere]">
              {email} · {role}
            </p>
            <Button type="submit" size="lg" disabled={!hydrated} busy={formState.isSubmitting}>
              Save name
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
