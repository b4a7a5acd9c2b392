-- Filters and search of the audit log at 1,000,000 events. One index for all of them, because each enrollment writes an event and pays for
-- every index: texts anywhere in actor, target and address, the values of the choices, and the slice of time, by which matches
-- that are all of long ago are reached without reading what is newer. lib/services/audit-log/audit-conditions.ts says the same.

-- Separators as letters, as in join_words(): spelled out, because an index is built with a search path that finds no function of ours.
CREATE FUNCTION audit_text(actor text, target text, ip text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT translate(lower(E'\n' || actor || E'\n' || coalesce(target, '') || E'\n' || coalesce(ip, '') || E'\n'), '-_. ', 'XZJQ') $$;

-- Whole values, each with what it is a value of: they are found by the index alone, with no second look at the row.
CREATE FUNCTION audit_tags(action text, actor_type "AuditActorType", actor text, target_type text, target text, ip text, request text)
  RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT ARRAY['action:' || action, CASE actor_type WHEN 'USER' THEN 'actorType:USER' WHEN 'CONNECTOR' THEN 'actorType:CONNECTOR'
       WHEN 'SYSTEM' THEN 'actorType:SYSTEM' ELSE 'actorType:ANONYMOUS' END, 'actor:' || lower(actor), 'targetType:' || target_type,
       'target:' || lower(target), 'address:' || ip, 'request:' || lower(request)] $$;

-- New entries wait in a list and go in together; a short list keeps both the insert that puts them in and the reads that go through it short.
CREATE INDEX audit_events_found ON audit_events USING gin (
  audit_text(actor_name, target_name, ip) gin_trgm_ops,
  audit_tags(action, actor_type, actor_name, target_type, target_name, ip, request_id),
  (ARRAY[date_bin('240 hours', at, '2000-01-01 00:00:00+00'::timestamptz)])
) WITH (gin_pending_list_limit = 1024);

DROP INDEX "audit_events_action_seq_idx";

-- How many events a name has: the planner knows it of columns, not of what is made of them.
CREATE STATISTICS audit_events_actors ON (lower(actor_name)) FROM audit_events;
CREATE STATISTICS audit_events_targets ON (lower(target_name)) FROM audit_events;
ANALYZE audit_events;
