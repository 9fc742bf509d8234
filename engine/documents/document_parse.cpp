// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <sstream>
#include <unordered_set>

#include <nlohmann/json.hpp>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "engine/documents/document_text.h"
#include "engine/platform/paths.h"

namespace fettle::documents {
namespace {

Result<void> checkBytes(std::string_view text, std::string_view file)
{
    if (text.size() > kMaxDocumentBytes)
        return makeError("documents.too_large", {{"file", file}, {"limit_bytes", kMaxDocumentBytes}});
    int line = 1;
    std::size_t lineStart = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const auto byte = i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>('\n');
        const bool control = (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7f;
        const bool lineEnds = byte == '\n';
        if (control || (lineEnds && !platform::isValidUtf8(text.substr(lineStart, i - lineStart))))
            return makeError("documents.not_utf8", {{"file", file}, {"line", line}});
        if (lineEnds) {
            ++line;
            lineStart = i + 1;
        }
    }
    return {};
}

/// Builds the tree from the parser's events and holds the bounds; both parsers use it.
class TreeBuilder {
public:
    explicit TreeBuilder(std::string_view file) : m_file(file) {}

    bool addScalar(int line, int column, std::string text, bool plain)
    {
        Node node = Node::scalar(std::move(text), plain);
        node.line = line;
        node.column = column;
        return add(std::move(node)) != nullptr;
    }

    bool open(int line, int column, Node::Kind kind)
    {
        if (m_open.size() >= static_cast<std::size_t>(kMaxDocumentDepth))
            return fail(makeError("documents.too_deep", {{"file", m_file}, {"line", line}, {"limit", kMaxDocumentDepth}}));
        if (expectsKey())
            return fail(makeError("documents.syntax", {{"file", m_file}, {"line", line}, {"column", column},
                                                       {"format", "YAML"}, {"reason", FETTLE_PHRASE("a key should be a text")}}));
        Node node;
        node.kind = kind;
        node.line = line;
        node.column = column;
        Node* added = add(std::move(node));
        if (!added)
            return false;
        // Pointers stay valid: a container grows only while everything opened in it is closed again.
        m_open.push_back({added, {}});
        return true;
    }

    void close() { m_open.pop_back(); }

    bool fail(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
        return false;
    }

    [[nodiscard]] bool hasRoot() const noexcept { return m_hasRoot; }
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return m_error; }
    [[nodiscard]] Node takeRoot() { return std::move(m_root); }
    [[nodiscard]] const std::string& file() const noexcept { return m_file; }

private:
    struct Open {
        Node* node;
        std::unordered_set<std::string> keys;
    };

    [[nodiscard]] bool expectsKey() const
    {
        return !m_open.empty() && m_open.back().node->isMap() && m_open.back().node->items.size() % 2 == 0;
    }

    Node* add(Node node)
    {
        if (m_error)
            return nullptr;
        if (++m_count > kMaxDocumentNodes) {
            fail(makeError("documents.too_many_values", {{"file", m_file}, {"limit", kMaxDocumentNodes}}));
            return nullptr;
        }
        if (m_open.empty()) {
            m_hasRoot = true;
            m_root = std::move(node);
            return &m_root;
        }
        if (expectsKey() && !m_open.back().keys.insert(node.text).second) {
            fail(makeError("documents.duplicate_key",
                           {{"file", m_file}, {"line", node.line}, {"column", node.column}, {"key", node.text}}));
            return nullptr;
        }
        return &m_open.back().node->items.emplace_back(std::move(node));
    }

    std::string m_file;
    Node m_root;
    bool m_hasRoot = false;
    std::vector<Open> m_open;
    std::size_t m_count = 0;
    std::optional<Error> m_error;
};

/// Thrown through yaml-cpp to stop it; the builder holds the reason.
struct StopParsing {};

class YamlEvents final : public YAML::EventHandler {
public:
    explicit YamlEvents(TreeBuilder& builder) : m_builder(builder) {}

