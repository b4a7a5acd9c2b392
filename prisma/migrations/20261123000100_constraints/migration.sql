-- The last line behind the services: what no code path, old or new, may bring about.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- One tenant.
ALTER TABLE tenants
  ADD CONSTRAINT tenants_one CHECK (singleton),
  ADD CONSTRAINT tenants_certificate_lifetime CHECK (certificate_lifetime_days BETWEEN 1 AND 3650),
  ADD CONSTRAINT tenants_auto_delete CHECK (auto_delete_after_days >= 5),
  ADD CONSTRAINT tenants_maximum_upper_bound CHECK (maximum_upper_bound BETWEEN 1 AND 1000000000),
  ADD CONSTRAINT tenants_key_lifetime_upper_bound CHECK (key_lifetime_upper_bound_days >= 1);

-- Names: what lib/services/name.ts allows, as far as SQL can say it.
ALTER TABLE provisioning_keys
  ADD CONSTRAINT provisioning_keys_name CHECK (char_length(name) BETWEEN 1 AND 240 AND name = btrim(name)),
  ADD CONSTRAINT provisioning_keys_maximum CHECK (maximum BETWEEN 1 AND 1000000000),
  ADD CONSTRAINT provisioning_keys_used CHECK (used >= 0),
  ADD CONSTRAINT provisioning_keys_managed CHECK ((managed_by IS NULL) = (managed_reason IS NULL)),
  ADD CONSTRAINT provisioning_keys_purged CHECK (purged_at IS NULL OR deleted_at IS NOT NULL);
ALTER TABLE connector_groups
  ADD CONSTRAINT connector_groups_name CHECK (char_length(name) BETWEEN 1 AND 240 AND name = btrim(name)),
  ADD CONSTRAINT connector_groups_latitude CHECK (latitude BETWEEN -90 AND 90),
  ADD CONSTRAINT connector_groups_longitude CHECK (longitude BETWEEN -180 AND 180),
  ADD CONSTRAINT connector_groups_update_day CHECK (update_day BETWEEN 0 AND 6),
  ADD CONSTRAINT connector_groups_update_minute CHECK (update_minute BETWEEN 0 AND 1425 AND update_minute % 15 = 0);
ALTER TABLE signing_certificates
  ADD CONSTRAINT signing_certificates_name CHECK (char_length(name) BETWEEN 1 AND 240 AND name = btrim(name)),
  ADD CONSTRAINT signing_certificates_issued CHECK (certificate IS NOT NULL OR csr IS NOT NULL);

-- A deleted key frees its name at once.
CREATE UNIQUE INDEX provisioning_keys_name_key ON provisioning_keys (name_key) WHERE deleted_at IS NULL;

-- A key has one current secret; replaced ones carry the end of their grace period.
CREATE UNIQUE INDEX provisioning_key_secrets_current ON provisioning_key_secrets (key_id) WHERE valid_until IS NULL;
ALTER TABLE provisioning_key_secrets
  ADD CONSTRAINT provisioning_key_secrets_digest CHECK (octet_length(digest) = 32),
  ADD CONSTRAINT provisioning_key_secrets_fingerprint CHECK (fingerprint ~ '^[0-9a-f]{16}$');

ALTER TABLE connector_certificates
  ADD CONSTRAINT connector_certificates_serial CHECK (serial ~ '^[0-9a-f]{32}$'),
  ADD CONSTRAINT connector_certificates_order CHECK (not_before < not_after);
ALTER TABLE connector_public_keys
  ADD CONSTRAINT connector_public_keys_spki CHECK (octet_length(spki_sha256) = 32);
ALTER TABLE enrollments
  ADD CONSTRAINT enrollments_spki CHECK (octet_length(spki_sha256) = 32),
  ADD CONSTRAINT enrollments_ordinal CHECK (ordinal >= 1);

-- Search over name, group and fingerprint reads one column.
ALTER TABLE provisioning_keys ADD COLUMN search_text text
  GENERATED ALWAYS AS (name_key || chr(10) || group_name_key || chr(10) || fingerprints) STORED;
CREATE INDEX provisioning_keys_search ON provisioning_keys USING gin (search_text gin_trgm_ops) WHERE deleted_at IS NULL;

-- A use past the maximum, and a counter that comes down, are refused whatever statement tries it.
CREATE FUNCTION guard_key_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.used < OLD.used THEN
    RAISE EXCEPTION 'the count of key % never comes down', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.maximum IS NOT NULL AND NEW.used > NEW.maximum THEN
    RAISE EXCEPTION 'key % has no use left', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER provisioning_keys_count BEFORE UPDATE OF used ON provisioning_keys
  FOR EACH ROW WHEN (NEW.used IS DISTINCT FROM OLD.used) EXECUTE FUNCTION guard_key_count();

-- View or Export: off is final, and off means that no ciphertext exists.
CREATE FUNCTION guard_view_or_export() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.view_or_export AND NOT OLD.view_or_export THEN
    RAISE EXCEPTION 'View or Export of key % was turned off for good', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  UPDATE provisioning_key_secrets SET ciphertext = NULL WHERE key_id = NEW.id AND ciphertext IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER provisioning_keys_view_or_export AFTER UPDATE OF view_or_export ON provisioning_keys
  FOR EACH ROW WHEN (NEW.view_or_export IS DISTINCT FROM OLD.view_or_export) EXECUTE FUNCTION guard_view_or_export();

CREATE FUNCTION guard_hidden_secret() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT view_or_export FROM provisioning_keys WHERE id = NEW.key_id) THEN
    RAISE EXCEPTION 'key % is hidden: its secret is not stored', NEW.key_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER provisioning_key_secrets_hidden BEFORE INSERT OR UPDATE OF ciphertext ON provisioning_key_secrets
  FOR EACH ROW WHEN (NEW.ciphertext IS NOT NULL) EXECUTE FUNCTION guard_hidden_secret();

-- Every issuer has a CRL row from its first moment, and each revocation marks it: whoever revokes holds the row until
-- its transaction ends, and whoever signs the list again locks the row first, so that no revocation is missed.
CREATE FUNCTION add_revocation_list() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO certificate_revocation_lists (signing_certificate_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER signing_certificates_revocation_list AFTER INSERT ON signing_certificates
  FOR EACH ROW EXECUTE FUNCTION add_revocation_list();

CREATE FUNCTION mark_revocation_list() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE certificate_revocation_lists SET stale = true
   WHERE signing_certificate_id IN (
     SELECT n.signing_certificate_id FROM changed n JOIN original o USING (serial)
      WHERE n.revoked_at IS DISTINCT FROM o.revoked_at);
  RETURN NULL;
END $$;
CREATE TRIGGER connector_certificates_revoked AFTER UPDATE ON connector_certificates
  REFERENCING OLD TABLE AS original NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION mark_revocation_list();
