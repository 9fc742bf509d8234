// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <QObject>

#include "engine/contract/value.h"
#include "ui/pages/data/thumbnail_loader.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// One example of the data that a run saw.
struct DataExample {
    std::int64_t id = -1; ///< row of the data version
    std::string manifestPath;
    ValueMap row;         ///< column → value; pictures are left out
    Value truth;          ///< null: the model does not know the class
    std::optional<ThumbnailPlace> picture;
};

/// Examples that a run was tested on, one after the other in a random order: the test set, else the validation set.
class ExampleSource : public QObject {
    Q_OBJECT
public:
    explicit ExampleSource(Session& session, QObject* parent = nullptr);

    /// Null: none. The next example follows by itself where it is another run.
    void setRun(const store::RunRecord* run);
    void next();
    [[nodiscard]] bool isAvailable() const { return m_available; }

Q_SIGNALS:
    void came(const fettle::ui::DataExample& example);
    /// There is none to show: the data or the evaluation is gone.
    void failed();

private:
    void ask();
    void take(const Value& answer);

    Session& m_session;
    std::string m_run;
    std::string m_folder;
    std::string m_manifestPath;
    std::string m_split;
    std::int64_t m_total = 0;
    std::int64_t m_place = 0;
    bool m_available = false;
    int m_round = 0;
};

} // namespace fettle::ui
