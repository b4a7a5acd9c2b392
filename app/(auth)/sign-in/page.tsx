import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FullPage } from "@/components/shell/full-page";
import { currentActor } from "@/lib/auth/current-actor";
import { safeNext } from "@/lib/auth/safe-next";
import { env } from "@/lib/env";
import { SignInForm } from "./_components/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type PageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function Page({ searchParams }: PageProps) {
  const next = safeNext((await searchParams).next);
  if ((await currentActor()).kind === "user") redirect(next);
  return (
    <FullPage title="Sign in to Latchkey" description={new URL(env.APP_URL).host}>
      <SignInForm next={next} />
    </FullPage>
  );
}
