-- keys
local found = {}
for i = 2, #ARGV do
  for _, entry in ipairs(redis.call('SMEMBERS', prefix .. 'log:of:' .. ARGV[i])) do
    found[#found + 1] = entry
  end
end
return found
