"use server";

import { action } from "@/lib/http/action";
import { updateThresholds } from "@/lib/services/notifications/update-thresholds";
import { makeSecret } from "@/lib/services/webhook/make-secret";
import { removeWebhook } from "@/lib/services/webhook/remove";
import { sendAgain, sendTest } from "@/lib/services/webhook/send-now";
import { updateWebhook } from "@/lib/services/webhook/update";

export const updateThresholdsAction = action(updateThresholds);
export const updateWebhookAction = action(updateWebhook);
export const makeSecretAction = action(makeSecret);
export const removeWebhookAction = action(removeWebhook);
export const sendTestAction = action(sendTest);
export const sendAgainAction = action(sendAgain);
