import { GRACE_OFFERED } from "@/lib/services/provisioning-keys/rotation/schema";

type Grace = (typeof GRACE_OFFERED)[number];

const WORDS: Record<Grace, { label: string; hint: string }> = {
  0: { label: "Not at all", hint: "For a key that leaked: the old string is refused from this moment on." },
  60: { label: "1 hour", hint: "Enough where one pipeline or vault hands the key out." },
  1440: { label: "24 hours", hint: "Time to replace it in images, templates and vaults." },
  10080: { label: "7 days", hint: "For fleets that are rebuilt by the week." },
  43200: { label: "30 days", hint: "For machines that start seldom. The old string stays usable that long." },
};

/** The grace periods offered when a key is rotated, shortest first. */
export const GRACE_CHOICES = GRACE_OFFERED.map((minutes) => ({ minutes, ...WORDS[minutes] }));
