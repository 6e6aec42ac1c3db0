-- id, subject, created, idle, absolute, time to live, then names and values
if redis.call('EXISTS', family(ARGV[2])) == 1 then
  return 0
end
redis.call('HSET', family(ARGV[2]), unpack(ARGV, 8))
redis.call('PEXPIRE', family(ARGV[2]), ARGV[7])
redis.call('ZADD', prefix .. 'subject:' .. ARGV[3], ARGV[4], ARGV[2])
redis.call('ZADD', prefix .. 'expiry', ARGV[5], ARGV[2])
return 1
