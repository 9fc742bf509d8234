// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "app/cli/cli_context.h"
#include "engine/contract/pretrained.h"

namespace fettle::cli {

/// What a person sees of a model on its way, on stderr: at a terminal one line that is drawn over, else a line per
/// phase and per tenth.
class FetchDisplay {
public:
    FetchDisplay(const CliContext& context, std::string id);
    ~FetchDisplay(); ///< clears the line

    void show(const FetchProgress& progress);

private:
    [[nodiscard]] std::string line(const FetchProgress& progress) const;
    void clear();

    const CliContext& m_context;
    std::string m_id;
    bool m_terminal;
    bool m_drawn = false;
    FetchPhase m_phase = FetchPhase::Completed;
    std::int64_t m_tenth = -1;
};

} // namespace fettle::cli