    void OnDocumentStart(const YAML::Mark&) override
    {
        if (m_builder.hasRoot())
            check(m_builder.fail(makeError("documents.several_documents", {{"file", m_builder.file()}})));
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        refuseAnchor(mark, anchor);
        check(m_builder.addScalar(mark.line + 1, mark.column + 1, "", true));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuseAnchor(mark, 1); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override
    {
        refuseAnchor(mark, anchor);
        if (tag != "!")
            refuseTag(mark, tag);
        check(m_builder.addScalar(mark.line + 1, mark.column + 1, value, tag != "!"));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        openContainer(mark, tag, anchor, Node::Kind::List);
    }
    void OnSequenceEnd() override { m_builder.close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        openContainer(mark, tag, anchor, Node::Kind::Map);
    }
    void OnMapEnd() override { m_builder.close(); }

private:
    static void check(bool ok)
    {
        if (!ok)
            throw StopParsing();
    }
    void openContainer(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind)
    {
        refuseAnchor(mark, anchor);
        refuseTag(mark, tag);
        check(m_builder.open(mark.line + 1, mark.column + 1, kind));
    }
    void refuseAnchor(const YAML::Mark& mark, YAML::anchor_t anchor)
    {
        if (anchor != YAML::NullAnchor)
            check(m_builder.fail(makeError("documents.anchor", {{"file", m_builder.file()}, {"line", mark.line + 1},
                                                                {"column", mark.column + 1}})));
    }
    void refuseTag(const YAML::Mark& mark, const std::string& tag)
    {
        if (!tag.empty() && tag != "?")
            check(m_builder.fail(makeError("documents.tag", {{"file", m_builder.file()}, {"line", mark.line + 1},
                                                             {"column", mark.column + 1}, {"tag", tag}})));
    }

    TreeBuilder& m_builder;
};

struct Place {
    int line = 1;
    int column = 0;
};

/// Reads characters and keeps count of where they stand: nlohmann's SAX events do not tell.
class PlacedCharacters {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    PlacedCharacters(const char* at, Place* place) : m_at(at), m_place(place) {}
    reference operator*() const { return *m_at; }
    PlacedCharacters& operator++()
    {
        if (*m_at == '\n') {
            ++m_place->line;
            m_place->column = 0;
        } else if ((static_cast<unsigned char>(*m_at) & 0xc0U) != 0x80U) {
            ++m_place->column;
        }
        ++m_at;
        return *this;
    }
    PlacedCharacters operator++(int)
    {
        auto copy = *this;
        ++*this;
        return copy;
    }
    friend bool operator==(const PlacedCharacters& a, const PlacedCharacters& b) { return a.m_at == b.m_at; }
    friend bool operator!=(const PlacedCharacters& a, const PlacedCharacters& b) { return a.m_at != b.m_at; }

private:
    const char* m_at;
    Place* m_place;
};

class JsonEvents final : public nlohmann::json_sax<nlohmann::json> {
public:
    JsonEvents(TreeBuilder& builder, const Place& place) : m_builder(builder), m_place(place) {}

    bool null() override { return scalar("null", true); }
    bool boolean(bool value) override { return scalar(value ? "true" : "false", true); }
    bool number_integer(number_integer_t value) override { return scalar(std::to_string(value), true); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value), true); }
    bool number_float(number_float_t, const string_t& text) override { return scalar(text, true); }
    bool string(string_t& value) override { return scalar(value, false); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return m_builder.open(m_place.line, m_place.column, Node::Kind::Map); }
    bool key(string_t& value) override { return scalar(value, false); }
    bool end_object() override { return closed(); }
    bool start_array(std::size_t) override { return m_builder.open(m_place.line, m_place.column, Node::Kind::List); }
    bool end_array() override { return closed(); }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& problem) override
    {
        return m_builder.fail(makeError("documents.syntax",
                                        {{"file", m_builder.file()}, {"line", m_place.line},
                                         {"column", std::max(1, m_place.column)}, {"format", "JSON"}},
                                        problem.what()));
    }

private:
    bool closed()
    {
        m_builder.close();
        return true;
    }
    bool scalar(std::string text, bool plain)
    {
        // The place is that of the token's last character.
        const int column = std::max(1, m_place.column - static_cast<int>(std::min<std::size_t>(text.size(), 1000)) - 1);
        return m_builder.addScalar(m_place.line, column, std::move(text), plain);
    }

    TreeBuilder& m_builder;
    const Place& m_place;
};

Result<Node> finishTree(TreeBuilder& builder)
{
    if (builder.error())
        return *builder.error();
    Node root = builder.takeRoot();
    if (!builder.hasRoot() || !root.isMap())
        return makeError("documents.not_a_map", {{"file", builder.file()}});
    return root;
}

} // namespace

Result<Node> parseYaml(std::string_view text, std::string_view file)
{
    FETTLE_TRY(checkBytes(text, file));
    TreeBuilder builder(file);
    const auto syntaxError = [file](int line, int column, const std::string& reason) {
        return makeError("documents.syntax", {{"file", file}, {"line", line}, {"column", column},
                                              {"format", "YAML"}}, reason);
    };
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        YamlEvents events(builder);
        while (parser.HandleNextDocument(events)) {
        }
    } catch (const StopParsing&) {
    } catch (const YAML::Exception& problem) {
        return syntaxError(problem.mark.line + 1, problem.mark.column + 1, problem.msg);
    } catch (const std::exception& problem) {
        return syntaxError(1, 1, problem.what());
    }
    return finishTree(builder);
}

Result<Node> parseJsonDocument(std::string_view text, std::string_view file)
{
    FETTLE_TRY(checkBytes(text, file));
    TreeBuilder builder(file);
    Place place;
    JsonEvents events(builder, place);
    nlohmann::json::sax_parse(PlacedCharacters(text.data(), &place),
                              PlacedCharacters(text.data() + text.size(), &place), &events);
    return finishTree(builder);
}

} // namespace fettle::documents
