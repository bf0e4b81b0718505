-- wrk script: sends the requests of a file one after the other, each once, and prints one line of
-- JSON with the latencies.
--
-- Usage: wrk -t1 -c32 -d5s -s requests.lua http://127.0.0.1:PORT -- REQUESTS TOKENS once|again
--
-- A line of REQUESTS is a path, the number of a line in TOKENS (0 for nobody) and the body of a
-- POST, or nothing for a GET, with tabs between. `again` starts from the first line after the last;
-- with `once` there must be enough lines.

local threads = {}

function setup(thread)
    table.insert(threads, thread)
end

function init(args)
    local tokens = {}
    for line in io.lines(args[2]) do
        tokens[#tokens + 1] = "Authorization: Bearer " .. line .. "\r\n"
    end
    tokens[0] = ""
    requests, sent, ran_out = {}, 0, false
    for line in io.lines(args[1]) do
        local path, token, body = line:match("^([^\t]*)\t(%d+)\t(.*)$")
        requests[#requests + 1] = { path, tokens[tonumber(token)], body }
    end
    is_endless = args[3] == "again"
    -- Keys of one run differ from those of every other.
    run = string.format("%d-%d", os.time(), math.floor(os.clock() * 1e6))
    host = "Host: " .. wrk.host .. "\r\n"
end

function request()
    sent = sent + 1
    if sent > #requests and not is_endless then
        ran_out = true
    end
    local path, token, body = unpack(requests[(sent - 1) % #requests + 1])
    if body == "" then
        return "GET " .. path .. " HTTP/1.1\r\n" .. host .. token .. "\r\n"
    end
    return "POST " .. path .. " HTTP/1.1\r\n" .. host .. token
        .. "Idempotency-Key: " .. run .. "-" .. sent
        .. "\r\nContent-Type: application/json\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        '{"requests":%d,"seconds":%.3f,"failed":%d,"broken":%d,"ran_out":%s,'
            .. '"p50":%.3f,"p95":%.3f,"p99":%.3f}\n',
        summary.requests, summary.duration / 1e6, errors.status,
        errors.connect + errors.read + errors.write + errors.timeout,
        tostring(threads[1]:get("ran_out")),
        latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3))
end
