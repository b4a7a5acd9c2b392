-- Search and filters of the list of connectors at some 100,000 rows. A report writes most of these columns, but with the values that
-- they have already, and then it stays within its page and enters no index; what changes with each report, the time, stands in none.
CREATE INDEX connectors_found ON connectors USING gin (
  lower(hostname) gin_trgm_ops,
  (COALESCE(public_ip, '') || ' ' || COALESCE(private_ip, '')) gin_trgm_ops,
  lower(software_version) gin_trgm_ops,
  lower(platform) gin_trgm_ops
) WHERE deleted_at IS NULL;

-- The few among many.
CREATE INDEX connectors_disabled ON connectors (id) WHERE deleted_at IS NULL AND NOT enabled;
CREATE INDEX connectors_revoked ON connectors (id) WHERE deleted_at IS NULL AND revoked_at IS NOT NULL;
