-- id
return redis.call('HGETALL', family(ARGV[2]))
