// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/xml_reader.h"

#include <optional>
#include <string>

#include <expat.h>

namespace fettle::data {
namespace {

std::string_view withoutNamespace(std::string_view name)
{
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

} // namespace

std::string_view XmlAttributes::at(std::string_view name) const
{
    for (const char** pair = m_pairs; *pair; pair += 2)
        if (withoutNamespace(pair[0]) == name)
            return pair[1];
    return {};
}

struct XmlReader::State {
    XmlHandler& handler;
    std::string part;
    XML_Parser parser = nullptr;
    std::uint64_t fedBytes = 0;
    int depth = 0;
    bool stopped = false;
    const char* refused = nullptr; ///< why the handler below ended it
    std::optional<Error> error;

    State(XmlHandler& to, std::string name) : handler(to), part(std::move(name)), parser(XML_ParserCreate(nullptr)) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State()
    {
        if (parser)
            XML_ParserFree(parser);
    }

    void refuse(const char* why)
    {
        refused = why;
        XML_StopParser(parser, XML_FALSE);
    }
    static void XMLCALL start(void* data, const XML_Char* name, const XML_Char** attributes)
    {
        auto& self = *static_cast<State*>(data);
        if (++self.depth > kMaxDepth)
            return self.refuse("nested too deep");
        if (!self.stopped)
            self.handler.startElement(withoutNamespace(name), XmlAttributes(attributes));
    }
    static void XMLCALL end(void* data, const XML_Char* name)
    {
        auto& self = *static_cast<State*>(data);
        --self.depth;
        if (!self.stopped)
            self.handler.endElement(withoutNamespace(name));
    }
    static void XMLCALL text(void* data, const XML_Char* bytes, int count)
    {
        auto& self = *static_cast<State*>(data);
        if (!self.stopped)
            self.handler.characters({bytes, static_cast<std::size_t>(count)});
    }
    static void XMLCALL documentType(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int)
    {
        static_cast<State*>(data)->refuse("it declares a document type");
    }
    [[nodiscard]] Error damaged(const std::string& why) const
    {
        return makeError("data.xml_damaged", {{"part", part}}, why);
    }
};

XmlReader::XmlReader(XmlHandler& handler, std::string part) : m_state(std::make_unique<State>(handler, std::move(part)))
{
    if (!m_state->parser)
        return;
    XML_SetUserData(m_state->parser, m_state.get());
    XML_SetElementHandler(m_state->parser, State::start, State::end);
    XML_SetCharacterDataHandler(m_state->parser, State::text);
    XML_SetStartDoctypeDeclHandler(m_state->parser, State::documentType);
}

XmlReader::~XmlReader() = default;

void XmlReader::stop()
{
    m_state->stopped = true;
    XML_StopParser(m_state->parser, XML_FALSE);
}

bool XmlReader::isStopped() const { return m_state->stopped; }

Result<void> XmlReader::feed(std::string_view bytes, bool isLast)
{
    State& state = *m_state;
    if (state.error)
        return *state.error;
    if (state.stopped)
        return {};
    if (!state.parser)
        return *(state.error = state.damaged("no memory for a parser"));
    // expat counts in int.
    constexpr std::size_t kPiece = 64u << 10;
    do {
        const auto piece = bytes.substr(0, kPiece);
        bytes.remove_prefix(piece.size());
        state.fedBytes += piece.size();
        const auto status = XML_Parse(state.parser, piece.data(), static_cast<int>(piece.size()), isLast && bytes.empty());
        if (state.stopped)
            return {};
        if (status != XML_STATUS_OK) {
            const auto line = std::to_string(XML_GetCurrentLineNumber(state.parser));
            state.error = state.damaged((state.refused ? std::string(state.refused)
                                                       : std::string(XML_ErrorString(XML_GetErrorCode(state.parser))))
                                        + ", line " + line);
            return *state.error;
        }
        // A tag that does not end is kept whole by the parser.
        const auto parsed = XML_GetCurrentByteIndex(state.parser);
        if (parsed >= 0 && state.fedBytes > static_cast<std::uint64_t>(parsed) + kMaxTagBytes)
            return *(state.error = state.damaged("a tag without an end"));
    } while (!bytes.empty());
    return {};
}

} // namespace fettle::data
