-- id, now, until
return end_family(ARGV[2], ARGV[3], ARGV[4])
