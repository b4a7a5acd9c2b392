-- Lists by two filters: what the index of one finds, it can judge by the other, without reading a row of the table for each.
-- A use writes an entry into each of these indexes in any case (it changes the count and the last use); now the entry is longer.

DROP INDEX provisioning_keys_created, provisioning_keys_maximum, provisioning_keys_used, provisioning_keys_utilization,
  provisioning_keys_group_name, provisioning_keys_last_used, provisioning_keys_expiry, provisioning_keys_created_by,
  provisioning_keys_status, provisioning_keys_managed;
-- Names are kept in the collation "C", whatever that of the database is: the unique index serves their beginnings too.
DROP INDEX provisioning_keys_name_start;

CREATE INDEX provisioning_keys_created ON provisioning_keys (created_at, id)
  INCLUDE (expiry_order, last_used_at, used, maximum, utilization, standing) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_maximum ON provisioning_keys (maximum, id)
  INCLUDE (created_at, expiry_order, last_used_at, used, utilization, standing) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_used ON provisioning_keys (used, id)
  INCLUDE (created_at, expiry_order, last_used_at, maximum, utilization, standing) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_utilization ON provisioning_keys (utilization, id)
  INCLUDE (created_at, expiry_order, last_used_at, used, maximum, standing) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_group_name ON provisioning_keys (group_name_key, id)
  INCLUDE (created_at, expiry_order, last_used_at, used, maximum, utilization, standing) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_last_used ON provisioning_keys (last_used_at NULLS FIRST, id)
  INCLUDE (created_at, expiry_order, used, maximum, utilization, standing) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_expiry ON provisioning_keys (expiry_order, id)
  INCLUDE (created_at, last_used_at, used, maximum, utilization, standing) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_created_by ON provisioning_keys (created_by_name, id)
  INCLUDE (created_at, expiry_order, last_used_at, used, maximum, utilization, standing) WHERE deleted_at IS NULL;
-- Status: three standings, each split by the clock.
CREATE INDEX provisioning_keys_status ON provisioning_keys (standing, expiry_order, id)
  INCLUDE (created_at, last_used_at, used, maximum, utilization) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_managed ON provisioning_keys (id)
  INCLUDE (created_at, expiry_order, last_used_at, used, maximum, utilization, standing)
  WHERE deleted_at IS NULL AND managed_by IS NOT NULL;

-- Keys that a use does not leave behind: used without a time, a time without a use, used before they were created. There are
-- hardly any, and that these indexes are all but empty is what they are for: a list that asks for such keys ends at once.
CREATE INDEX provisioning_keys_used_undated ON provisioning_keys (used, id)
  INCLUDE (created_at, expiry_order, last_used_at, maximum, utilization, standing)
  WHERE deleted_at IS NULL AND last_used_at IS NULL AND used > 0;
CREATE INDEX provisioning_keys_unused_dated ON provisioning_keys (last_used_at, id)
  INCLUDE (created_at, expiry_order, used, maximum, utilization, standing)
  WHERE deleted_at IS NULL AND last_used_at IS NOT NULL AND used < 1;
CREATE INDEX provisioning_keys_used_before_created ON provisioning_keys (created_at, id)
  INCLUDE (expiry_order, last_used_at, used, maximum, utilization, standing)
  WHERE deleted_at IS NULL AND last_used_at < created_at;

-- A page of a list takes milliseconds: starting workers for it costs more than they save, and takes the processors from other requests.
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET max_parallel_workers_per_gather = 0', current_database());
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'max_parallel_workers_per_gather was left as it is';
END $$;
