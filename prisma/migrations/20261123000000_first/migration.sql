-- CreateEnum
CREATE TYPE "Role" AS ENUM ('OWNER', 'ADMIN', 'VIEWER');

-- CreateEnum
CREATE TYPE "DnsResolution" AS ENUM ('IPV4_AND_IPV6', 'IPV4', 'IPV6');

-- CreateEnum
CREATE TYPE "VersionProfile" AS ENUM ('DEFAULT', 'PREVIOUS_DEFAULT', 'NEW_RELEASE');

-- CreateEnum
CREATE TYPE "ConnectorState" AS ENUM ('PENDING', 'ACTIVE', 'REFUSED');

-- CreateEnum
CREATE TYPE "SigningCertificateKind" AS ENUM ('ROOT', 'INTERMEDIATE');

-- CreateEnum
CREATE TYPE "AuditActorType" AS ENUM ('USER', 'CONNECTOR', 'SYSTEM', 'ANONYMOUS');

-- CreateTable
CREATE TABLE "tenants" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "singleton" BOOLEAN NOT NULL DEFAULT true,
    "name" TEXT NOT NULL,
    "enrollment_host" TEXT,
    "certificate_lifetime_days" INTEGER NOT NULL DEFAULT 365,
    "view_or_export_default" BOOLEAN NOT NULL DEFAULT true,
    "auto_delete_after_days" INTEGER,
    "auto_delete_disabled" BOOLEAN NOT NULL DEFAULT false,
    "maximum_upper_bound" INTEGER,
    "key_lifetime_upper_bound_days" INTEGER,
    "root_certificate_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "master_key_checks" (
    "key_id" TEXT NOT NULL,
    "check" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "master_key_checks_pkey" PRIMARY KEY ("key_id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "email_key" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "password_hash" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_tokens" (
    "digest" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_tokens_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "user_invites" (
    "digest" BYTEA NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_invites_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "saved_filters" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "session_id" UUID,
    "resource" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT COLLATE "C" NOT NULL,
    "filters" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_filters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "table_settings" (
    "user_id" UUID NOT NULL,
    "resource" TEXT NOT NULL,
    "settings" JSONB NOT NULL,

    CONSTRAINT "table_settings_pkey" PRIMARY KEY ("user_id","resource")
);

-- CreateTable
CREATE TABLE "idempotent_calls" (
    "user_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "operation" TEXT NOT NULL,
    "input_digest" BYTEA NOT NULL,
    "resource_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_calls_pkey" PRIMARY KEY ("user_id","request_id")
);

-- CreateTable
CREATE TABLE "signing_certificates" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "name_key" TEXT COLLATE "C" NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" "SigningCertificateKind" NOT NULL,
    "parent_id" UUID,
    "certificate" BYTEA,
    "csr" BYTEA,
    "uploaded_chain" TEXT,
    "common_name" TEXT NOT NULL,
    "issuer_common_name" TEXT NOT NULL,
    "serial" TEXT,
    "fingerprint_sha256" TEXT,
    "spki_sha256" BYTEA,
    "key_algorithm" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3),
    "not_after" TIMESTAMPTZ(3),
    "signing_allowed" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_name" TEXT NOT NULL,

    CONSTRAINT "signing_certificates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_keys" (
    "signing_certificate_id" UUID NOT NULL,
    "sealed_private_key" BYTEA NOT NULL,

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("signing_certificate_id")
);

-- CreateTable
CREATE TABLE "certificate_revocation_lists" (
    "signing_certificate_id" UUID NOT NULL,
    "number" BIGINT NOT NULL DEFAULT 0,
    "der" BYTEA,
    "this_update" TIMESTAMPTZ(3),
    "next_update" TIMESTAMPTZ(3),
    "stale" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "certificate_revocation_lists_pkey" PRIMARY KEY ("signing_certificate_id")
);

-- CreateTable
CREATE TABLE "connector_groups" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "name_key" TEXT COLLATE "C" NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "description" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "country_code" CHAR(2),
    "dns_resolution" "DnsResolution" NOT NULL DEFAULT 'IPV4_AND_IPV6',
    "tcp_quick_ack" BOOLEAN NOT NULL DEFAULT false,
    "disaster_recovery" BOOLEAN NOT NULL DEFAULT false,
    "allow_list" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version_profile" "VersionProfile" NOT NULL DEFAULT 'DEFAULT',
    "update_day" SMALLINT NOT NULL DEFAULT 0,
    "update_minute" SMALLINT NOT NULL DEFAULT 1110,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connector_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provisioning_keys" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "name_key" TEXT COLLATE "C" NOT NULL,
    "maximum" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "expires_at" TIMESTAMPTZ(3),
    "view_or_export" BOOLEAN NOT NULL DEFAULT true,
    "allow_list" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "group_id" UUID NOT NULL,
    "group_name" TEXT NOT NULL,
    "group_name_key" TEXT COLLATE "C" NOT NULL,
    "group_enabled" BOOLEAN NOT NULL,
    "signing_certificate_id" UUID NOT NULL,
    "fingerprints" TEXT COLLATE "C" NOT NULL,
    "managed_by" TEXT,
    "managed_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_name" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by_name" TEXT,
    "purged_at" TIMESTAMPTZ(3),

    CONSTRAINT "provisioning_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provisioning_key_secrets" (
    "id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,
    "ciphertext" BYTEA,
    "host" TEXT NOT NULL,
    "fingerprint" CHAR(16) NOT NULL,
    "mask" TEXT NOT NULL,
    "valid_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provisioning_key_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connectors" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "name_key" TEXT COLLATE "C" NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "state" "ConnectorState" NOT NULL DEFAULT 'ACTIVE',
    "group_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "fingerprint" TEXT,
    "hostname" TEXT,
    "platform" TEXT,
    "software_version" TEXT,
    "public_ip" TEXT,
    "private_ip" TEXT,
    "uptime_seconds" BIGINT,
    "last_seen_at" TIMESTAMPTZ(3),
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "connectors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connector_public_keys" (
    "spki_sha256" BYTEA NOT NULL,
    "connector_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connector_public_keys_pkey" PRIMARY KEY ("spki_sha256")
);

-- CreateTable
CREATE TABLE "connector_certificates" (
    "serial" TEXT NOT NULL,
    "connector_id" UUID NOT NULL,
    "signing_certificate_id" UUID NOT NULL,
    "der" BYTEA NOT NULL,
    "fingerprint_sha256" BYTEA NOT NULL,
    "spki_sha256" BYTEA NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revocation_reason" SMALLINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connector_certificates_pkey" PRIMARY KEY ("serial")
);

-- CreateTable
CREATE TABLE "enrollments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key_id" UUID NOT NULL,
    "secret_id" UUID,
    "connector_id" UUID NOT NULL,
    "spki_sha256" BYTEA NOT NULL,
    "spki" BYTEA NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "ip" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrollments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_type" "AuditActorType" NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT,
    "action" TEXT NOT NULL,
    "target_type" TEXT,
    "target_id" UUID,
    "target_name" TEXT,
    "before" JSONB,
    "after" JSONB,
    "window_key" TEXT,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "tenants_singleton_key" ON "tenants"("singleton");

-- CreateIndex
CREATE UNIQUE INDEX "tenants_root_certificate_id_key" ON "tenants"("root_certificate_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key_key" ON "users"("email_key");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_filters_user_id_resource_name_key_key" ON "saved_filters"("user_id", "resource", "name_key");

-- CreateIndex
CREATE UNIQUE INDEX "signing_certificates_name_key_key" ON "signing_certificates"("name_key");

-- CreateIndex
CREATE UNIQUE INDEX "connector_groups_name_key_key" ON "connector_groups"("name_key");

-- CreateIndex
CREATE UNIQUE INDEX "connector_groups_copied_to_keys" ON "connector_groups"("id", "name", "name_key", "enabled");

-- CreateIndex
CREATE INDEX "provisioning_keys_group_id_idx" ON "provisioning_keys"("group_id");

-- CreateIndex
CREATE INDEX "provisioning_keys_signing_certificate_id_idx" ON "provisioning_keys"("signing_certificate_id");

-- CreateIndex
CREATE UNIQUE INDEX "provisioning_key_secrets_digest_key" ON "provisioning_key_secrets"("digest");

-- CreateIndex
CREATE INDEX "provisioning_key_secrets_key_id_idx" ON "provisioning_key_secrets"("key_id");

-- CreateIndex
CREATE INDEX "provisioning_key_secrets_host_idx" ON "provisioning_key_secrets"("host");

-- CreateIndex
CREATE INDEX "connectors_group_id_idx" ON "connectors"("group_id");

-- CreateIndex
CREATE INDEX "connectors_key_id_idx" ON "connectors"("key_id");

-- CreateIndex
CREATE INDEX "connector_public_keys_connector_id_idx" ON "connector_public_keys"("connector_id");

-- CreateIndex
CREATE UNIQUE INDEX "connector_certificates_fingerprint_sha256_key" ON "connector_certificates"("fingerprint_sha256");

-- CreateIndex
CREATE INDEX "connector_certificates_connector_id_idx" ON "connector_certificates"("connector_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrollments_connector_id_key" ON "enrollments"("connector_id");

-- CreateIndex
CREATE INDEX "enrollments_secret_id_idx" ON "enrollments"("secret_id");

-- CreateIndex
CREATE UNIQUE INDEX "enrollments_key_id_spki_sha256_key" ON "enrollments"("key_id", "spki_sha256");

-- CreateIndex
CREATE UNIQUE INDEX "enrollments_key_id_ordinal_key" ON "enrollments"("key_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_window_key_key" ON "audit_events"("window_key");

-- CreateIndex
CREATE INDEX "audit_events_target_type_target_id_seq_idx" ON "audit_events"("target_type", "target_id", "seq" DESC);

-- CreateIndex
CREATE INDEX "audit_events_action_seq_idx" ON "audit_events"("action", "seq" DESC);

-- AddForeignKey
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_root_certificate_id_fkey" FOREIGN KEY ("root_certificate_id") REFERENCES "signing_certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_invites" ADD CONSTRAINT "user_invites_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_filters" ADD CONSTRAINT "saved_filters_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_filters" ADD CONSTRAINT "saved_filters_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "table_settings" ADD CONSTRAINT "table_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotent_calls" ADD CONSTRAINT "idempotent_calls_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_certificates" ADD CONSTRAINT "signing_certificates_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "signing_certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_signing_certificate_id_fkey" FOREIGN KEY ("signing_certificate_id") REFERENCES "signing_certificates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate_revocation_lists" ADD CONSTRAINT "certificate_revocation_lists_signing_certificate_id_fkey" FOREIGN KEY ("signing_certificate_id") REFERENCES "signing_certificates"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provisioning_keys" ADD CONSTRAINT "provisioning_keys_group_id_group_name_group_name_key_group_fkey" FOREIGN KEY ("group_id", "group_name", "group_name_key", "group_enabled") REFERENCES "connector_groups"("id", "name", "name_key", "enabled") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provisioning_keys" ADD CONSTRAINT "provisioning_keys_signing_certificate_id_fkey" FOREIGN KEY ("signing_certificate_id") REFERENCES "signing_certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provisioning_keys" ADD CONSTRAINT "provisioning_keys_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "provisioning_key_secrets" ADD CONSTRAINT "provisioning_key_secrets_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "provisioning_keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "connector_groups"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "provisioning_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector_public_keys" ADD CONSTRAINT "connector_public_keys_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "connectors"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector_certificates" ADD CONSTRAINT "connector_certificates_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "connectors"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector_certificates" ADD CONSTRAINT "connector_certificates_signing_certificate_id_fkey" FOREIGN KEY ("signing_certificate_id") REFERENCES "signing_certificates"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "provisioning_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_secret_id_fkey" FOREIGN KEY ("secret_id") REFERENCES "provisioning_key_secrets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollments" ADD CONSTRAINT "enrollments_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "connectors"("id") ON DELETE CASCADE ON UPDATE CASCADE;

