-- before: at most a thousand families at a time
local past = redis.call('ZRANGEBYSCORE', prefix .. 'expiry', '-inf', '(' .. ARGV[2], 'LIMIT', 0, 1000)
for _, id in ipairs(past) do
  local subject = redis.call('HGET', family(id), 'subject')
  if subject then
    redis.call('ZREM', prefix .. 'subject:' .. subject, id)
  end
  redis.call('DEL', family(id))
  redis.call('ZREM', prefix .. 'expiry', id)
end
return #past
