// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <fmt/format.h>

#include "engine/documents/document_text.h"
#include "engine/platform/paths.h"

namespace fettle::documents {
namespace {

constexpr std::size_t kLineWidth = 100;
/// YAML allows 1024 characters for a key before its colon; longer ones need the form with "?".
constexpr std::size_t kMaxSimpleKeyBytes = 900;

/// C1 controls, line and paragraph separators and the byte order mark: allowed in UTF-8, but editors and YAML readers
/// treat them as breaks or drop them.
bool needsEscape(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    if (byte(at) == 0xc2)
        return byte(at + 1) < 0xa0;
    if (byte(at) == 0xe2)
        return byte(at + 1) == 0x80 && (byte(at + 2) == 0xa8 || byte(at + 2) == 0xa9);
    return byte(at) == 0xef && byte(at + 1) == 0xbb && byte(at + 2) == 0xbf;
}

unsigned codePointAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
    if (byte(at) < 0xe0U)
        return ((byte(at) & 0x1fU) << 6U) | (byte(at + 1) & 0x3fU);
    return ((byte(at) & 0x0fU) << 12U) | ((byte(at + 1) & 0x3fU) << 6U) | (byte(at + 2) & 0x3fU);
}

/// A string that YAML and JSON read alike.
std::string quoted(const std::string& raw)
{
    const std::string text = platform::isValidUtf8(raw) ? raw : platform::bytesToUtf8(raw);
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else if (needsEscape(text, i)) {
            const unsigned point = codePointAt(text, i);
            out += fmt::format("\\u{:04x}", point);
            i += point < 0x800 ? 1 : 2;
        } else {
            out += c;
        }
    }
    return out + '"';
}

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Whether YAML reads the bare text as this text, in blocks and on one line alike.
bool canStandBare(const std::string& text)
{
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.starts_with("..."))
        return false;
    const auto isAbove = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    if (!isAlphanumeric(text.front()) && !isAbove(text.front()) && text.front() != '_' && text.front() != '/' &&
        text.front() != '.')
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!isAlphanumeric(c) && !isAbove(c) && c != '_' && c != '-' && c != '.' && c != '/' && c != '+' && c != ' ')
            return false;
        if (isAbove(c) && needsEscape(text, i))
            return false;
    }
    return plainScalar(text).isText() && platform::isValidUtf8(text);
}

std::string yamlScalar(const Node& node)
{
    if (node.plain && !plainScalar(node.text).isText())
        return node.text.empty() ? "null" : node.text;
    return canStandBare(node.text) ? node.text : quoted(node.text);
}

std::string jsonScalar(const Node& node)
{
    const Value value = node.toValue();
    switch (value.type()) {
    case Value::Type::Null: return "null";
    case Value::Type::Boolean: return value.asBoolean() ? "true" : "false";
    case Value::Type::Integer: return std::to_string(value.asInteger());
    case Value::Type::Real:
        if (std::isnan(value.asReal()))
            return "\"NaN\"";
        if (std::isinf(value.asReal()))
            return value.asReal() > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        return realText(value.asReal());
    default: return quoted(value.asText());
    }
}

class TextWriter {
public:
    enum class Syntax { Yaml, Json };
    explicit TextWriter(Syntax syntax) : m_syntax(syntax) {}

    std::string write(const Node& document)
    {
        if (m_syntax == Syntax::Yaml) {
            writeYamlMap(document, 0, false);
        } else {
            writeJson(document, 0);
            m_out += '\n';
        }
        return std::move(m_out);
    }

private:
    [[nodiscard]] std::string scalar(const Node& node) const
    {
        return m_syntax == Syntax::Yaml ? yamlScalar(node) : jsonScalar(node);
    }
    [[nodiscard]] std::string key(const Node& node) const
    {
        if (m_syntax == Syntax::Json)
            return quoted(node.text);
        return canStandBare(node.text) ? node.text : quoted(node.text);
    }

    /// Appends the node in one-line form; false (and rubbish in `out`) where it passes `limit` bytes.
    bool appendLine(const Node& node, std::string& out, std::size_t limit) const
    {
        if (node.isScalar()) {
            out += scalar(node);
            return out.size() <= limit;
        }
        out += node.isMap() ? '{' : '[';
        const std::size_t step = node.isMap() ? 2 : 1;
        for (std::size_t i = 0; i + step <= node.items.size(); i += step) {
            if (i > 0)
                out += ", ";
            if (node.isMap())
                out += key(node.items[i]) + ": ";
            if (out.size() > limit || !appendLine(node.items[i + step - 1], out, limit))
                return false;
        }
        out += node.isMap() ? '}' : ']';
        return out.size() <= limit;
    }

    bool tryLine(const Node& node, std::size_t used)
    {
        std::string line;
        const std::size_t limit = used < kLineWidth ? kLineWidth - used : 0;
        const bool always = node.isScalar() || node.items.empty();
        if (!always && !node.flow)
            return false;
        if (!appendLine(node, line, always ? std::string::npos : limit))
            return false;
        m_out += line;
        return true;
    }

    /// `inline`: the first key stands behind a "- " that is already written.
    void writeYamlMap(const Node& node, std::size_t indent, bool startsInline)
    {
        if (node.items.empty()) {
            m_out += "{}\n";
            return;
        }
        for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
            if (i > 0 || !startsInline)
                m_out.append(indent, ' ');
            const std::string name = key(node.items[i]);
            if (name.size() > kMaxSimpleKeyBytes)
                m_out += "? " + name + '\n' + std::string(indent, ' ') + ':';
            else
                m_out += name + ':';
            writeYamlValue(node.items[i + 1], indent, indent + name.size() + 2);
        }
    }

    void writeYamlValue(const Node& value, std::size_t indent, std::size_t used)
    {
        m_out += ' ';
        if (tryLine(value, used)) {
            m_out += '\n';
            return;
        }
        m_out.back() = '\n';
        if (value.isMap())
            writeYamlMap(value, indent + 2, false);
        else
            writeYamlList(value, indent + 2);
    }

    void writeYamlList(const Node& node, std::size_t indent)
    {
        for (const auto& item : node.items) {
            m_out.append(indent, ' ');
            m_out += "- ";
            if (tryLine(item, indent + 2)) {
                m_out += '\n';
            } else if (item.isMap()) {
                writeYamlMap(item, indent + 2, true);
            } else {
                m_out.back() = '\n';
                writeYamlList(item, indent + 2);
            }
        }
    }

    void writeJson(const Node& node, std::size_t indent)
    {
        if (tryLine(node, m_out.size() - (m_out.rfind('\n') + 1)))
            return;
        m_out += node.isMap() ? "{\n" : "[\n";
        const std::size_t step = node.isMap() ? 2 : 1;
        for (std::size_t i = 0; i + step <= node.items.size(); i += step) {
            m_out.append(indent + 2, ' ');
            if (node.isMap())
                m_out += key(node.items[i]) + ": ";
            writeJson(node.items[i + step - 1], indent + 2);
            m_out += i + step < node.items.size() ? ",\n" : "\n";
        }
        m_out.append(indent, ' ');
        m_out += node.isMap() ? '}' : ']';
    }

    Syntax m_syntax;
    std::string m_out;
};

} // namespace

std::string formatYaml(const Node& document) { return TextWriter(TextWriter::Syntax::Yaml).write(document); }
std::string formatJson(const Node& document) { return TextWriter(TextWriter::Syntax::Json).write(document); }

} // namespace fettle::documents
