-- Invites get an id that may be listed and put into addresses: the digest of a token may not. No release has written any.
DELETE FROM user_invites;
ALTER TABLE user_invites
  DROP CONSTRAINT user_invites_pkey,
  ADD COLUMN id UUID NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN email_key TEXT NOT NULL,
  ADD CONSTRAINT user_invites_pkey PRIMARY KEY (id);
CREATE UNIQUE INDEX user_invites_digest_key ON user_invites (digest);
CREATE INDEX user_invites_invited_by_id_idx ON user_invites (invited_by_id);
-- One address has one open invite at most, however many owners invite it at once.
CREATE UNIQUE INDEX user_invites_open ON user_invites (email_key) WHERE used_at IS NULL;

-- Who saved the settings last: the other side of a conflict is told.
ALTER TABLE tenants ADD COLUMN updated_by_name TEXT;
ALTER TABLE tenants ADD CONSTRAINT tenants_name CHECK (name <> '');
