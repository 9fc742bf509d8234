// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/json_cells.h"

#include "engine/data/json_scanner.h"

namespace fettle::data {
namespace {

/// Words are joined by commas, sentences stand on lines of their own.
constexpr std::size_t kLongestWord = 40;

Result<std::string> choiceOf(const ValueMap& options, const char* name, std::initializer_list<std::string_view> known)
{
    const auto given = options.find(name);
    if (given == options.end() || given->second.isNull())
        return std::string(*known.begin());
    std::string text = given->second.isText() ? given->second.asText() : given->second.toDisplay();
    for (const std::string_view choice : known)
        if (text == choice)
            return text;
    return makeError("data.option_value", {{"option", name}, {"value", text}});
}

std::string textOption(const ValueMap& options, const char* name)
{
    const auto given = options.find(name);
    if (given == options.end() || given->second.isNull())
        return {};
    std::string text = given->second.isText() ? given->second.asText() : given->second.toDisplay();
    return text == "auto" ? std::string() : text;
}

std::string onOneLine(std::string_view lines)
{
    std::string text;
    text.reserve(lines.size() + lines.size() / 4);
    for (const char c : lines)
        if (c == '\n')
            text += ", ";
        else
            text.push_back(c);
    return text;
}

/// Walks over one value and adds its cells.
class CellWriter {
public:
    CellWriter(std::string_view text, const JsonChoices& choices, JsonCells& cells)
        : m_text(text), m_scanner(text), m_choices(choices), m_cells(cells)
    {
    }

    void writeRow()
    {
        const JsonToken token = m_scanner.next();
        if (token == JsonToken::BeginObject)
            writeObject();
        else if (token == JsonToken::BeginArray)
            writeNumbered();
        else
            writeNamed("0", token);
        static_cast<void>(m_scanner.next()); // nothing may stand behind it
    }
    void writeNamed(std::string_view name)
    {
        m_path = name;
        writeValue(m_scanner.next());
        static_cast<void>(m_scanner.next());
    }
    [[nodiscard]] JsonRowFaults faults() const
    {
        const char* const reason = m_scanner.fault() ? m_scanner.fault()
            : m_cells.isFull() ? FETTLE_PHRASE("it has too many values") : nullptr;
        return {reason, m_scanner.position(), m_scanner.replaced(), m_scanner.zeros()};
    }

private:
    void writeNamed(std::string_view name, JsonToken token)
    {
        m_path = name;
        writeValue(token);
    }

    /// The members of an object that began, each under the path so far. Depth is bounded by the scanner.
    void writeObject()
    {
        const std::size_t before = m_path.size();
        for (JsonToken token = m_scanner.next(); token == JsonToken::Key; token = m_scanner.next()) {
            if (before > 0)
                m_path.push_back('.');
            m_path += m_scanner.text();
            writeValue(m_scanner.next());
            m_path.resize(before);
        }
    }

    void writeNumbered()
    {
        m_cells.numbered = true;
        std::int64_t index = 0;
        for (JsonToken token = m_scanner.next(); token != JsonToken::EndArray && token != JsonToken::Broken;
             token = m_scanner.next()) {
            m_path = std::to_string(index++);
            writeValue(token);
        }
    }

    void writeValue(JsonToken token)
    {
        switch (token) {
        case JsonToken::BeginObject:
            if (m_choices.nested == JsonNesting::Flatten)
                writeObject();
            else
                writeWhole();
            break;
        case JsonToken::BeginArray: writeList(); break;
        case JsonToken::Text: m_cells.add(m_path, JsonCellKind::Text, m_scanner.text()); break;
        case JsonToken::Number: m_cells.add(m_path, JsonCellKind::Number, m_scanner.text()); break;
        case JsonToken::True:
        case JsonToken::False: m_cells.add(m_path, JsonCellKind::Boolean, m_scanner.text()); break;
        case JsonToken::Null: m_cells.add(m_path, JsonCellKind::Null, {}); break;
        default: break;
        }
    }

