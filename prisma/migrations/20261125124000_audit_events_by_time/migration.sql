-- The audit log is read, paged and filtered by time. Rows arrive in that order: only the right edge of the index is written.
CREATE INDEX "audit_events_at_seq_idx" ON "audit_events"("at", "seq");
