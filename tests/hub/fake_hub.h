// SPDX-License-Identifier: GPL-3.0-or-later
// A server that speaks the protocol of a model hub, with models that tests make.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "tests/hub/fake_server.h"

namespace fettle::test {

struct FakeModel {
    std::map<std::string, std::string> files;
    std::string commit = "0123456789abcdef0123456789abcdef01234567";
    std::string license = "apache-2.0";
    std::string language = "en";
    std::string gated; ///< "manual": only with a token
};

class FakeHub {
public:
    FakeHub();

    [[nodiscard]] FakeServer& server() { return m_server; }
    [[nodiscard]] std::string address() const { return m_server.address(); }
    [[nodiscard]] const std::vector<SeenRequest>& seen() const { return m_server.seen(); }
    /// How often the file was asked for.
    [[nodiscard]] int timesAsked(const std::string& file) const;

    std::map<std::string, FakeModel> models; ///< by name
    std::string token;                       ///< what a gated model asks for
    /// What stands at other paths, for package indexes: path → bytes.
    std::map<QByteArray, Reply> pages;
    /// Files larger than this have a SHA-256, the others a git hash alone, as on a real hub.
    std::size_t largeBytes = 200;
    bool knowsRange = true;
    /// Sees the answer before it goes out.
    std::function<void(const SeenRequest& request, Reply& reply)> meddle;

private:
    [[nodiscard]] Reply answer(const SeenRequest& request);
    [[nodiscard]] Reply listing(const FakeModel& model) const;
    [[nodiscard]] Reply file(const SeenRequest& request, const FakeModel& model, const std::string& name) const;
    [[nodiscard]] bool mayHave(const SeenRequest& request, const FakeModel& model) const;

    FakeServer m_server;
};

/// A tiny BERT that pretrained::publishDraft takes: config.json, tokenizer.json, README.md and model.safetensors.
[[nodiscard]] FakeModel tinyBert(int hiddenSize = 8);

} // namespace fettle::test
