-- What the page of a key tells of it: who saw its string, and how its limit changed. Beside these the log has a row for every
-- enrollment with the key; those are left out, so that enrolling does not pay for the index.
CREATE INDEX audit_events_of_key ON audit_events (target_id, seq)
  WHERE action IN ('key.created', 'key.edited', 'key.rotated', 'key.revealed', 'key.copied', 'key.downloaded');

-- How many of the App Connectors of a key were deleted.
CREATE INDEX connectors_deleted_of_key ON connectors (key_id) WHERE deleted_at IS NOT NULL;
