import { clearDraft } from "@/app/(wizard)/_components/draft-place";
import { holdLeaving } from "@/components/leaving";
import { toast } from "@/components/ui/toast";

/**
 * Ends the session and leaves for the sign-in page; a page with something under way asks first. Out: whether that went
 * well; otherwise the person is told or asked.
 */
export async function signOut(): Promise<boolean> {
  return holdLeaving(endSession) ? false : await endSession();
}

async function endSession(): Promise<boolean> {
  const answer = await fetch("/api/auth/sign-out", { method: "POST" }).catch(() => undefined);
  // 401: it had ended already.
  if (answer?.ok || answer?.status === 401) {
    clearDraft();
    // A full load, so that nothing of this session stays in memory.
    window.location.replace("/sign-in");
    return true;
  }
  toast.error("You are still signed in: the server did not answer. Try again.");
  return false;
}
