import { beforeAll, expect, it } from "vitest";
import { changePasswordSchema } from "@/lib/auth/schema";
import { prisma } from "@/lib/db";
import type { AnonymousActor, UserActor } from "@/lib/services/actor";
import { acceptInvite } from "@/lib/services/invites/accept";
import { inviteUser } from "@/lib/services/invites/create";
import { acceptInviteSchema, inviteUserSchema } from "@/lib/services/invites/schema";
import { updateThresholdsSchema } from "@/lib/services/notifications/schema";
import { updateThresholds } from "@/lib/services/notifications/update-thresholds";
import { completeSetup } from "@/lib/services/setup/complete-setup";
import { completeSetupSchema } from "@/lib/services/setup/schema";
import { generateCertificate } from "@/lib/services/signing-certificates/generate";
import { requestCertificate } from "@/lib/services/signing-certificates/request";
import {
  generateCertificateSchema,
  requestCertificateSchema,
  updateCertificateSchema,
  uploadCertificateSchema,
} from "@/lib/services/signing-certificates/schema";
import { updateCertificate } from "@/lib/services/signing-certificates/update";
import { uploadCertificate } from "@/lib/services/signing-certificates/upload";
import { settingsSchema } from "@/lib/services/tenant/schema";
import { updateSettings } from "@/lib/services/tenant/update";
import { changePassword } from "@/lib/services/users/change-password";
import { profileSchema } from "@/lib/services/users/schema";
import { updateProfile } from "@/lib/services/users/update-profile";
import { updateWebhookSchema } from "@/lib/services/webhook/schema";
import { updateWebhook } from "@/lib/services/webhook/update";
import { createActor } from "@/prisma/factories";
import { seedTenant } from "@/prisma/test-world";

const visitor: AnonymousActor = { kind: "anonymous", ip: null, userAgent: null, requestId: "request" };
const ID = "9b2f4c1e-6a3d-4f70-8f1b-2d5c7e9a0b13";
const TOKEN = "A".repeat(43);

let owner: UserActor;
beforeAll(async () => {
  await seedTenant();
  owner = await createActor(prisma, "OWNER");
});

const settings = {
  version: 1,
  name: "",
  enrollmentHost: "https://gateway",
  certificateLifetimeDays: 0,
  viewOrExportDefault: true,
  maximumUpperBound: 0,
  keyLifetimeUpperBoundDays: Number.NaN,
  autoDeleteAfterDays: 4,
  autoDeleteDisabled: false,
};
const subject = { name: " ", description: "", keyAlgorithm: "rsa-512", commonName: "", country: "DEU" };

it.each([
  ["settings", settingsSchema, (input: unknown) => updateSettings(owner, input as never), settings],
  [
    "thresholds of notifications",
    updateThresholdsSchema,
    (input: unknown) => updateThresholds(owner, input as never),
    { version: 1, nearLimitPercent: 0, atLimit: true, expiringDays: 366, refusedAttempts: null, certificateDays: 30 },
  ],
  [
    "webhook",
    updateWebhookSchema,
    (input: unknown) => updateWebhook(owner, input as never),
    { version: 0, url: "http://hooks.example.com", enabled: true, allowPrivate: false, trustedCa: "PEM" },
  ],
  [
    "invite",
    inviteUserSchema,
    (input: unknown) => inviteUser(owner, input as never),
    { email: "nobody", role: "ROOT" },
  ],
  [
    "accept an invite",
    acceptInviteSchema,
    (input: unknown) => acceptInvite(visitor, input as never),
    { token: TOKEN, name: "<b>", password: "short" },
  ],
  [
    "set up",
    completeSetupSchema,
    (input: unknown) => completeSetup(visitor, input as never),
    { token: TOKEN, name: "", email: "nobody", password: "short" },
  ],
  ["profile", profileSchema, (input: unknown) => updateProfile(owner, input as never), { name: "\u202e" }],
  [
    "password",
    changePasswordSchema,
    (input: unknown) => changePassword(owner, input as never),
    { currentPassword: "", newPassword: "short" },
  ],
  [
    "generate a certificate",
    generateCertificateSchema,
    (input: unknown) => generateCertificate(owner, input as never),
    { ...subject, parentId: null, expiresOn: "tomorrow" },
  ],
  [
    "request a certificate",
    requestCertificateSchema,
    (input: unknown) => requestCertificate(owner, input as never),
    subject,
  ],
  [
    "edit a certificate",
    updateCertificateSchema,
    (input: unknown) => updateCertificate(owner, input as never),
    { id: ID, version: 1, name: "a/b", description: "", signingAllowed: true },
  ],
  [
    "upload a certificate",
    uploadCertificateSchema,
    (input: unknown) => uploadCertificate(owner, input as never),
    { id: ID, version: 1, pem: "-----BEGIN PRIVATE KEY-----" },
  ],
])("%s: a request made by hand is refused with what the form says at its fields", async (_, schema, send, input) => {
  const { error } = schema.safeParse(input);
  const said: Record<string, string> = {};
  for (const { path, message } of error?.issues ?? []) said[path.join(".")] ??= message;
  expect(Object.keys(said).length).toBeGreaterThan(0);
  expect(Object.values(said).join(" ")).not.toMatch(/invalid input|expected|received/i);
  await expect(send(input)).rejects.toMatchObject({ code: "invalid", fields: said });
});
