-- Keys that can be restored, latest first, and those that are due to be purged.
CREATE INDEX provisioning_keys_deleted ON provisioning_keys (deleted_at, id) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;
