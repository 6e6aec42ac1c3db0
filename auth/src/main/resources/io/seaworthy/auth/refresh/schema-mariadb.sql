-- Session families and the revocation log. MariaDB: keys are compared by their bytes, as the others do. Instants are milliseconds since 1970 in UTC.
CREATE TABLE IF NOT EXISTS seaworthy_refresh_family (
    family_id           VARCHAR(22)  NOT NULL PRIMARY KEY,
    subject             VARCHAR(255) NOT NULL,
    label               VARCHAR(120),
    counter             BIGINT       NOT NULL,
    key_id              VARCHAR(32)  NOT NULL,
    rotated_1           BIGINT,
    rotated_2           BIGINT,
    rotated_3           BIGINT,
    rotated_4           BIGINT,
    created_at          BIGINT       NOT NULL,
    idle_expires_at     BIGINT       NOT NULL,
    idle_day            BIGINT,
    absolute_expires_at BIGINT       NOT NULL,
    revoked_at          BIGINT
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX IF NOT EXISTS seaworthy_refresh_family_subject ON seaworthy_refresh_family (subject);
CREATE TABLE IF NOT EXISTS seaworthy_revocation (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind        VARCHAR(16)  NOT NULL,
    revoked_key VARCHAR(255) NOT NULL,
    revoked_at  BIGINT       NOT NULL,
    forget_at   BIGINT       NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX IF NOT EXISTS seaworthy_revocation_forget ON seaworthy_revocation (forget_at);
CREATE INDEX IF NOT EXISTS seaworthy_revocation_key ON seaworthy_revocation (revoked_key);
