-- API keys. H2 and PostgreSQL. Instants are milliseconds since 1970 in UTC.
CREATE TABLE IF NOT EXISTS seaworthy_api_key (
    key_id       VARCHAR(12)   NOT NULL PRIMARY KEY,
    owner        VARCHAR(255)  NOT NULL,
    name         VARCHAR(100)  NOT NULL,
    scopes       VARCHAR(4000) NOT NULL,
    created_at   BIGINT        NOT NULL,
    expires_at   BIGINT        NOT NULL,
    last_used_at BIGINT,
    revoked_at   BIGINT,
    replaced_by  VARCHAR(12),
    digest       VARCHAR(43)   NOT NULL
);
CREATE INDEX IF NOT EXISTS seaworthy_api_key_owner ON seaworthy_api_key (owner);
