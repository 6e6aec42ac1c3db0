-- Rows are found for purging by the day of idle_expires_at: a rotation that stays within it changes no index. Of before
-- that, the instant itself was indexed. For new tables, too. May be run again.
ALTER TABLE seaworthy_refresh_family ADD COLUMN IF NOT EXISTS idle_day BIGINT;
CREATE INDEX IF NOT EXISTS seaworthy_refresh_family_idle_day ON seaworthy_refresh_family (idle_day);
UPDATE seaworthy_refresh_family SET idle_day = idle_expires_at / 86400000 WHERE idle_day IS NULL;
DROP INDEX IF EXISTS seaworthy_refresh_family_expiry;
