// SPDX-License-Identifier: GPL-3.0-or-later
// Fills contract structs with seeded random values by their visitFields lists, for round-trip tests.
#pragma once

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "engine/contract/json_fields.h"

namespace fettle::test {

class RandomValues {
public:
    explicit RandomValues(std::uint64_t seed, bool withNonFinite = false) : m_random(seed), m_nonFinite(withNonFinite) {}

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_random() % bound); }

    std::string text()
    {
        static const std::vector<std::string> kTexts = {
            "", "age", "income group", "12", "007", "1.5", "-", "null", "~", "true", "no", "NaN", "-Infinity", ".inf",
            "a: b", "# not a comment", "- item", "{x}", "[y]", "\"quoted\"", "it's", "back\\slash", "line\nbreak\r\n",
            "tab\there", " leading", "trailing ", "\x01\x1f", "naïve", "图像分类", "🙂", "\xe2\x80\xa8separator",
            "\xef\xbb\xbf mark", "\xc2\x85", "&anchor", "*alias", "!tag", "%dir", "@at", "`tick`", "...", "---",
            "a/b", "1e5", "0x10", "+3", "-.5", "<<", "=", "?", "|", ">", "key: [1, 2]", std::string(1200, 'k')};
        return kTexts[below(kTexts.size())];
    }

    double real()
    {
        switch (below(m_nonFinite ? 10 : 7)) {
        case 0: return 0.0;
        case 1: return static_cast<double>(static_cast<std::int64_t>(m_random())) / 1e6;
        case 2: return 0.1 * static_cast<double>(below(1000));
        case 3: return std::numeric_limits<double>::denorm_min();
        case 4: return -std::numeric_limits<double>::max();
        case 5: return 1e22;
        case 6: return static_cast<double>(below(100));
        case 7: return std::numeric_limits<double>::quiet_NaN();
        case 8: return std::numeric_limits<double>::infinity();
        default: return -std::numeric_limits<double>::infinity();
        }
    }

    std::int64_t whole()
    {
        switch (below(4)) {
        case 0: return 0;
        case 1: return static_cast<std::int64_t>(m_random());
        case 2: return std::numeric_limits<std::int64_t>::min();
        default: return static_cast<std::int64_t>(below(1000));
        }
    }

    Value value(int depth = 3)
    {
        switch (below(depth > 0 ? 7 : 5)) {
        case 0: return {};
        case 1: return below(2) == 0;
        case 2: return whole();
        // Non-finite reals inside a Value travel as texts, so they do not come back as reals.
        case 3: return RandomValues(m_random()).real();
        case 4: return text();
        case 5: {
            ValueList list;
            for (std::size_t i = below(4); i > 0; --i)
                list.push_back(value(depth - 1));
            return list;
        }
        default: return map(depth - 1);
        }
    }

    ValueMap map(int depth = 2)
    {
        ValueMap values;
        for (std::size_t i = below(4); i > 0; --i)
            values.insert_or_assign(text(), value(depth));
        return values;
    }

    template <class T> void fill(T& member)
    {
        if constexpr (std::is_same_v<T, Value>)
            member = value();
        else if constexpr (std::is_same_v<T, ValueMap>)
            member = map();
        else if constexpr (std::is_same_v<T, bool>)
            member = below(2) == 0;
        else if constexpr (std::is_floating_point_v<T>)
            member = real();
        else if constexpr (std::is_integral_v<T>)
            member = sizeof(T) == 8 ? static_cast<T>(whole()) : static_cast<T>(below(1000));
        else if constexpr (std::is_same_v<T, std::string>)
            member = text();
        else if constexpr (TextEnum<T>)
            member = EnumText<T>::kNames[below(EnumText<T>::kNames.size())].first;
        else if constexpr (IsOptional<T>::value) {
            member.reset();
            if (below(2) == 0)
                fill(member.emplace());
        } else if constexpr (IsVector<T>::value) {
            member.resize(m_depth > 5 ? 0 : below(4));
            for (auto& item : member)
                fill(item);
        } else if constexpr (IsTextMap<T>::value) {
            for (std::size_t i = m_depth > 5 ? 0 : below(3); i > 0; --i)
                fill(member[text()]);
        } else {
            ++m_depth;
            visitFields(*this, member);
            --m_depth;
        }
    }

    // As a visitor of visitFields.
    template <class T> void operator()(const char*, T& member) { fill(member); }
    template <class T> void need(const char*, T& member) { fill(member); }

private:
    std::mt19937_64 m_random;
    bool m_nonFinite;
    int m_depth = 0;
};

/// A random struct, the same for the same seed.
template <class T> [[nodiscard]] T randomStruct(std::uint64_t seed, bool withNonFinite = false)
{
    T value{};
    RandomValues(seed, withNonFinite).fill(value);
    return value;
}

} // namespace fettle::test
