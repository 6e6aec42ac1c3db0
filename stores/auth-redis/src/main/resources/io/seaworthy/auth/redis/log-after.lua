-- position
return redis.call('ZRANGEBYSCORE', prefix .. 'log', '(' .. ARGV[2], '+inf', 'LIMIT', 0, 10000)
