// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tokenizers/charsmap.h"

#include "engine/platform/paths.h"
#include "engine/tokenizers/base64.h"
#include "engine/tokenizers/code_points.h"

namespace fettle::tokenizers {
namespace {

std::uint32_t littleEndian(std::string_view bytes, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// A unit of the double array: a label, how far to the children, whether the node ends an entry.
bool endsEntry(std::uint32_t unit) { return ((unit >> 8) & 1) != 0; }
std::uint32_t labelOf(std::uint32_t unit) { return unit & 0x800000FFu; }
std::uint32_t childrenOf(std::uint32_t unit) { return (unit >> 10) << ((unit & (1u << 9)) >> 6); }
std::uint32_t valueOf(std::uint32_t unit) { return unit & 0x7FFFFFFFu; }

} // namespace

Result<Charsmap> Charsmap::read(std::string_view bytes)
{
    Charsmap map;
    if (bytes.empty())
        return map;
    const auto damaged = [] { return makeError("tokenizers.charsmap"); };
    if (bytes.size() < 8)
        return damaged();
    const std::size_t trieBytes = littleEndian(bytes, 0);
    if (trieBytes < 4 || trieBytes % 4 != 0 || trieBytes > bytes.size() - 4)
        return damaged();
    map.m_units.reserve(trieBytes / 4);
    for (std::size_t at = 4; at < 4 + trieBytes; at += 4)
        map.m_units.push_back(littleEndian(bytes, at));
    map.m_replacements = bytes.substr(4 + trieBytes);
    // Replacements enter texts, which have to stay UTF-8, and an entry may point into the middle of one.
    if (!platform::isValidUtf8(map.m_replacements))
        return damaged();
    return map;
}

Result<Charsmap> Charsmap::readBase64(std::string_view text)
{
    const auto bytes = decodeBase64(text);
    return bytes ? read(*bytes) : makeError("tokenizers.charsmap");
}

std::optional<Charsmap::Match> Charsmap::search(std::string_view text, bool wantsLongest) const
{
    std::optional<Match> found;
    if (m_units.empty())
        return found;
    std::size_t node = childrenOf(m_units[0]);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        node ^= byte;
        if (node >= m_units.size() || labelOf(m_units[node]) != byte)
            break;
        const auto unit = m_units[node];
        node ^= childrenOf(unit);
        if (node >= m_units.size())
            break;
        if (!endsEntry(unit))
            continue;
        const std::size_t at = valueOf(m_units[node]);
        if (at > m_replacements.size() || (at < m_replacements.size() && !startsCharacter(m_replacements[at])))
            continue;
        const auto end = m_replacements.find('\0', at);
        found = Match{i + 1, std::string_view(m_replacements).substr(at, end == std::string::npos ? end : end - at)};
        if (!wantsLongest)
            break;
    }
    return found;
}

} // namespace fettle::tokenizers
