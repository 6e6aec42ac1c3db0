-- id, counter, key, now, idle: one compare-and-set
local old = redis.call('HMGET', family(ARGV[2]), 'counter', 'revoked', 'idle', 'absolute', 'rotations')
local now = tonumber(ARGV[5])
if old[1] ~= ARGV[3] or old[2] or now >= tonumber(old[3]) or now >= tonumber(old[4]) then
  return {}
end
local idle = tonumber(ARGV[6]) < tonumber(old[4]) and ARGV[6] or old[4]
local rotations = ARGV[5]
local kept = 1
for instant in string.gmatch(old[5], '%d+') do
  if kept < 4 then
    rotations = rotations .. ' ' .. instant
  end
  kept = kept + 1
end
redis.call('HSET', family(ARGV[2]), 'counter', string.format('%.0f', tonumber(ARGV[3]) + 1),
    'key', ARGV[4], 'idle', idle, 'rotations', rotations)
redis.call('ZADD', prefix .. 'expiry', idle, ARGV[2])
return redis.call('HGETALL', family(ARGV[2]))
