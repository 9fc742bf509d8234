// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hub/fake_hub.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QUrl>
#include <nlohmann/json.hpp>

#include "engine/platform/hash.h"
#include "tests/support/pretrained_models.h"

namespace fettle::test {
namespace {

QByteArray bytesOf(const std::string& text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

std::string gitHash(const std::string& content)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(QByteArray("blob ") + QByteArray::number(static_cast<qlonglong>(content.size())) +
                 QByteArray(1, '\0'));
    hash.addData(bytesOf(content));
    return hash.result().toHex().toStdString();
}

Reply error(int status, const QByteArray& code = {})
{
    Reply reply;
    reply.status = status;
    reply.body = "{\"error\": \"no\"}";
    if (!code.isEmpty())
        reply.headers.emplace_back("X-Error-Code", code);
    return reply;
}

} // namespace

FakeHub::FakeHub()
    : m_server([this](const SeenRequest& request) {
          auto reply = answer(request);
          if (meddle)
              meddle(request, reply);
          return reply;
      })
{
}

int FakeHub::timesAsked(const std::string& file) const
{
    return static_cast<int>(std::ranges::count_if(seen(), [&](const SeenRequest& request) {
        return request.path().endsWith('/' + QByteArray::fromStdString(file)) && request.path().contains("/resolve/");
    }));
}

bool FakeHub::mayHave(const SeenRequest& request, const FakeModel& model) const
{
    return model.gated.empty() || request.header("authorization") == "Bearer " + QByteArray::fromStdString(token);
}

Reply FakeHub::answer(const SeenRequest& request)
{
    const auto path = QUrl::fromPercentEncoding(request.path()).toStdString();
    if (const auto page = pages.find(request.path()); page != pages.end())
        return page->second;
    for (const auto& [name, model] : models) {
        const auto api = "/api/models/" + name + "/revision/";
        const auto files = "/" + name + "/resolve/" + model.commit + "/";
        if (path.starts_with(api)) {
            if (const auto revision = path.substr(api.size()); revision != "main" && revision != model.commit)
                return error(404, "RevisionNotFound");
            return listing(model);
        }
        if (path.starts_with(files)) {
            if (!mayHave(request, model))
                return error(401, "GatedRepo");
            return file(request, model, path.substr(files.size()));
        }
    }
    return error(path.starts_with("/api/models/") ? 401 : 404, "RepoNotFound");
}

Reply FakeHub::listing(const FakeModel& model) const
{
    nlohmann::json siblings = nlohmann::json::array();
    for (const auto& [name, content] : model.files) {
        nlohmann::json file{{"rfilename", name}, {"size", content.size()}, {"blobId", gitHash(content)}};
        if (content.size() > largeBytes)
            file["lfs"] = {{"sha256", platform::sha256Hex(content)}, {"size", content.size()}, {"pointerSize", 134}};
        siblings.push_back(file);
    }
    nlohmann::json json{{"sha", model.commit}, {"siblings", siblings}, {"gated", false},
                        {"cardData", {{"license", model.license}, {"language", model.language}}}};
    if (!model.gated.empty())
        json["gated"] = model.gated;
    Reply reply;
    reply.headers.emplace_back("Content-Type", "application/json");
    reply.body = QByteArray::fromStdString(json.dump());
    return reply;
}

Reply FakeHub::file(const SeenRequest& request, const FakeModel& model, const std::string& name) const
{
    const auto found = model.files.find(name);
    if (found == model.files.end())
        return error(404, "EntryNotFound");
    Reply reply;
    reply.body = bytesOf(found->second);
    const auto tag = "\"" + QByteArray::fromStdString(platform::sha256Hex(found->second)) + "\"";
    reply.headers.emplace_back("ETag", tag);
    const auto range = request.header("range");
    const auto condition = request.header("if-range");
    if (!knowsRange || !range.startsWith("bytes=") || (!condition.isEmpty() && condition != tag))
        return reply;
    const auto from = range.mid(6, range.size() - 7).toLongLong();
    if (from >= reply.body.size())
        return error(416);
    reply.headers.emplace_back("Content-Range", "bytes " + QByteArray::number(from) + "-" +
                                                    QByteArray::number(reply.body.size() - 1) + "/" +
                                                    QByteArray::number(reply.body.size()));
    reply.status = 206;
    reply.body = reply.body.mid(from);
    return reply;
}

FakeModel tinyBert(int hiddenSize)
{
    FakeModel model;
    model.files["config.json"] = nlohmann::json{{"model_type", "bert"},
                                                {"hidden_size", hiddenSize},
                                                {"num_hidden_layers", 1},
                                                {"num_attention_heads", 2},
                                                {"intermediate_size", 16},
                                                {"vocab_size", 6},
                                                {"max_position_embeddings", 16},
                                                {"type_vocab_size", 2},
                                                {"hidden_act", "gelu"},
                                                {"layer_norm_eps", 1e-12},
                                                {"hidden_dropout_prob", 0.1},
                                                {"attention_probs_dropout_prob", 0.1},
                                                {"pad_token_id", 0}}
                                     .dump();
    const nlohmann::json words{{"[PAD]", 0}, {"[UNK]", 1}, {"[CLS]", 2}, {"[SEP]", 3}, {"good", 4}, {"bad", 5}};
    model.files["tokenizer.json"] = nlohmann::json{
        {"version", "1.0"},
        {"truncation", nullptr},
        {"padding", nullptr},
        {"added_tokens", nlohmann::json::array()},
        {"normalizer", nullptr},
        {"pre_tokenizer", {{"type", "Whitespace"}}},
        {"post_processor", nullptr},
        {"decoder", nullptr},
        {"model",
         {{"type", "WordPiece"},
          {"unk_token", "[UNK]"},
          {"continuing_subword_prefix", "##"},
          {"max_input_chars_per_word", 100},
          {"vocab", words}}}}.dump();
    model.files["README.md"] = "---\nlicense: apache-2.0\nlanguage: en\n---\n# A model made for tests\n";
    PretrainedNetwork network;
    network.family = "bert";
    network.hiddenSize = hiddenSize;
    network.layers = 1;
    network.heads = 2;
    network.innerSize = 16;
    network.vocabularySize = 6;
    network.positions = 16;
    network.tokenTypes = 2;
    // No zeros: a gap in a file would read as what is wanted.
    model.files["model.safetensors"] = plainWeights(network, {}, '\1');
    return model;
}

} // namespace fettle::test
