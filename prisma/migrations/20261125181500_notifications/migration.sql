-- What administrators are told without looking for it, in the portal and by webhook (docs/decisions/025).

-- What is the case now and was told already: one row per kind, target and stage, so that nothing is told twice. The row goes
-- when it is no longer the case; when it comes again, so does the notification.
CREATE TABLE "notification_conditions" (
    "kind" TEXT NOT NULL,
    "target_id" UUID NOT NULL,
    "stage" INTEGER NOT NULL DEFAULT 0,
    "since" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "notification_conditions_pkey" PRIMARY KEY ("kind", "target_id", "stage")
);
CREATE INDEX "notification_conditions_since_idx" ON "notification_conditions"("since");

CREATE TABLE "notifications" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "seq" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "target_type" TEXT,
    "target_id" UUID,
    "target_name" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id"),
    CONSTRAINT notifications_count CHECK (count >= 1),
    CONSTRAINT notifications_target CHECK ((target_type IS NULL) = (target_id IS NULL))
);
CREATE UNIQUE INDEX "notifications_seq_key" ON "notifications"("seq");
CREATE INDEX "notifications_kind_seq_idx" ON "notifications"("kind", "seq" DESC);
CREATE INDEX "notifications_created_at_idx" ON "notifications"("created_at");

-- Read by one person, of those above their mark.
CREATE TABLE "notification_reads" (
    "user_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,

    CONSTRAINT "notification_reads_pkey" PRIMARY KEY ("user_id", "seq"),
    CONSTRAINT "notification_reads_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "notification_reads_seq_fkey" FOREIGN KEY ("seq") REFERENCES "notifications"("seq") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "notification_reads_seq_idx" ON "notification_reads"("seq");
-- Everything up to here is read; what is older than the user never was theirs to read.
ALTER TABLE "users" ADD COLUMN "notifications_read_up_to" BIGINT NOT NULL DEFAULT 0;

-- What is told, and from when on; null is not at all.
CREATE TABLE "notification_settings" (
    "singleton" BOOLEAN NOT NULL DEFAULT true,
    "near_limit_percent" INTEGER DEFAULT 80,
    "at_limit" BOOLEAN NOT NULL DEFAULT true,
    "expiring_days" INTEGER DEFAULT 14,
    "refused_attempts" INTEGER DEFAULT 100,
    "certificate_days" INTEGER DEFAULT 30,
    "disconnected_minutes" INTEGER DEFAULT 5,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_name" TEXT,

    CONSTRAINT "notification_settings_pkey" PRIMARY KEY ("singleton"),
    CONSTRAINT notification_settings_one CHECK (singleton),
    CONSTRAINT notification_settings_ranges CHECK (near_limit_percent BETWEEN 1 AND 99 AND expiring_days BETWEEN 1 AND 365
      AND refused_attempts BETWEEN 1 AND 1000000 AND certificate_days BETWEEN 1 AND 365 AND disconnected_minutes BETWEEN 1 AND 10080)
);
INSERT INTO "notification_settings" DEFAULT VALUES;

-- How far the audit log was followed, and since when without a break.
CREATE TABLE "notification_progress" (
    "singleton" BOOLEAN NOT NULL DEFAULT true,
    "floor_seq" BIGINT NOT NULL DEFAULT 0,
    "newest_seq" BIGINT NOT NULL DEFAULT 0,
    "checked_at" TIMESTAMPTZ(3),
    "watching_since" TIMESTAMPTZ(3),
    "whole_at" TIMESTAMPTZ(3),
    "settings_version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "notification_progress_pkey" PRIMARY KEY ("singleton"),
    CONSTRAINT notification_progress_one CHECK (singleton)
);
INSERT INTO "notification_progress" DEFAULT VALUES;

-- Where notifications are sent. The address may hold a token, so it is sealed like the secret.
CREATE TABLE "webhooks" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "singleton" BOOLEAN NOT NULL DEFAULT true,
    "sealed_url" BYTEA NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "allow_private" BOOLEAN NOT NULL DEFAULT false,
    "trusted_ca" TEXT,
    "sealed_secret" BYTEA NOT NULL,
    "sealed_previous_secret" BYTEA,
    "previous_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_name" TEXT,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id"),
    CONSTRAINT webhooks_one CHECK (singleton),
    CONSTRAINT webhooks_previous CHECK ((sealed_previous_secret IS NULL) = (previous_until IS NULL))
);
CREATE UNIQUE INDEX "webhooks_singleton_key" ON "webhooks"("singleton");

CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "seq" BIGSERIAL NOT NULL,
    "notification_id" UUID,
    "event" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    -- While an attempt is under way: when it is given up and may be taken over.
    "next_try_at" TIMESTAMPTZ(3),
    "claim" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "webhook_deliveries_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT webhook_deliveries_state CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')),
    CONSTRAINT webhook_deliveries_waits CHECK ((state = 'waiting') = (next_try_at IS NOT NULL))
);
CREATE UNIQUE INDEX "webhook_deliveries_seq_key" ON "webhook_deliveries"("seq");
CREATE INDEX "webhook_deliveries_created_at_idx" ON "webhook_deliveries"("created_at");
CREATE INDEX "webhook_deliveries_notification_id_idx" ON "webhook_deliveries"("notification_id");
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_try_at) WHERE state = 'waiting';

CREATE TABLE "webhook_attempts" (
    "delivery_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "milliseconds" INTEGER NOT NULL,
    "status" INTEGER,
    "error" TEXT,
    "answer" TEXT,
    "address" TEXT,
    "shown_url" TEXT NOT NULL,

    CONSTRAINT "webhook_attempts_pkey" PRIMARY KEY ("delivery_id", "number"),
    CONSTRAINT "webhook_attempts_delivery_id_fkey" FOREIGN KEY ("delivery_id") REFERENCES "webhook_deliveries"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
