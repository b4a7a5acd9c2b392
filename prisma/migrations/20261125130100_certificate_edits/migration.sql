-- Who changed a signing certificate last, for the message to whoever edits it at the same time.
ALTER TABLE "signing_certificates"
  ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "updated_by_name" TEXT;
