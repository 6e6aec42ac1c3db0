-- Tables of before keys named their successor. May be run again.
ALTER TABLE seaworthy_api_key ADD COLUMN IF NOT EXISTS replaced_by VARCHAR(12);
