// Statements that make keys in bulk: random, but of the shape that real ones have. Old keys come first, as in a table
// that grew; most are hardly used, some are full; expiry and last use follow creation.

/** Adds groups. $1: how many; $2: number of the first. */
export const INSERT_GROUPS = `
INSERT INTO connector_groups (name, name_key, enabled, location, description, created_at)
SELECT name, lower(name), random() > 0.03, city, '', now() - interval '3 years'
FROM generate_series($2::int, $2::int + $1::int - 1) AS n,
  LATERAL (SELECT (ARRAY['Amsterdam','Athens','Bogota','Cape Town','Dallas','Dubai','Frankfurt','Hamburg','Jakarta','Kyiv','Lagos',
    'Lisbon','London','Lyon','Madrid','Mumbai','Nairobi','Oregon','Osaka','Oslo','Paris','Perth','Quito','Rotterdam','Seoul',
    'Singapore','Stockholm','Sydney','Tokyo','Toronto','Vienna','Warsaw'])[1 + n % 32] AS city,
    (ARRAY['Data Center','Branch','EKS','AKS','Plant','Warehouse','Campus'])[1 + n % 7] AS kind) AS place,
  LATERAL (SELECT city || ' ' || kind || ' ' || n AS name) AS named`;

/** What a batch of keys is bound to: the groups made by the seed and the certificates that can sign for connectors. */
export const PREPARE_KEYS = `
CREATE TEMP TABLE seed_groups ON COMMIT DROP AS
  SELECT row_number() OVER (ORDER BY created_at, name_key) - 1 AS at, id, name, name_key, enabled FROM connector_groups;
CREATE UNIQUE INDEX ON seed_groups (at);
CREATE TEMP TABLE seed_certificates ON COMMIT DROP AS
  SELECT row_number() OVER (ORDER BY name_key) - 1 AS at, id FROM signing_certificates
  WHERE kind = 'INTERMEDIATE' AND signing_allowed AND certificate IS NOT NULL;
ANALYZE seed_groups`;

/** Adds the keys number $1 to $2 of $3 in all, with a secret each that nobody knows. */
export const INSERT_KEYS = `
WITH sized AS MATERIALIZED (
  SELECT (SELECT count(*) FROM seed_groups) AS groups, (SELECT count(*) FROM seed_certificates) AS certificates
), drawn AS MATERIALIZED (
  SELECT n, random() AS a, random() AS b, random() AS c, random() AS d, random() AS e,
    now() - interval '3 years' * ((($3::float - n) / $3) ^ 1.3) - interval '6 hours' * random() AS created,
    (groups * random() ^ 2)::int % groups AS group_at, CASE WHEN random() < 0.9 THEN 0 ELSE (random() * 1000)::int END % certificates AS certificate_at
  FROM generate_series($1::int, $2::int) AS n, sized
), limited AS MATERIALIZED (
  SELECT *, CASE WHEN a < 0.1 THEN NULL
    ELSE (ARRAY[1,1,2,3,5,5,8,10,10,10,20,24,25,30,50,50,100,150,200,500,1000,5000])[1 + (b * 21)::int] END AS maximum
  FROM drawn
), counted AS MATERIALIZED (
  SELECT *, CASE WHEN c < 0.3 THEN 0
    WHEN c < 0.42 AND maximum IS NOT NULL THEN maximum
    WHEN c < 0.425 AND maximum > 1 THEN maximum + (d * 20)::int
    ELSE floor(COALESCE(maximum, 3000) * d * d)::int END AS used
  FROM limited
), keys AS (
  INSERT INTO provisioning_keys (name, name_key, maximum, used, enabled, expires_at, view_or_export, group_id, group_name,
    group_name_key, group_enabled, signing_certificate_id, fingerprints, managed_by, managed_reason, created_by_name,
    created_at, updated_at, last_used_at)
  SELECT k.name, lower(k.name), k.maximum, k.used, k.e > 0.04,
    CASE WHEN k.b < 0.45 THEN NULL ELSE k.created + interval '1 day' * (20 + 700 * k.e) END,
    false, g.id, g.name, g.name_key, g.enabled, s.id, substr(md5(random()::text || k.n), 1, 16),
    CASE WHEN k.d > 0.98 THEN 'deception' END, CASE WHEN k.d > 0.98 THEN 'Created by Deception.' END,
    (ARRAY['Ada Brandt','Bruno Costa','Chen Wei','Dana Levi','Emil Novak','Fatima Noor','Greta Olsen','Hiro Tanaka','Ines Duarte',
      'Jonas Meyer','Kavya Rao','Liam Byrne','Mina Park','Noor Aziz','Olga Petrova','terraform'])[1 + floor(16 * k.e * k.e)::int],
    k.created, k.created, CASE WHEN k.used > 0 THEN k.created + (now() - k.created) * (1 - k.a * k.d) END
  FROM (
    SELECT *, (ARRAY['ams','ath','bog','cpt','dal','dxb','fra1','fra2','ham','jkt','lhr','lis','lys','mad','nbo','Oregon','osl',
        'par','rtm','sea','sin','syd','tyo','vie','waw','yyz'])[1 + (c * 25)::int] || '-' ||
      (ARRAY['asg-web','asg-api','eks-prod','eks-staging','aks','gke','batch','bastion','office','plant','edge','payments','erp'])[1 + (d * 12)::int]
      || '-' || lpad(n::text, 7, '0') AS name
    FROM counted
  ) AS k
  JOIN seed_groups g ON g.at = k.group_at JOIN seed_certificates s ON s.at = k.certificate_at
  ORDER BY k.n
  RETURNING id, fingerprints
)
INSERT INTO provisioning_key_secrets (id, key_id, digest, host, fingerprint, mask)
SELECT gen_random_uuid(), id, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
  'api.private.example.com', fingerprints, '1|api.private.example.com|AQ' || substr(fingerprints, 1, 2) || '…' || substr(fingerprints, 15, 1) || 'A=='
FROM keys`;
