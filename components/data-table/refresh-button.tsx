"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { ActionLink } from "./action-link";
import { type ListLocation, patchLocation } from "./list-location";

/** Reads the list again and keeps the old rows until the new ones are there. */
export function RefreshButton({ list }: { list: ListLocation }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const refresh = () =>
    startTransition(() => {
      router.refresh();
      announce("List refreshed");
    });
  useShortcut({ keys: "r", label: "Refresh the list", group: "Anywhere", run: refresh });
  return (
    <Button
      asChild
      icon={<RotateCw className={cn("size-3.5", pending && "animate-spin")} />}
      aria-busy={pending || undefined}
      className="max-md:size-10 max-md:px-0"
    >
      <ActionLink href={patchLocation(list, {})} replace onAct={refresh}>
        <span className="max-md:sr-only">Refresh</span>
      </ActionLink>
    </Button>
  );
}
