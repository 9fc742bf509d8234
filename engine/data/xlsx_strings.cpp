// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/xlsx_strings.h"

#include "engine/data/xlsx_values.h"
#include "engine/data/xml_reader.h"

namespace fettle::data {

/// <si><t>text</t></si>, or runs <si><r><t>te</t></r><r><t>xt</t></r></si>; <rPh> is how a text is pronounced.
struct SharedStrings::State final : XmlHandler {
    XlsxPart part;
    XmlReader reader;
    std::string bytes;               ///< all texts one after the other
    std::vector<std::uint64_t> ends; ///< of each text in `bytes`
    std::string current;
    std::string piece;
    bool inText = false;
    int pronunciation = 0;
    bool ended = false;

    State(XlsxPart source, std::string name) : part(std::move(source)), reader(*this, std::move(name)) {}

    void startElement(std::string_view name, const XmlAttributes&) override
    {
        if (name == "si")
            current.clear();
        else if (name == "rPh")
            ++pronunciation;
        else if (name == "t")
            inText = pronunciation == 0;
    }
    void endElement(std::string_view name) override
    {
        if (name == "t") {
            inText = false;
        } else if (name == "rPh") {
            --pronunciation;
        } else if (name == "si") {
            bytes += unescapedSheetText(current);
            ends.push_back(bytes.size());
        }
    }
    void characters(std::string_view text) override
    {
        if (inText)
            current += text;
    }

    /// Reads on; sets `ended`.
    Result<void> more()
    {
        piece.clear();
        FETTLE_TRY_ASSIGN(const bool hasMore, part.read(piece));
        ended = !hasMore;
        FETTLE_TRY(reader.feed(piece, ended));
        if (bytes.size() + current.size() > kMaxBytes)
            return makeError("data.workbook_too_large", {{"limit_bytes", static_cast<std::int64_t>(kMaxBytes)}});
        return {};
    }
};

SharedStrings::SharedStrings(XlsxPart part, std::string name)
    : m_state(std::make_unique<State>(std::move(part), std::move(name)))
{
}
SharedStrings::SharedStrings() = default;
SharedStrings::SharedStrings(SharedStrings&&) noexcept = default;
SharedStrings& SharedStrings::operator=(SharedStrings&&) noexcept = default;
SharedStrings::~SharedStrings() = default;

std::size_t SharedStrings::loadedCount() const { return m_state ? m_state->ends.size() : 0; }

Result<std::string_view> SharedStrings::at(std::size_t index, bool& known)
{
    known = false;
    if (!m_state)
        return std::string_view();
    State& state = *m_state;
    while (index >= state.ends.size() && !state.ended)
        FETTLE_TRY(state.more());
    if (index >= state.ends.size())
        return std::string_view();
    known = true;
    const auto begin = index == 0 ? 0 : state.ends[index - 1];
    return std::string_view(state.bytes).substr(begin, state.ends[index] - begin);
}

} // namespace fettle::data
