// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace fettle::service {

/// The last lines of what a program printed, bounded in bytes.
class LogTail {
public:
    explicit LogTail(std::size_t maxBytes = std::size_t{64} << 10) : m_maxBytes(maxBytes) {}
    void add(std::string_view line)
    {
        m_lines.emplace_back(line.substr(0, 4096));
        m_bytes += m_lines.back().size() + 1;
        while (m_bytes > m_maxBytes && m_lines.size() > 1) {
            m_bytes -= m_lines.front().size() + 1;
            m_lines.pop_front();
        }
    }
    [[nodiscard]] bool empty() const { return m_lines.empty(); }
    [[nodiscard]] std::string text() const { return last(m_lines.size()); }
    /// The last `count` lines.
    [[nodiscard]] std::string last(std::size_t count) const
    {
        std::string text;
        for (std::size_t i = m_lines.size() - std::min(count, m_lines.size()); i < m_lines.size(); ++i)
            text += m_lines[i] + '\n';
        return text;
    }

private:
    std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
    std::deque<std::string> m_lines;
};

} // namespace fettle::service
