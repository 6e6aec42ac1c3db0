-- In front of every script: the revocation log. ARGV[1] is the prefix of all keys.
local prefix = ARGV[1]

-- Positions are the server's microseconds, or the next number where that is higher: so they go on rising after a Redis
-- that lost its data came back, and on a copy that had not seen the last ones.
local function position()
  local sequence = prefix .. 'log:sequence'
  local time = redis.call('TIME')
  local next = tonumber(redis.call('GET', sequence) or '0') + 1
  local number = string.format('%.0f', math.max(next, time[1] * 1000000 + time[2]))
  redis.call('SET', sequence, number)
  return number
end

local function forget(entry)
  redis.call('ZREM', prefix .. 'log', entry)
  redis.call('ZREM', prefix .. 'log:until', entry)
  redis.call('SREM', prefix .. 'log:of:' .. string.match(entry, '^%S+ %S+ %S+ %S+ (.*)$'), entry)
end

local function purge(before)
  local past = redis.call('ZRANGEBYSCORE', prefix .. 'log:until', '-inf', '(' .. before, 'LIMIT', 0, 1000)
  for _, entry in ipairs(past) do
    forget(entry)
  end
  return #past
end

-- Each entry takes the expired ones along, so that the log stays bounded where nobody purges it. Expired by the entry's
-- time and by this server's: one node with a clock that is ahead must not make all forget what is revoked.
local function append(kind, key, at, till)
  local time = redis.call('TIME')
  purge(string.format('%.0f', math.min(tonumber(at), time[1] * 1000)))
  local number = position()
  local entry = number .. ' ' .. kind .. ' ' .. at .. ' ' .. till .. ' ' .. key
  redis.call('ZADD', prefix .. 'log', number, entry)
  redis.call('ZADD', prefix .. 'log:until', till, entry)
  redis.call('SADD', prefix .. 'log:of:' .. key, entry)
end

local function family(id)
  return prefix .. 'family:' .. id
end

local function end_family(id, now, till)
  if redis.call('EXISTS', family(id)) == 0 or redis.call('HSETNX', family(id), 'revoked', now) == 0 then
    return 0
  end
  append('SESSION', id, now, till)
  return 1
end

