-- subject, now, until
local ended = {}
for _, id in ipairs(redis.call('ZRANGE', prefix .. 'subject:' .. ARGV[2], 0, -1)) do
  if end_family(id, ARGV[3], ARGV[4]) == 1 then
    ended[#ended + 1] = id
  end
end
return ended
