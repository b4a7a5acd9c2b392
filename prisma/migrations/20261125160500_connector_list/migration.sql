-- The list of connectors at some 100,000 rows: what a row is filtered and sorted by stands in the row itself.
ALTER TABLE "connectors" ADD COLUMN "certificate_not_after" TIMESTAMPTZ(3);
UPDATE "connectors" c SET "certificate_not_after" =
  (SELECT max(x.not_after) FROM connector_certificates x WHERE x.connector_id = c.id);

-- End of the newest certificate. Enrollment and renewal write it themselves, in the row they write anyway.
CREATE FUNCTION note_certificate_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE connectors SET certificate_not_after = NEW.not_after
   WHERE id = NEW.connector_id AND (certificate_not_after IS NULL OR certificate_not_after < NEW.not_after);
  RETURN NULL;
END $$;
CREATE TRIGGER connector_certificates_end AFTER INSERT ON connector_certificates
  FOR EACH ROW EXECUTE FUNCTION note_certificate_end();

-- None of these columns changes with a report.
CREATE INDEX connectors_name ON connectors (name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX connectors_name_found ON connectors USING gin (name_key gin_trgm_ops) WHERE deleted_at IS NULL;
CREATE INDEX connectors_enrolled ON connectors (enrolled_at, id) WHERE deleted_at IS NULL;
CREATE INDEX connectors_certificate_end ON connectors (certificate_not_after, id) WHERE deleted_at IS NULL;
CREATE INDEX connectors_pending ON connectors (id) WHERE deleted_at IS NULL AND state = 'PENDING';
