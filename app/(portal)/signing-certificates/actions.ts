"use server";

import { action } from "@/lib/http/action";
import { generateCertificate } from "@/lib/services/signing-certificates/generate";
import { countCertificates } from "@/lib/services/signing-certificates/list-tree";
import { removeCertificate } from "@/lib/services/signing-certificates/remove";
import { requestCertificate } from "@/lib/services/signing-certificates/request";
import { updateCertificate } from "@/lib/services/signing-certificates/update";
import { uploadCertificate } from "@/lib/services/signing-certificates/upload";

export const generateCertificateAction = action(generateCertificate);

export const requestCertificateAction = action(requestCertificate);

export const uploadCertificateAction = action(uploadCertificate);

export const updateCertificateAction = action(updateCertificate);

export const removeCertificateAction = action(removeCertificate);

export const countCertificatesAction = action(countCertificates);
