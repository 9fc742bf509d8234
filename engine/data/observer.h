// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/contract/dataset.h"
#include "engine/contract/worker_protocol.h"

namespace fettle::data {

/// Told what a long piece of work on data does; asked whether to go on. Called from the thread that asked for the work.
class Observer {
public:
    virtual ~Observer() = default;
    virtual void progress(const Progress& progress) = 0;
    virtual void note(const Note& note) = 0;
    [[nodiscard]] virtual bool cancelled() const = 0;
};

/// For callers that wait without watching.
class SilentObserver final : public Observer {
public:
    void progress(const Progress&) override {}
    void note(const Note&) override {}
    [[nodiscard]] bool cancelled() const override { return false; }
};

} // namespace fettle::data
