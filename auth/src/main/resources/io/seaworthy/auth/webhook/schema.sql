-- Webhook events that were taken on. H2 and PostgreSQL. Instants are milliseconds since 1970 in UTC.
CREATE TABLE IF NOT EXISTS seaworthy_webhook_event (
    event_id  VARCHAR(255) NOT NULL PRIMARY KEY,
    forget_at BIGINT       NOT NULL
);
CREATE INDEX IF NOT EXISTS seaworthy_webhook_event_forget ON seaworthy_webhook_event (forget_at);
