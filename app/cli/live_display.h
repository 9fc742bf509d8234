// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <string>

#include "app/cli/cli_context.h"

namespace fettle::cli {

/// What a person sees of a job while it runs, on stderr: at a terminal one line that is drawn over (bar, phase, loss,
/// metric, time left and a sparkline of the loss), else a line per phase and per epoch.
class LiveDisplay {
public:
    explicit LiveDisplay(const CliContext& context);
    ~LiveDisplay(); ///< clears the line

    void event(const ClientEvent& event);

private:
    void progress(const Value& payload);
    void metrics(const Value& payload);
    void draw();
    void clear();
    [[nodiscard]] std::string sparkline() const;
    [[nodiscard]] std::string figures() const;

    const CliContext& m_context;
    bool m_terminal;
    std::string m_phase;
    double m_done = 0.0;
    double m_total = 0.0;
    double m_secondsLeft = -1.0;
    double m_epoch = 0.0;
    std::int64_t m_printedEpoch = -1;
    std::deque<double> m_losses;
    std::string m_metricName;
    double m_metric = 0.0;
    std::int64_t m_drawnMs = 0;
    bool m_drawn = false;
};

} // namespace fettle::cli
