-- Webhook events that were taken on. MariaDB: keys are compared by their bytes, as the others do. Instants are milliseconds since 1970 in UTC.
CREATE TABLE IF NOT EXISTS seaworthy_webhook_event (
    event_id  VARCHAR(255) NOT NULL PRIMARY KEY,
    forget_at BIGINT       NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
CREATE INDEX IF NOT EXISTS seaworthy_webhook_event_forget ON seaworthy_webhook_event (forget_at);
