-- Pending password resets. MariaDB: keys are compared by their bytes, as the others do. Instants are milliseconds since 1970 in UTC.
CREATE TABLE IF NOT EXISTS seaworthy_password_reset (
    token_digest VARCHAR(43)  NOT NULL PRIMARY KEY,
    subject      VARCHAR(255) NOT NULL,
    expires_at   BIGINT       NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX IF NOT EXISTS seaworthy_password_reset_subject ON seaworthy_password_reset (subject);
CREATE INDEX IF NOT EXISTS seaworthy_password_reset_expiry ON seaworthy_password_reset (expires_at);
