import { redirect } from "next/navigation";
import { requirePermission } from "@/lib/auth/current-actor";
import { keyIdSchema } from "@/lib/services/provisioning-keys/schema";
import { editHref } from "../../_components/key-row-links";
import { KEYS_PATH } from "../../search-params";

type PageProps = { params: Promise<{ id: string }> };

/** An address for "edit this key": the dialog opens over the list. */
export default async function Page({ params }: PageProps) {
  await requirePermission("key.write");
  const id = keyIdSchema.safeParse((await params).id);
  redirect(id.success ? editHref({ path: KEYS_PATH, search: "" }, id.data) : KEYS_PATH);
}
