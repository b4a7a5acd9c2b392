-- How often a key or connector was refused, beside the audit log, which has one row per reason and window of time.
CREATE TABLE "refusal_counts" (
    "target_type" TEXT NOT NULL,
    "target_id" UUID NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "code" TEXT NOT NULL,
    "attempts" BIGINT NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "last_ip" TEXT NOT NULL,

    CONSTRAINT "refusal_counts_pkey" PRIMARY KEY ("target_type", "target_id", "window_start", "code"),
    CONSTRAINT refusal_counts_attempts CHECK (attempts > 0)
-- The current window's rows change every few seconds, and no indexed column of them: with room left they stay in their page.
) WITH (fillfactor = 80);

-- Old windows are deleted, and recent ones read over all keys.
CREATE INDEX "refusal_counts_window_start_idx" ON "refusal_counts"("window_start");
