// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON lines of both protocols: cut into lines, parsed, read as every message there is, written and read again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/contract/client_protocol.h"
#include "engine/contract/worker_protocol.h"
#include "engine/platform/line_channel.h"

namespace {

template <class T>
void readAs(const nlohmann::json& json)
{
    const auto read = fettle::fromJson<T>(json);
    // What was understood must survive being written: the supervisor passes messages on.
    if (read.ok() && !fettle::fromJson<T>(toJson(*read)).ok())
        std::abort();
}

void readLine(std::string_view line)
{
    const auto json = fettle::parseJson(line);
    if (!json.ok())
        return;
    readAs<fettle::WorkerHello>(*json);
    readAs<fettle::JobAssignment>(*json);
    readAs<fettle::WorkerRequest>(*json);
    readAs<fettle::WorkerResponse>(*json);
    readAs<fettle::Progress>(*json);
    readAs<fettle::MetricBatch>(*json);
    readAs<fettle::CheckpointInfo>(*json);
    readAs<fettle::ArtifactInfo>(*json);
    readAs<fettle::JobOutcome>(*json);
    readAs<fettle::Handshake>(*json);
    readAs<fettle::ClientRequest>(*json);
    readAs<fettle::ClientResponse>(*json);
    readAs<fettle::ClientEvent>(*json);
    readAs<fettle::TrainRequest>(*json);
    readAs<fettle::ImportRequest>(*json);
    static_cast<void>(fettle::toLine(*json));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr std::size_t kMaxLine = 4096;
    fettle::platform::LineSplitter splitter(kMaxLine);
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    // Fed in two pieces, so that lines are cut where sockets cut them.
    splitter.feed(bytes.substr(0, size / 2));
    splitter.feed(bytes.substr(size / 2));
    splitter.finish();
    while (const auto event = splitter.next())
        if (event->kind == fettle::platform::LineEvent::Kind::Line)
            readLine(event->line);
    return 0;
}
