// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/json_scanner.h"

#include <fmt/format.h>

#include "engine/contract/result.h"

namespace fettle::data {
namespace {

bool isJsonDigit(char c) { return c >= '0' && c <= '9'; }
bool isJsonBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

} // namespace

JsonToken JsonScanner::broken(const char* why)
{
    if (!m_fault)
        m_fault = why;
    return JsonToken::Broken;
}

void JsonScanner::skipBlanks()
{
    while (m_at < m_text.size() && isJsonBlank(m_text[m_at]))
        ++m_at;
}

JsonToken JsonScanner::next()
{
    if (m_fault)
        return JsonToken::Broken;
    m_token = {};
    skipBlanks();
    m_tokenStart = m_at;
    if (m_expect == Expect::Nothing)
        return m_at == m_text.size() ? JsonToken::End : broken(FETTLE_PHRASE("something stands behind its end"));
    if (m_at == m_text.size())
        return broken(FETTLE_PHRASE("it ends too early"));
    const char c = m_text[m_at];
    if (m_expect == Expect::CommaOrEnd) {
        if (c == '}' || c == ']')
            return close(c);
        if (c != ',')
            return broken(FETTLE_PHRASE("a comma or a closing bracket is missing"));
        ++m_at;
        skipBlanks();
        m_tokenStart = m_at;
        m_expect = m_open.back() == '{' ? Expect::Key : Expect::Value;
        if (m_at == m_text.size())
            return broken(FETTLE_PHRASE("it ends too early"));
    } else if ((m_expect == Expect::ValueOrEnd && c == ']') || (m_expect == Expect::KeyOrEnd && c == '}')) {
        return close(c);
    }
    return m_expect == Expect::Key || m_expect == Expect::KeyOrEnd ? readKey() : readValue();
}

JsonToken JsonScanner::open(char bracket)
{
    if (m_open.size() >= kMaxDepth)
        return broken(FETTLE_PHRASE("its brackets are nested too deeply"));
    m_open.push_back(bracket);
    ++m_at;
    m_expect = bracket == '{' ? Expect::KeyOrEnd : Expect::ValueOrEnd;
    return bracket == '{' ? JsonToken::BeginObject : JsonToken::BeginArray;
}

JsonToken JsonScanner::close(char bracket)
{
    if ((bracket == '}') != (m_open.back() == '{'))
        return broken(FETTLE_PHRASE("a bracket is closed by one of the other kind"));
    m_open.pop_back();
    ++m_at;
    afterValue();
    return bracket == '}' ? JsonToken::EndObject : JsonToken::EndArray;
}

JsonToken JsonScanner::readKey()
{
    if (m_text[m_at] != '"')
        return broken(FETTLE_PHRASE("a key in quotation marks is missing"));
    if (!readString())
        return JsonToken::Broken;
    skipBlanks();
    if (m_at == m_text.size())
        return broken(FETTLE_PHRASE("it ends too early"));
    if (m_text[m_at] != ':')
        return broken(FETTLE_PHRASE("a colon is missing"));
    ++m_at;
    m_expect = Expect::Value;
    return JsonToken::Key;
}

JsonToken JsonScanner::readValue()
{
    const char c = m_text[m_at];
    if (c == '{' || c == '[')
        return open(c);
    if (c == '"') {
        if (!readString())
            return JsonToken::Broken;
        afterValue();
        return JsonToken::Text;
    }
    const bool isInfinity = m_text.substr(m_at, 2) == "-I";
    if ((c == '-' && !isInfinity) || isJsonDigit(c))
        return readNumber();
    if (isInfinity || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return readWord();
    return broken(FETTLE_PHRASE("a value is missing"));
}

JsonToken JsonScanner::readNumber()
{
    const char* const fault = FETTLE_PHRASE("a number is not written as JSON writes numbers");
    std::size_t at = m_at;
    const auto digits = [&] {
        const std::size_t before = at;
        while (at < m_text.size() && isJsonDigit(m_text[at]))
            ++at;
        return at - before;
    };
    if (m_text[at] == '-')
        ++at;
    const bool zero = at < m_text.size() && m_text[at] == '0';
    const std::size_t whole = digits();
    if (whole == 0 || (zero && whole > 1))
        return broken(fault);
    if (at < m_text.size() && m_text[at] == '.') {
        ++at;
        if (digits() == 0)
            return broken(fault);
    }
    if (at < m_text.size() && (m_text[at] == 'e' || m_text[at] == 'E')) {
        ++at;
        if (at < m_text.size() && (m_text[at] == '+' || m_text[at] == '-'))
            ++at;
        if (digits() == 0)
            return broken(fault);
    }
    m_token = m_text.substr(m_at, at - m_at);
    m_at = at;
    afterValue();
    return JsonToken::Number;
}

JsonToken JsonScanner::readWord()
{
    struct Word {
        std::string_view text;
        JsonToken token;
    };
    static constexpr Word kWords[] = {{"true", JsonToken::True},       {"false", JsonToken::False},
                                      {"null", JsonToken::Null},       {"NaN", JsonToken::Number},
                                      {"Infinity", JsonToken::Number}, {"-Infinity", JsonToken::Number}};
    for (const Word& word : kWords) {
        if (!m_text.substr(m_at).starts_with(word.text))
            continue;
        m_token = m_text.substr(m_at, word.text.size());
        m_at += word.text.size();
        afterValue();
        return word.token;
    }
    return broken(FETTLE_PHRASE("a word is neither true nor false nor null"));
}

/// From the quotation mark on; the content becomes m_token.
bool JsonScanner::readString()
{
    ++m_at;
    const std::size_t start = m_at;
    const auto isEnd = [&] { return m_at == m_text.size(); };
    while (!isEnd() && m_text[m_at] != '"' && m_text[m_at] != '\\' && m_text[m_at] != '\0')
        ++m_at;
    if (!isEnd() && m_text[m_at] == '"') {
        m_token = m_text.substr(start, m_at - start);
        ++m_at;
        return true;
    }
    m_scratch.assign(m_text.substr(start, m_at - start));
    while (!isEnd() && m_text[m_at] != '"') {
        if (m_text[m_at] == '\\') {
            if (!readEscape())
                return false;
        } else if (m_text[m_at] == '\0') {
            ++m_zeros;
            ++m_at;
        } else {
            m_scratch.push_back(m_text[m_at++]);
        }
    }
    if (isEnd()) {
        static_cast<void>(broken(FETTLE_PHRASE("a text has no closing quotation mark")));
        return false;
    }
    ++m_at;
    m_token = m_scratch;
    return true;
}

bool JsonScanner::readEscape()
{
    const char* const fault = FETTLE_PHRASE("a backslash stands before a character that cannot follow it");
    if (m_at + 1 >= m_text.size()) {
        static_cast<void>(broken(fault));
        return false;
    }
    const char c = m_text[m_at + 1];
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
    if (const std::size_t found = kNames.find(c); found != std::string_view::npos) {
        m_scratch.push_back(kValues[found]);
        m_at += 2;
        return true;
    }
    std::uint32_t value = 0;
    if (c != 'u' || !readHex(value)) {
        static_cast<void>(broken(fault));
        return false;
    }
    // Two halves make one character.
    std::uint32_t second = 0;
    const std::size_t between = m_at;
    if (value >= 0xD800 && value < 0xDC00 && m_text.substr(m_at, 2) == "\\u" && readHex(second)) {
        if (second >= 0xDC00 && second < 0xE000)
            value = 0x10000 + ((value & 0x3FF) << 10) + (second & 0x3FF);
        else
            m_at = between;
    }
    appendCodePoint(value);
    return true;
}

/// \uXXXX at m_at.
bool JsonScanner::readHex(std::uint32_t& value)
{
    if (m_at + 6 > m_text.size())
        return false;
    value = 0;
    for (std::size_t i = m_at + 2; i < m_at + 6; ++i) {
        const char c = m_text[i];
        const int digit = isJsonDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return false;
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    m_at += 6;
    return true;
}

void JsonScanner::appendCodePoint(std::uint32_t value)
{
    if (value == 0) {
        ++m_zeros;
        return;
    }
    if (value >= 0xD800 && value < 0xE000) {
        ++m_replaced;
        value = 0xFFFD;
    }
    const auto trail = [&](int shift) { m_scratch.push_back(static_cast<char>(0x80 | ((value >> shift) & 0x3F))); };
    if (value < 0x80) {
        m_scratch.push_back(static_cast<char>(value));
    } else if (value < 0x800) {
        m_scratch.push_back(static_cast<char>(0xC0 | (value >> 6)));
        trail(0);
    } else if (value < 0x10000) {
        m_scratch.push_back(static_cast<char>(0xE0 | (value >> 12)));
        trail(6);
        trail(0);
    } else {
        m_scratch.push_back(static_cast<char>(0xF0 | (value >> 18)));
        trail(12);
        trail(6);
        trail(0);
    }
}

bool isJsonContainer(std::string_view text)
{
    JsonScanner scanner(text);
    const JsonToken first = scanner.next();
    if (first != JsonToken::BeginObject && first != JsonToken::BeginArray)
        return false;
    JsonToken token = first;
    while (token != JsonToken::End && token != JsonToken::Broken)
        token = scanner.next();
    return token == JsonToken::End;
}

namespace {

void appendQuoted(std::string_view text, std::string& out)
{
    out.push_back('"');
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                out += fmt::format("\\u{:04x}", static_cast<int>(c));
            else
                out.push_back(c);
        }
    }
    out.push_back('"');
}

} // namespace

std::string compactJson(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    JsonScanner scanner(text);
    bool separate = false; // a value or a key comes behind another
    for (JsonToken token = scanner.next(); token != JsonToken::End && token != JsonToken::Broken; token = scanner.next()) {
        const bool closes = token == JsonToken::EndObject || token == JsonToken::EndArray;
        if (separate && !closes)
            out += ", ";
        separate = true;
        switch (token) {
        case JsonToken::BeginObject:
        case JsonToken::BeginArray:
            out.push_back(token == JsonToken::BeginObject ? '{' : '[');
            separate = false;
            break;
        case JsonToken::EndObject: out.push_back('}'); break;
        case JsonToken::EndArray: out.push_back(']'); break;
        case JsonToken::Key:
            appendQuoted(scanner.text(), out);
            out += ": ";
            separate = false;
            break;
        case JsonToken::Text: appendQuoted(scanner.text(), out); break;
        default: out += scanner.text();
        }
    }
    return out;
}

} // namespace fettle::data
