-- Callbacks for wrk: each is another battle, signed as Tencent signs it.
--
--   wrk -t1 -c16 -d10s -s benchmarks/callback.lua http://127.0.0.1:8080/webhooks/tencent-live
--
-- LIVEHOOK_TOKEN and LIVEHOOK_APP name another token and SDKAppID than those of the benchmarks.

local token = os.getenv("LIVEHOOK_TOKEN") or "for-measuring-only"
local app = os.getenv("LIVEHOOK_APP") or "1400000000"
local sign_again_after = 15
local id_marker = "0123456789abcdef"
local body = '{"CallbackCommand":"Live.CallbackAfterStartBattle","BattleId":"4siHsNsWN/T3aub9zKraqI4zZAyP' .. id_marker
	.. '","Duration":60000,"CreateTime":1739954005,"StartTime":1739954005,'
	.. '"FromRoomInfo":{"RoomId":"pk-3","Owner_Account":"brennan"},'
	.. '"ToRoomList":[{"RoomId":"pk-5","Owner_Account":"tandy"},'
	.. '{"RoomId":"room-000001","Owner_Account":"owner-000001"}],"EventTime":1739954005000}'

local threads = 0
local count = 0
local signed_for = 0
local before_id, after_id, run

-- Runs once for each thread, in the state of wrk itself
function setup(thread)
	threads = threads + 1
	thread:set("thread_number", threads)
end

local function hash(text)
	local command = "printf %s '" .. text .. "' | { sha256sum || shasum -a 256; } 2>/dev/null"
	local process = assert(io.popen(command))
	local digest = process:read("*a"):match("^%x+")
	process:close()
	return assert(digest, "there is neither sha256sum nor shasum")
end

local function sign(now)
	local query = string.format("?SdkAppid=%s&CallbackCommand=Live.CallbackAfterStartBattle&contenttype=json"
		.. "&ClientIP=203.0.113.7&OptPlatform=Android&RequestTime=%d&Sign=%s", app, now, hash(token .. now))
	local text = wrk.format("POST", wrk.path .. query, { ["Content-Type"] = "application/json" }, body)
	local first, last = text:find(id_marker, 1, true)
	before_id, after_id = text:sub(1, first - 1), text:sub(last + 1)
	signed_for = now
end

function init()
	run = string.format("%06x%02x", os.time() % 0x1000000, thread_number % 0x100)
end

function request()
	local now = os.time()
	if now - signed_for >= sign_again_after then
		sign(now)
	end
	count = count + 1
	return before_id .. run .. string.format("%08x", count) .. after_id
end

-- What the benchmarks read: answers, those that were not 200, broken connections, microseconds
function done(summary, latency)
	local errors = summary.errors
	print(string.format("answers=%d failed=%d broken=%d micros=%d", summary.requests, errors.status,
		errors.connect + errors.read + errors.write + errors.timeout, summary.duration))
end
