import { toast } from "@/components/ui/toast";

/** Ends the session and leaves for the sign-in page. Out: whether that went well; otherwise the person is told. */
export async function signOut(): Promise<boolean> {
  const answer = await fetch("/api/auth/sign-out", { method: "POST" }).catch(() => undefined);
  // 401: it had ended already.
  if (answer?.ok || answer?.status === 401) {
    // A full load, so that nothing of this session stays in memory.
    window.location.replace("/sign-in");
    return true;
  }
  toast.error("You are still signed in: the server did not answer. Try again.");
  return false;
}
