-- Lists of keys at 1,000,000 rows: what is sorted, filtered and searched, stored and indexed.

-- Searched text stands beside the key. A use writes a new version of the key's row into every index of its table;
-- trigram indexes, the dear ones, are not among them.
CREATE TABLE "provisioning_key_search" (
    "key_id" UUID NOT NULL,
    "name_key" TEXT NOT NULL,
    "search_text" TEXT NOT NULL,

    CONSTRAINT "provisioning_key_search_pkey" PRIMARY KEY ("key_id")
);
ALTER TABLE "provisioning_key_search" ADD CONSTRAINT "provisioning_key_search_key_id_fkey"
  FOREIGN KEY ("key_id") REFERENCES "provisioning_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DROP INDEX provisioning_keys_search;
ALTER TABLE provisioning_keys
  -- The part of the status that no clock changes. Stored, not computed in an index: as long as it stays the same, so does its index entry.
  ADD COLUMN standing text GENERATED ALWAYS AS
    (CASE WHEN NOT (enabled AND group_enabled) THEN 'disabled' WHEN used >= maximum THEN 'exhausted' ELSE 'usable' END) STORED,
  -- Never is later than any expiry, so that "not before" is one range of an index.
  ADD COLUMN expiry_order timestamptz(3) GENERATED ALWAYS AS
    (COALESCE(expires_at, '9999-12-31 00:00:00+00'::timestamptz(3))) STORED,
  -- Whole per cent of the maximum, rounded down; null = Unlimited.
  ADD COLUMN utilization integer GENERATED ALWAYS AS
    (CASE WHEN maximum > 0 THEN LEAST(used::bigint * 100 / maximum, 1000000)::integer END) STORED;

INSERT INTO provisioning_key_search (key_id, name_key, search_text)
SELECT id, name_key, search_text FROM provisioning_keys WHERE deleted_at IS NULL;

CREATE INDEX "provisioning_key_search_name_key_idx" ON "provisioning_key_search" USING GIN ("name_key" gin_trgm_ops);
CREATE INDEX "provisioning_key_search_search_text_idx" ON "provisioning_key_search" USING GIN ("search_text" gin_trgm_ops);
-- Estimates for "contains" read the histogram: a finer one tells rare texts from frequent ones.
ALTER TABLE provisioning_key_search ALTER COLUMN name_key SET STATISTICS 1000;
ALTER TABLE provisioning_key_search ALTER COLUMN search_text SET STATISTICS 1000;
ALTER TABLE provisioning_keys ALTER COLUMN name_key SET STATISTICS 1000;
ALTER TABLE provisioning_keys ALTER COLUMN group_name_key SET STATISTICS 1000;
ALTER TABLE provisioning_keys ALTER COLUMN search_text SET STATISTICS 1000;

CREATE INDEX "provisioning_key_secrets_fingerprint_idx" ON "provisioning_key_secrets"("fingerprint");

-- A deleted key is not searched. Neither trigger fires for a use: it sets none of these columns.
CREATE FUNCTION add_key_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO provisioning_key_search (key_id, name_key, search_text)
  SELECT id, name_key, search_text FROM added WHERE deleted_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER provisioning_keys_search_added AFTER INSERT ON provisioning_keys
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_key_search();

CREATE FUNCTION change_key_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.deleted_at IS NOT NULL THEN
    DELETE FROM provisioning_key_search WHERE key_id = NEW.id;
  ELSE
    INSERT INTO provisioning_key_search (key_id, name_key, search_text) VALUES (NEW.id, NEW.name_key, NEW.search_text)
    ON CONFLICT (key_id) DO UPDATE SET name_key = excluded.name_key, search_text = excluded.search_text;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER provisioning_keys_search_changed
  AFTER UPDATE OF name_key, group_name_key, fingerprints, deleted_at ON provisioning_keys
  FOR EACH ROW WHEN (NEW.search_text IS DISTINCT FROM OLD.search_text OR NEW.deleted_at IS DISTINCT FROM OLD.deleted_at)
  EXECUTE FUNCTION change_key_search();

-- Orders, each ending in the id; read backwards they are the descending ones. The name is unique already.
CREATE INDEX provisioning_keys_created ON provisioning_keys (created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_maximum ON provisioning_keys (maximum, id) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_used ON provisioning_keys (used, id) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_utilization ON provisioning_keys (utilization, id) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_group_name ON provisioning_keys (group_name_key, id) WHERE deleted_at IS NULL;
-- With created_at, so that what these find can be put in the usual order without reading the rows.
CREATE INDEX provisioning_keys_last_used ON provisioning_keys (last_used_at NULLS FIRST, id) INCLUDE (created_at)
  WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_expiry ON provisioning_keys (expiry_order, id) INCLUDE (created_at) WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_created_by ON provisioning_keys (created_by_name, id) WHERE deleted_at IS NULL;
-- Status: three standings, each split by the clock.
CREATE INDEX provisioning_keys_status ON provisioning_keys (standing, expiry_order) INCLUDE (created_at, id)
  WHERE deleted_at IS NULL;
CREATE INDEX provisioning_keys_managed ON provisioning_keys (id) WHERE deleted_at IS NULL AND managed_by IS NOT NULL;
-- Beginnings of names, whatever the collation of the database.
CREATE INDEX provisioning_keys_name_start ON provisioning_keys (name_key text_pattern_ops) WHERE deleted_at IS NULL;

-- The planner's defaults are for disks with heads: it would read whole tables where an index finds a few thousand rows, and compile
-- queries for longer than they run. Where the owner may not set this, the database's own settings stand.
DO $$ BEGIN
  EXECUTE format('ALTER DATABASE %I SET random_page_cost = 1.1', current_database());
  EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'random_page_cost and jit were left as they are';
END $$;

-- Uses leave dead row versions behind: clean up early, so that counting reads indexes only.
ALTER TABLE provisioning_keys SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02, fillfactor = 90);