    /// An object that began, as text or not at all.
    void writeWhole()
    {
        const std::size_t start = m_scanner.tokenStart();
        skipToEnd();
        if (m_choices.nested == JsonNesting::Text && !m_scanner.fault())
            m_cells.add(m_path, JsonCellKind::Text, compactJson(m_text.substr(start, m_scanner.position() - start)));
    }

    void skipToEnd()
    {
        for (std::int64_t depth = 1; depth > 0;) {
            const JsonToken token = m_scanner.next();
            if (token == JsonToken::Broken)
                return;
            depth += token == JsonToken::BeginObject || token == JsonToken::BeginArray;
            depth -= token == JsonToken::EndObject || token == JsonToken::EndArray;
        }
    }

    /// A list that began: its values joined; as JSON where it holds more than values.
    void writeList()
    {
        const std::size_t start = m_scanner.tokenStart();
        std::string joined;
        bool any = false;
        bool isPlain = true;
        bool isLong = false;
        JsonToken token = m_scanner.next();
        for (; token != JsonToken::EndArray && token != JsonToken::Broken; token = m_scanner.next()) {
            if (token == JsonToken::BeginObject || token == JsonToken::BeginArray) {
                isPlain = false;
                skipToEnd();
            } else if (token != JsonToken::Null) {
                const std::string_view text = m_scanner.text();
                isLong = isLong || text.size() > kLongestWord || text.find_first_of(",\n") != std::string_view::npos;
                if (any)
                    joined.push_back('\n');
                joined += text;
                any = true;
            }
        }
        if (token == JsonToken::Broken)
            return;
        if (!isPlain && m_choices.nested == JsonNesting::LeaveOut)
            return;
        if (!isPlain || m_choices.lists == JsonLists::Text) {
            m_cells.add(m_path, JsonCellKind::List, compactJson(m_text.substr(start, m_scanner.position() - start)));
            return;
        }
        // A list without a value has no text either: missing, unless a column's lists mean more than their words.
        m_cells.add(m_path, JsonCellKind::List, isLong ? joined : onOneLine(joined));
    }

    std::string_view m_text;
    JsonScanner m_scanner;
    const JsonChoices& m_choices;
    JsonCells& m_cells;
    std::string m_path;
};

} // namespace

Result<JsonChoices> jsonChoices(const ValueMap& options)
{
    JsonChoices choices;
    FETTLE_TRY_ASSIGN(const std::string nested, choiceOf(options, "nested", {"flatten", "text", "leave_out"}));
    FETTLE_TRY_ASSIGN(const std::string lists, choiceOf(options, "lists", {"join", "text"}));
    FETTLE_TRY_ASSIGN(choices.header, choiceOf(options, "header", {"auto", "yes", "no"}));
    choices.nested = nested == "text" ? JsonNesting::Text : nested == "leave_out" ? JsonNesting::LeaveOut : JsonNesting::Flatten;
    choices.lists = lists == "text" ? JsonLists::Text : JsonLists::Join;
    choices.rows = textOption(options, "rows");
    choices.encoding = textOption(options, "encoding");
    return choices;
}

void JsonCells::add(std::string_view name, JsonCellKind kind, std::string_view text)
{
    if (m_count == kMaxCells) {
        m_isFull = true;
        return;
    }
    if (m_count == m_cells.size())
        m_cells.emplace_back();
    JsonCell& cell = m_cells[m_count++];
    cell.name = name;
    cell.kind = kind;
    cell.text = text;
}

JsonRowFaults addJsonCells(std::string_view text, std::string_view prefix, const JsonChoices& choices, JsonCells& cells)
{
    CellWriter writer(text, choices, cells);
    if (prefix.empty())
        writer.writeRow();
    else
        writer.writeNamed(prefix);
    return writer.faults();
}

} // namespace fettle::data
