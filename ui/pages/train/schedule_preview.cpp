// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/schedule_preview.h"

#include <QEvent>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "ui/plots/curve_plot.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kAskDelayMs = 150;

} // namespace

SchedulePreview::SchedulePreview(Session& session, TrainPlan& plan, QWidget* parent)
    : QWidget(parent), m_session(session), m_plan(plan), m_plot(new CurvePlot(&session.dialogs()))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_plot);
    m_plot->setFixedHeight(4 * themeOf(this).space(6));
    connect(m_plot, &CurvePlot::saveFailed, &session, &Session::report);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kAskDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &SchedulePreview::ask);
    connect(&plan, &TrainPlan::changed, this, [this] { m_timer.start(); });
    connect(&session, &Session::engineChanged, this, [this] {
        m_asked.clear();
        m_timer.start();
    });
    m_timer.start();
    retranslate();
}

void SchedulePreview::ask()
{
    if (!isVisible() || m_session.engine().state() != EngineApi::State::Ready)
        return;
    const auto& draft = m_session.draft().recipe();
    const auto& objectives = m_plan.resolved() ? m_plan.resolved()->objectives : draft.objectives;
    if (objectives.empty() || !objectives.front().schedule.isSet() || !objectives.front().optimizer.isSet())
        return;
    // What the user has set already counts, also before the check has come back.
    const auto& objective = draft.objectives.empty() || !draft.objectives.front().schedule.isSet() ? objectives.front() : draft.objectives.front();
    ValueMap params{{"schedule", toValue(objective.schedule)},
                    {"optimizer", toValue(objective.optimizer)},
                    {"steps", m_plan.steps()},
                    {"steps_per_epoch", m_plan.stepsPerEpoch()},
                    {"supersedes", "schedule_curve"}};
    if (params == m_asked)
        return;
    m_asked = params;
    m_session.engine().request("worker.schedule_curve", std::move(params), this, [this](Result<Value> answer) {
        if (answer)
            took(*answer);
        else
            m_asked.clear();
    });
}

void SchedulePreview::took(const Value& answer)
{
    std::vector<std::int64_t> steps;
    std::vector<double> values;
    for (const auto& step : answer.at("steps").asList())
        steps.push_back(step.asInteger());
    for (const auto& value : answer.at("values").asList())
        values.push_back(value.asReal());
    if (steps.size() != values.size())
        return;
    m_plot->clear();
    m_plot->addCurve({tr("Learning rate"), {}, PlotPart::Other, 0, false});
    m_plot->append(0, steps, values);
}

void SchedulePreview::retranslate()
{
    m_plot->setTitle(tr("Learning rate over the training"));
    m_plot->setPlaceholder(tr("The curve appears here."));
}

void SchedulePreview::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        m_plot->setFixedHeight(4 * themeOf(this).space(6));
}

void SchedulePreview::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_timer.start();
}

} // namespace fettle::ui
