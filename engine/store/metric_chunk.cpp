// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/metric_chunk.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace fettle::store {
namespace {

template <class T> void appendNumber(std::string& text, T number)
{
    std::array<char, 32> buffer;
    const auto [end, status] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    text.append(buffer.data(), end);
}

/// The distance of the steps where it is the same everywhere.
std::optional<std::int64_t> strideOf(const MetricColumns& columns, std::size_t first, std::size_t last)
{
    if (last - first < 2)
        return 1;
    const std::uint64_t stride = static_cast<std::uint64_t>(columns.steps[first + 1]) - static_cast<std::uint64_t>(columns.steps[first]);
    for (std::size_t i = first + 2; i < last; ++i)
        if (static_cast<std::uint64_t>(columns.steps[i]) - static_cast<std::uint64_t>(columns.steps[i - 1]) != stride)
            return std::nullopt;
    // Steps as far apart as that are written out, so that no reader has to think of overflow.
    if (stride > (std::uint64_t{1} << 40U))
        return std::nullopt;
    return static_cast<std::int64_t>(stride);
}

const char* nameOf(double value)
{
    if (std::isnan(value))
        return "NaN";
    return value > 0 ? "Infinity" : "-Infinity";
}

class Scanner {
public:
    explicit Scanner(std::string_view text) : m_at(text.data()), m_end(text.data() + text.size()) {}

    bool take(char c)
    {
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    template <class T> bool number(T& number)
    {
        const auto [end, status] = std::from_chars(m_at, m_end, number);
        if (status != std::errc())
            return false;
        m_at = end;
        return true;
    }
    bool word(std::string_view word)
    {
        if (!std::string_view(m_at, static_cast<std::size_t>(m_end - m_at)).starts_with(word))
            return false;
        m_at += word.size();
        return true;
    }
    /// A number or null, which stands for a value that is no number until its kind is known.
    bool value(double& value)
    {
        value = std::numeric_limits<double>::quiet_NaN();
        return word("null") || number(value);
    }

private:
    const char* m_at;
    const char* m_end;
};

bool decodeNonFinite(std::string_view text, std::size_t first, MetricColumns& into)
{
    Scanner scanner(text);
    if (text.empty())
        return true;
    scanner.take('{');
    do {
        std::size_t place = 0;
        if (!scanner.take('"') || !scanner.number(place) || !scanner.word("\":\"") || place >= into.values.size() - first)
            return false;
        double& value = into.values[first + place];
        if (scanner.word("NaN"))
            value = std::numeric_limits<double>::quiet_NaN();
        else if (scanner.word("Infinity"))
            value = std::numeric_limits<double>::infinity();
        else if (scanner.word("-Infinity"))
            value = -std::numeric_limits<double>::infinity();
        if (!scanner.take('"'))
            return false;
    } while (scanner.take(','));
    return scanner.take('}');
}

} // namespace

MetricChunk encodeChunk(const MetricColumns& columns, std::size_t first, std::size_t last)
{
    MetricChunk chunk;
    chunk.firstStep = columns.steps[first];
    chunk.lastStep = columns.steps[last - 1];
    chunk.count = static_cast<std::int64_t>(last - first);
    chunk.stride = strideOf(columns, first, last);
    chunk.points.reserve((last - first) * 22 + 2);
    char separator = '[';
    for (std::size_t i = first; i < last; ++i) {
        chunk.points += separator;
        separator = ',';
        if (!chunk.stride) {
            chunk.points += '[';
            appendNumber(chunk.points, columns.steps[i]);
            chunk.points += ',';
        }
        if (std::isfinite(columns.values[i])) {
            appendNumber(chunk.points, columns.values[i]);
        } else {
            chunk.points += "null";
            auto& names = chunk.nonFinite ? *chunk.nonFinite : chunk.nonFinite.emplace();
            names += names.empty() ? "{\"" : ",\"";
            appendNumber(names, i - first);
            names += "\":\"";
            names += nameOf(columns.values[i]);
            names += '"';
        }
        if (!chunk.stride)
            chunk.points += ']';
    }
    chunk.points += ']';
    if (chunk.nonFinite)
        *chunk.nonFinite += '}';
    return chunk;
}

bool decodeChunk(std::int64_t firstStep, std::optional<std::int64_t> stride, std::string_view points,
                 std::string_view nonFinite, MetricColumns& into)
{
    const std::size_t first = into.values.size();
    Scanner scanner(points);
    if (!scanner.take('['))
        return false;
    std::int64_t step = firstStep;
    do {
        double value = 0.0;
        if (stride) {
            if (!scanner.value(value))
                return false;
        } else if (!scanner.take('[') || !scanner.number(step) || !scanner.take(',') || !scanner.value(value) ||
                   !scanner.take(']')) {
            return false;
        }
        into.steps.push_back(step);
        into.values.push_back(value);
        if (stride)
            step = static_cast<std::int64_t>(static_cast<std::uint64_t>(step) + static_cast<std::uint64_t>(*stride));
    } while (scanner.take(','));
    return scanner.take(']') && decodeNonFinite(nonFinite, first, into);
}

MetricColumns mergeColumns(const MetricColumns& older, const MetricColumns& newer)
{
    MetricColumns merged;
    merged.steps.reserve(older.steps.size() + newer.steps.size());
    merged.values.reserve(older.steps.size() + newer.steps.size());
    std::size_t o = 0;
    std::size_t n = 0;
    while (o < older.steps.size() || n < newer.steps.size()) {
        const bool takeNewer = n < newer.steps.size() && (o >= older.steps.size() || newer.steps[n] <= older.steps[o]);
        if (takeNewer && o < older.steps.size() && older.steps[o] == newer.steps[n])
            ++o;
        merged.steps.push_back(takeNewer ? newer.steps[n] : older.steps[o]);
        merged.values.push_back(takeNewer ? newer.values[n] : older.values[o]);
        ++(takeNewer ? n : o);
    }
    return merged;
}

} // namespace fettle::store
