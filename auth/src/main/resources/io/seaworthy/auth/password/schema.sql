-- Pending password resets. H2 and PostgreSQL. Instants are milliseconds since 1970 in UTC.
CREATE TABLE IF NOT EXISTS seaworthy_password_reset (
    token_digest VARCHAR(43)  NOT NULL PRIMARY KEY,
    subject      VARCHAR(255) NOT NULL,
    expires_at   BIGINT       NOT NULL
);
CREATE INDEX IF NOT EXISTS seaworthy_password_reset_subject ON seaworthy_password_reset (subject);
CREATE INDEX IF NOT EXISTS seaworthy_password_reset_expiry ON seaworthy_password_reset (expires_at);
