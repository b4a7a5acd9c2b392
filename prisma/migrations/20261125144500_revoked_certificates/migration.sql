-- A revocation list reads the revoked certificates of one issuer only, however many were issued.
CREATE INDEX connector_certificates_revoked_of_issuer ON connector_certificates (signing_certificate_id, serial)
  WHERE revoked_at IS NOT NULL;
