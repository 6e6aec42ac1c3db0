-- kind, key, at, until
append(ARGV[2], ARGV[3], ARGV[4], ARGV[5])
return 1
