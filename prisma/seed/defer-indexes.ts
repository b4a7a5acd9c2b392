// Filling a table goes many times faster when its indexes are built, and its foreign keys checked, once at the end.
// All of it happens in the transaction of the seed: after a failure everything stands as it stood.

/** Takes down indexes and foreign keys of the key tables, and notes how to make them again. */
export const DROP_INDEXES = `
CREATE TEMP TABLE seed_deferred ON COMMIT DROP AS
  SELECT 1 AS step, format('%s', pg_get_indexdef(i.indexrelid)) AS build, format('DROP INDEX %s', i.indexrelid::regclass) AS remove
  FROM pg_index i
  WHERE i.indrelid IN ('provisioning_keys'::regclass, 'provisioning_key_secrets'::regclass, 'provisioning_key_search'::regclass)
    AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
  UNION ALL
  SELECT 2, format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)),
    format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname)
  FROM pg_constraint c
  WHERE c.contype = 'f' AND c.conrelid IN ('provisioning_keys'::regclass, 'provisioning_key_secrets'::regclass, 'provisioning_key_search'::regclass);
DO $$ DECLARE statement text; BEGIN
  FOR statement IN SELECT remove FROM seed_deferred LOOP EXECUTE statement; END LOOP;
END $$`;

/** Makes them again. */
export const BUILD_INDEXES = `
DO $$ DECLARE statement text; BEGIN
  FOR statement IN SELECT build FROM seed_deferred ORDER BY step, build LOOP EXECUTE statement; END LOOP;
END $$`;
