-- Texts anywhere in a name, group or fingerprint, at 1,000,000 keys: also those whose parts are frequent and those that only
-- the oldest keys hold.

DROP INDEX "provisioning_key_search_name_key_idx", "provisioning_key_search_search_text_idx";
TRUNCATE provisioning_key_search;
ALTER TABLE provisioning_key_search ADD COLUMN "created_at" TIMESTAMPTZ(3) NOT NULL;

-- A trigram index splits texts at whatever is no letter or digit, and so cannot tell "fra1-fra1" from "fra1". Searched texts are folded
-- to small letters: four capitals stand for what separates words in names. lib/services/provisioning-keys/search.ts says the same.
CREATE FUNCTION join_words(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
  $$ SELECT translate(words, '-_. ', 'XZJQ') $$;

INSERT INTO provisioning_key_search (key_id, name_key, search_text, created_at)
SELECT id, join_words(name_key), join_words(search_text), created_at FROM provisioning_keys WHERE deleted_at IS NULL
ORDER BY created_at;

-- With the slice of time in which a key was created: newest first, slices without a match are passed over by the index alone.
CREATE INDEX provisioning_key_search_names ON provisioning_key_search USING gin
  (name_key gin_trgm_ops, (ARRAY[date_bin('720 hours', created_at, '2000-01-01 00:00:00+00'::timestamptz)]));
CREATE INDEX provisioning_key_search_texts ON provisioning_key_search USING gin
  (search_text gin_trgm_ops, (ARRAY[date_bin('720 hours', created_at, '2000-01-01 00:00:00+00'::timestamptz)]));

CREATE OR REPLACE FUNCTION add_key_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO provisioning_key_search (key_id, name_key, search_text, created_at)
  SELECT id, join_words(name_key), join_words(search_text), created_at FROM added WHERE deleted_at IS NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION change_key_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.deleted_at IS NOT NULL THEN
    DELETE FROM provisioning_key_search WHERE key_id = NEW.id;
  ELSE
    INSERT INTO provisioning_key_search (key_id, name_key, search_text, created_at)
    VALUES (NEW.id, join_words(NEW.name_key), join_words(NEW.search_text), NEW.created_at)
    ON CONFLICT (key_id) DO UPDATE
      SET name_key = excluded.name_key, search_text = excluded.search_text, created_at = excluded.created_at;
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER provisioning_keys_search_changed ON provisioning_keys;
CREATE TRIGGER provisioning_keys_search_changed
  AFTER UPDATE OF name_key, group_name_key, fingerprints, created_at, deleted_at ON provisioning_keys
  FOR EACH ROW WHEN (NEW.search_text IS DISTINCT FROM OLD.search_text OR NEW.deleted_at IS DISTINCT FROM OLD.deleted_at
    OR NEW.created_at IS DISTINCT FROM OLD.created_at)
  EXECUTE FUNCTION change_key_search();

-- Estimates of the new texts: without them the first lists after this are slow.
ANALYZE provisioning_key_search;
