// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/frequent_classes.h"

#include <algorithm>

namespace fettle::components {

std::vector<std::string> frequentClasses(std::vector<std::pair<std::string_view, std::int64_t>> counts, std::int64_t minimumCount,
                                         std::size_t limit)
{
    std::erase_if(counts, [minimumCount](const auto& each) { return each.second < minimumCount; });
    std::ranges::sort(counts, [](const auto& a, const auto& b) { return std::pair(-a.second, a.first) < std::pair(-b.second, b.first); });
    counts.resize(std::min(counts.size(), limit));
    std::vector<std::string> classes;
    for (const auto& [text, count] : counts)
        classes.emplace_back(text);
    std::ranges::sort(classes);
    return classes;
}

} // namespace fettle::components
