-- id, subject, label (empty for none), now: a session that is alive and the subject's
local known = redis.call('HMGET', family(ARGV[2]), 'subject', 'revoked', 'idle')
if known[1] ~= ARGV[3] or known[2] or tonumber(ARGV[5]) >= tonumber(known[3]) then
  return 0
end
if ARGV[4] == '' then
  redis.call('HDEL', family(ARGV[2]), 'label')
else
  redis.call('HSET', family(ARGV[2]), 'label', ARGV[4])
end
return 1
