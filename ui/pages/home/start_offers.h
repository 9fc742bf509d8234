// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QCoreApplication>
#include <QString>

#include "engine/client/sentences.h"
#include "engine/contract/catalog.h"

namespace fettle::ui {

/// Something that a person may want to do: there is a task that learns from this kind of data, and a sample to try.
struct StartOffer {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::StartOffer)
public:
    struct Sample {
        std::string id;
        QString title;
        QString help;
        friend bool operator==(const Sample&, const Sample&) = default;
    };
    std::string input; ///< what the task learns from, as the catalog names it: "image", "table"
    QString title;
    QString sentence;
    std::string iconName;
    bool fromFolder = false; ///< one's own data of this kind are a folder
    std::vector<Sample> samples;

    friend bool operator==(const StartOffer&, const StartOffer&) = default;

    /// In the order of the catalog's samples; a task without a sample makes no offer.
    [[nodiscard]] static std::vector<StartOffer> from(const Catalog& catalog, const client::Sentences& sentences);

private:
    void describe(const std::vector<const ComponentInfo*>& tasks, const client::Sentences& sentences);
};

} // namespace fettle::ui
