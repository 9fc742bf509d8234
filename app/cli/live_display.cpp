// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/live_display.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/platform/clock.h"
#include "engine/platform/terminal.h"

namespace fettle::cli {
namespace {

constexpr std::size_t kSparkPoints = 24;
constexpr int kBarCells = 20;
constexpr std::int64_t kRedrawMs = 100;

std::int64_t nowMs() { return platform::SystemClock().monotonicMs(); }

} // namespace

LiveDisplay::LiveDisplay(const CliContext& context)
    : m_context(context), m_terminal(platform::isTerminal(platform::StandardStream::Errors))
{
}

LiveDisplay::~LiveDisplay() { clear(); }

void LiveDisplay::event(const ClientEvent& event)
{
    if (event.topic == "progress")
        progress(event.payload);
    else if (event.topic == "metrics")
        metrics(event.payload);
    else if (event.topic == "note") {
        clear();
        m_context.note(errorFromJson(toJson(event.payload)));
    }
    draw();
}

void LiveDisplay::progress(const Value& payload)
{
    const auto phase = payload.at("phase").asText();
    m_done = payload.at("done").asReal();
    m_total = payload.at("total").asReal();
    m_secondsLeft = payload.at("seconds_left").asReal(-1.0);
    m_epoch = payload.at("details").at("epoch").asReal(m_epoch);
    if (phase != m_phase && !m_terminal)
        std::fprintf(stderr, "%s\n", m_context.say(FETTLE_CLI("Phase: {phase:phase}"), {{"phase", phase}}).c_str());
    m_phase = phase;
}

void LiveDisplay::metrics(const Value& payload)
{
    for (const auto& points : payload.at("series").asList()) {
        const auto name = points.at("series").asText();
        const auto& values = points.at("values").asList();
        if (values.empty())
            continue;
        if (name == "train/loss") {
            for (const auto& value : values)
                m_losses.push_back(value.asReal());
            while (m_losses.size() > kSparkPoints * 16)
                m_losses.pop_front();
        } else if (name.starts_with("validation/") && name != "validation/loss" && m_metricName != "validation/loss" &&
                   (m_metricName.empty() || m_metricName == name)) {
            m_metricName = name;
            m_metric = values.back().asReal();
        }
    }
}

std::string LiveDisplay::sparkline() const
{
    static constexpr std::array kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    if (m_losses.size() < 2)
        return {};
    // Each cell is the mean of its share of the points, so that a noisy loss shows its trend.
    std::vector<double> cells;
    const std::size_t count = std::min(kSparkPoints, m_losses.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t first = i * m_losses.size() / count;
        const std::size_t last = std::max(first + 1, (i + 1) * m_losses.size() / count);
        double sum = 0.0;
        for (std::size_t k = first; k < last; ++k)
            sum += m_losses[k];
        cells.push_back(sum / static_cast<double>(last - first));
    }
    const auto [low, high] = std::ranges::minmax(cells);
    std::string line;
    for (const double cell : cells) {
        const double share = std::isfinite(cell) && high > low ? (cell - low) / (high - low) : 0.0;
        line += kBlocks[static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * (kBlocks.size() - 1))];
    }
    return line;
}

std::string LiveDisplay::figures() const
{
    std::string text;
    if (m_epoch > 0.0)
        text += "  " + m_context.say(FETTLE_CLI("epoch {epoch}"), {{"epoch", fmt::format("{:.1f}", m_epoch)}});
    if (!m_losses.empty())
        text += "  " + m_context.say(FETTLE_CLI("loss {loss}"), {{"loss", fmt::format("{:.4f}", m_losses.back())}});
    if (!m_metricName.empty())
        text += fmt::format("  {} {:.4f}", m_metricName, m_metric);
    if (m_secondsLeft >= 0.0)
        text += "  " + m_context.say(FETTLE_CLI("{duration} left"),
                                     {{"duration", m_context.sentences().duration(m_secondsLeft)}});
    return text;
}

void LiveDisplay::draw()
{
    if (!m_terminal) {
        const auto epoch = static_cast<std::int64_t>(m_epoch);
        if (m_phase == "training" && epoch > m_printedEpoch && !m_losses.empty()) {
            m_printedEpoch = epoch;
            std::fprintf(stderr, "%s\n", figures().c_str());
        }
        return;
    }
    if (nowMs() - m_drawnMs < kRedrawMs)
        return;
    m_drawnMs = nowMs();
    std::string bar;
    const double share = m_total > 0.0 ? std::clamp(m_done / m_total, 0.0, 1.0) : 0.0;
    for (int i = 0; i < kBarCells; ++i)
        bar += i < static_cast<int>(share * kBarCells) ? "█" : "░";
    std::string line = fmt::format("{} {:3.0f}%  {}{}", bar, share * 100.0, m_context.sentences().word("phase", m_phase), figures());
    const auto spark = sparkline();
    if (terminalWidth(line) + terminalWidth(spark) + 3 < platform::terminalColumns())
        line += "  " + spark;
    std::fprintf(stderr, "\r\033[K%s", line.c_str());
    std::fflush(stderr);
    m_drawn = true;
}

void LiveDisplay::clear()
{
    if (m_drawn)
        std::fputs("\r\033[K", stderr);
    m_drawn = false;
}

} // namespace fettle::cli
