// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include <QObject>

#include "engine/contract/client_protocol.h"
#include "engine/contract/pretrained.h"
#include "ui/session/engine_api.h"

namespace fettle::ui {

/// The pretrained models of this computer, and those on their way here. Nothing is fetched unless fetch() is called.
class PretrainedLibrary : public QObject {
    Q_OBJECT
public:
    explicit PretrainedLibrary(EngineApi& engine, QObject* parent = nullptr);

    /// Whether models() has come: until then nobody knows that there are none.
    [[nodiscard]] bool isKnown() const { return m_known; }
    [[nodiscard]] const std::vector<PretrainedModel>& models() const { return m_models; }
    /// Null where there is none of that id.
    [[nodiscard]] const PretrainedModel* find(std::string_view id) const;
    /// What its makers call it; the id where it is gone.
    [[nodiscard]] std::string title(const std::string& id) const;
    /// Folders of the library that cannot be read any more.
    [[nodiscard]] const std::vector<Error>& problems() const { return m_problems; }
    /// By the models' ids; also those that another program asked for.
    [[nodiscard]] const std::map<std::string, FetchProgress>& fetching() const { return m_fetching; }

    void refresh();
    /// What would come in. The answer is for `context` and not called after it is gone; cancel() of the engine stops it.
    std::int64_t look(PretrainedRequest request, QObject* context, std::function<void(Result<PretrainedOffer>)> done);
    /// Goes on when `context` is gone, and when this window is.
    void fetch(PretrainedRequest request, QObject* context, std::function<void(Result<PretrainedModel>)> done);
    /// What has arrived is kept for the next time.
    void cancel(const std::string& id);
    void remove(const std::string& id);

    void handleEvent(const ClientEvent& event);

Q_SIGNALS:
    /// The list came, or what is on its way moved on.
    void changed();
    /// Other models than before.
    void modelsChanged();
    void problemCame(const fettle::Error& error);

private:
    void take(const Value& answer);

    EngineApi& m_engine;
    bool m_known = false;
    std::vector<PretrainedModel> m_models;
    std::vector<Error> m_problems;
    std::map<std::string, FetchProgress> m_fetching;
};

} // namespace fettle::ui
