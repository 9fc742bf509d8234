// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <QObject>

#include "engine/contract/metric.h"
#include "engine/contract/result.h"

namespace fettle::ui {

class Session;

/// The curves of one run for whoever draws them: what the store holds, thinned to some thousand points a series with
/// every extreme kept, and behind it what comes live, without a gap and without a point twice. Whole again after a lost
/// connection. Keeps no points itself.
class RunSeries : public QObject {
    Q_OBJECT
public:
    explicit RunSeries(Session& session, QObject* parent = nullptr);

    /// Which series are wanted, before setRun() or reload(); all, if this is not called.
    void setWanted(std::function<bool(const std::string& series)> wanted) { m_wanted = std::move(wanted); }
    /// Empty: none. Tells cleared(), then what there is.
    void setRun(const std::string& run);
    [[nodiscard]] const std::string& run() const { return m_run; }
    /// Reads again what the store holds; lines stay until the new points are here.
    void reload();
    /// All that the store had when it was asked has been told.
    [[nodiscard]] bool isLoaded() const { return m_listed && m_loading == 0; }
    /// Asks for finer points of these steps where what was told is thinned. They come as replaced().
    void refine(const std::string& series, double first, double last);

Q_SIGNALS:
    void cleared();
    /// All that the store has of the run, wanted or not.
    void listed(const std::vector<std::string>& series);
    /// These points instead of those from step `first` to `last`.
    void replaced(const std::string& series, std::int64_t first, std::int64_t last, std::span<const std::int64_t> steps,
                  std::span<const double> values);
    void appended(const std::string& series, std::span<const std::int64_t> steps, std::span<const double> values);
    void loaded();
    void failed(const fettle::Error& error);

private:
    struct Series {
        bool loading = false;
        bool thinned = false;
        std::int64_t lastStep = 0; ///< told
        std::pair<std::int64_t, std::int64_t> refined{0, -1};
        MetricPoints waiting; ///< came live while the store was asked
    };

    void tookList(const Value& answer);
    void load(const std::string& name);
    void took(const std::string& name, Result<Value> answer);
    void takeLive(const MetricPoints& points);
    void tell(Series& series, const MetricPoints& points, std::int64_t after);
    void settle();

    Session& m_session;
    std::function<bool(const std::string&)> m_wanted;
    std::string m_run;
    std::map<std::string, Series> m_series;
    bool m_listed = false;
    int m_loading = 0;
    int m_generation = 0; ///< answers to older questions are not for this run
};

} // namespace fettle::ui
