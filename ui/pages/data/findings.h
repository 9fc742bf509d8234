// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QCoreApplication>
#include <QString>

#include "ui/session/session.h"

namespace fettle::ui {

/// Something about the data that is worth knowing before training, and what can be done about it here.
struct Finding {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::Finding)
public:
    enum class Kind { GivesAway, Broken, Missing, Duplicates, Imbalance, Target, Other };
    Kind kind = Kind::Other;
    bool isWarning = true;
    QString title;
    QStringList sentences;
    std::string column; ///< that may be left out for it; empty: nothing to press

    /// Only what the engine has found: the version's statistics and report, and the recommendation's warnings. The
    /// gravest first.
    [[nodiscard]] static std::vector<Finding> of(const DatasetManifest& manifest, const Recommendation* advice,
                                                 const Recipe& recipe, const client::Sentences& sentences);

private:
    class Search;
};

} // namespace fettle::ui
