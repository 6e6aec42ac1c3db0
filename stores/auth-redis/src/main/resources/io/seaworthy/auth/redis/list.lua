-- subject, now: those alive, latest login first
local alive = {}
for _, id in ipairs(redis.call('ZREVRANGE', prefix .. 'subject:' .. ARGV[2], 0, -1)) do
  local known = redis.call('HMGET', family(id), 'idle', 'revoked')
  if not known[1] then
    redis.call('ZREM', prefix .. 'subject:' .. ARGV[2], id)
  elseif not known[2] and tonumber(ARGV[3]) < tonumber(known[1]) then
    alive[#alive + 1] = redis.call('HGETALL', family(id))
  end
end
return alive
