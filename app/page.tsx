import { redirect } from "next/navigation";
import { publicRoute } from "@/lib/auth/current-actor";
import { START_PAGE } from "@/lib/auth/safe-next";

publicRoute("only leads to the first page, which asks who comes");

export default function Page() {
  redirect(START_PAGE);
}
