-- before
return purge(ARGV[2])
