// SPDX-License-Identifier: GPL-3.0-or-later
// A client of the network with a clock that a test turns, and pauses that are only written down.
#pragma once

#include <string>
#include <vector>

#include "engine/hub/http_client.h"
#include "tests/hub/fake_server.h"

namespace fettle::test {

class Network {
public:
    explicit Network(hub::NetworkChoice choice = {}, int silenceMs = 20'000)
        : client((needApplication(), std::move(choice)),
                 {.clock = clock,
                  .pause = [this](std::int64_t ms) { pauses.push_back(ms); return !stops; },
                  .goOn = [this] { return !stops; },
                  .silenceMs = silenceMs})
    {
    }

    platform::ManualClock clock;
    std::vector<std::int64_t> pauses;
    bool stops = false;
    hub::HttpClient client;
};

/// The servers of these addresses, the last one the endpoint, with this token; those before it are mirrors.
[[nodiscard]] inline hub::NetworkChoice servers(const std::vector<std::string>& addresses,
                                                const std::string& token = {})
{
    hub::NetworkChoice choice;
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        const bool isLast = i + 1 == addresses.size();
        auto address = hub::parseAddress(addresses[i]);
        if (isLast && !token.empty())
            address->authorization = hub::Authorization{address->url, "Bearer " + QByteArray::fromStdString(token)};
        choice.servers.push_back({*address, !isLast});
    }
    return choice;
}

/// What an error is and says, for messages of failed checks; empty where all is well.
template <class T> [[nodiscard]] std::string codeOf(const Result<T>& result)
{
    return result.ok() ? std::string() : result.error().code;
}

} // namespace fettle::test
