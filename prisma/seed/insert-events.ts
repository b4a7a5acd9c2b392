// Statements that make audit events in bulk: random, but of the shape that real ones have. Most are enrollments; people come and
// go, and so do their names; the oldest come first, as in a log that grew.

/** What the events are about: some of the keys, and the people who use the portal, with the part of the time in which they did. */
export const PREPARE_EVENTS = `
CREATE TEMP TABLE seed_targets ON COMMIT DROP AS
  SELECT row_number() OVER () - 1 AS at, id, name FROM (SELECT id, name FROM provisioning_keys WHERE deleted_at IS NULL LIMIT 20000) AS k;
CREATE UNIQUE INDEX ON seed_targets (at);
CREATE TEMP TABLE seed_people ON COMMIT DROP AS
  SELECT row_number() OVER () - 1 AS at, gen_random_uuid() AS id, name, since, until
  FROM (VALUES ('Ada Brandt', 0.0, 1.0), ('Bruno Costa', 0.0, 0.3), ('Chen Wei', 0.1, 1.0), ('Dana Levi', 0.0, 1.0), ('Emil Novak', 0.3, 0.6),
    ('Fatima Noor', 0.2, 1.0), ('Greta Olsen', 0.0, 0.9), ('Hiro Tanaka', 0.5, 1.0), ('Ines Duarte', 0.0, 1.0), ('Jonas Meyer', 0.95, 1.0),
    ('Kavya Rao', 0.0, 0.1), ('terraform', 0.4, 1.0)) AS people (name, since, until);
CREATE UNIQUE INDEX ON seed_people (at);
ANALYZE seed_targets; ANALYZE seed_people`;

/** Adds the events number $1 to $2 of $3 in all. */
export const INSERT_EVENTS = `
WITH sized AS MATERIALIZED (SELECT (SELECT count(*) FROM seed_targets) AS targets, (SELECT count(*) FROM seed_people) AS people),
drawn AS MATERIALIZED (
  SELECT n, random() AS a, random() AS b, random() AS c, now() - interval '3 years' * ((($3::float - n) / $3) ^ 1.3) AS at, n::float / $3 AS age,
    floor(targets * random() ^ 2)::bigint AS target_at, floor(people * random())::bigint AS person_at
  FROM generate_series($1::int, $2::int) AS n, sized
), told AS (
  SELECT d.*, t.id AS key_id, t.name AS key_name, p.id AS person_id, p.name AS person,
    CASE WHEN a < 0.70 THEN 'enrollment.accepted' WHEN a < 0.74 THEN 'enrollment.refused' WHEN a < 0.75 THEN 'key.limit_reached'
      WHEN age < p.since OR age > p.until THEN 'enrollment.accepted'
      WHEN a < 0.82 THEN 'user.signed_in' WHEN a < 0.84 THEN 'user.signed_out' WHEN a < 0.845 THEN 'user.sign_in_failed'
      WHEN a < 0.88 THEN 'key.revealed' WHEN a < 0.92 THEN 'key.copied' WHEN a < 0.94 THEN 'key.downloaded'
      WHEN a < 0.96 THEN 'key.created' WHEN a < 0.985 THEN 'key.edited' WHEN a < 0.9899 THEN 'key.deleted'
      WHEN a < 0.99 THEN 'settings.edited' ELSE 'key.maximum_raised' END AS action
  FROM drawn d JOIN seed_targets t ON t.at = d.target_at JOIN seed_people p ON p.at = d.person_at
), judged AS (
  SELECT *, CASE WHEN action IN ('enrollment.accepted', 'key.limit_reached') THEN 'CONNECTOR'
      WHEN action IN ('enrollment.refused', 'user.sign_in_failed') THEN 'ANONYMOUS' ELSE 'USER' END AS actor_type,
    CASE WHEN action = 'user.sign_in_failed' THEN 'user' WHEN action LIKE 'user.%' THEN 'session'
      WHEN action = 'settings.edited' THEN 'tenant' ELSE 'provisioning_key' END AS target_type
  FROM told
)
INSERT INTO audit_events (at, actor_type, actor_id, actor_name, ip, user_agent, request_id, action, target_type, target_id, target_name, before, after)
SELECT at, actor_type::"AuditActorType", CASE actor_type WHEN 'USER' THEN person_id WHEN 'CONNECTOR' THEN gen_random_uuid() END,
  CASE actor_type WHEN 'USER' THEN person WHEN 'CONNECTOR' THEN key_name || '-' || n ELSE 'Anonymous' END,
  CASE WHEN b < 0.05 THEN '2001:db8::' || to_hex((c * 65535)::int) WHEN actor_type = 'USER' THEN '203.0.113.' || (c * 40)::int
    ELSE '10.' || (b * 30)::int || '.' || (c * 255)::int || '.' || n % 255 END,
  CASE actor_type WHEN 'USER' THEN 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36' ELSE 'latchkey-connector/0.1.0' END,
  gen_random_uuid()::text, action, target_type,
  CASE target_type WHEN 'provisioning_key' THEN key_id WHEN 'user' THEN person_id ELSE gen_random_uuid() END,
  CASE target_type WHEN 'provisioning_key' THEN key_name WHEN 'tenant' THEN 'Portal' ELSE person END,
  CASE WHEN action IN ('key.edited', 'key.maximum_raised') THEN jsonb_build_object('maximum', (b * 50)::int) END,
  CASE WHEN action = 'enrollment.accepted' THEN jsonb_build_object('connectorName', key_name || '-' || n, 'state', 'active', 'use', (b * 100)::int, 'maximum', 100)
    WHEN action = 'enrollment.refused' THEN jsonb_build_object('reason', 'key_exhausted')
    WHEN action IN ('key.edited', 'key.maximum_raised') THEN jsonb_build_object('maximum', 50 + (c * 50)::int) END
FROM judged ORDER BY n`;
