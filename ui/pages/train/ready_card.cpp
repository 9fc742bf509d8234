// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/ready_card.h"

#include <algorithm>
#include <cmath>

#include <QEvent>
#include <QLocale>
#include <QVBoxLayout>

#include "ui/plots/plot_curve.h"
#include "ui/plots/run_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/pill.h"

namespace fettle::ui {
namespace {

enum FigureRow { kModelRow, kDataRow, kStepsRow, kTimeRow, kMemoryRow };
constexpr std::size_t kProblemsShown = 3;

} // namespace

ReadyCard::ReadyCard(Session& session, TrainPlan& plan, QWidget* parent)
    : Card(parent), m_session(session), m_plan(plan), m_pill(new Pill), m_notice(new Notice(NoticeKind::Warning)),
      m_warning(new Notice(NoticeKind::Warning)), m_figures(new KeyValueList)
{
    addToHeader(m_pill);
    content()->addWidget(m_notice);
    content()->addWidget(m_figures);
    content()->addWidget(m_warning);
    for (int row = kModelRow; row <= kMemoryRow; ++row)
        m_figures->addRow({}, {}, row != kModelRow && row != kDataRow);
    connect(&plan, &TrainPlan::changed, this, &ReadyCard::refresh);
    connect(&session, &Session::recommendationChanged, this, &ReadyCard::refresh);
    connect(&session, &Session::catalogChanged, this, &ReadyCard::refresh);
    retranslate();
}

void ReadyCard::setFormProblem(const QString& sentence)
{
    if (sentence == m_formProblem)
        return;
    m_formProblem = sentence;
    refresh();
}

QString ReadyCard::reason() const
{
    if (!m_formProblem.isEmpty())
        return m_formProblem;
    const auto problems = m_plan.problems();
    if (!problems.empty())
        return QString::fromStdString(m_session.sentences().sentence(problems.front()));
    if (m_session.data().phase != DataState::Phase::Ready)
        return tr("There is no data yet.");
    return m_session.draft().isEmpty() ? tr("There is no model yet.") : QString();
}

void ReadyCard::refresh()
{
    const QString why = reason();
    if (!why.isEmpty()) {
        m_pill->setTone(PillTone::Warning);
        m_pill->setIconName("alert");
        m_pill->setText(tr("Not ready"));
    } else if (m_plan.isChecking()) {
        m_pill->setTone(PillTone::Neutral);
        m_pill->setIconName("timer-sand");
        m_pill->setText(tr("Checking"));
    } else {
        m_pill->setTone(PillTone::Success);
        m_pill->setIconName("check-circle");
        m_pill->setText(tr("Ready"));
    }
    showProblem();
    showFigures();
    Q_EMIT reasonChanged();
}

void ReadyCard::showProblem()
{
    const auto problems = m_plan.problems();
    QStringList sentences;
    if (!m_formProblem.isEmpty())
        sentences << m_formProblem;
    for (const auto& problem : problems)
        if (static_cast<std::size_t>(sentences.size()) < kProblemsShown)
            sentences << QString::fromStdString(m_session.sentences().sentence(problem));
    if (problems.size() > kProblemsShown)
        sentences << tr("And %n more.", nullptr, static_cast<int>(problems.size() - kProblemsShown));
    if (sentences.isEmpty() && !reason().isEmpty())
        sentences << reason();
    m_notice->setVisible(!sentences.isEmpty());
    m_notice->setText(sentences.join(QLatin1Char('\n')));
    m_notice->setDetails(problems.empty() ? QString() : QString::fromStdString(problems.front().detail));
    m_notice->clearActions();
    const bool noData = m_session.data().phase != DataState::Phase::Ready || m_session.recommendationProblem();
    if (noData)
        connect(m_notice->addAction(tr("Go to the data")), &QAbstractButton::clicked, this, [this] { m_session.goTo(Place::Data); });
    else if (m_plan.isNetworkProblem() || m_session.draft().isEmpty())
        connect(m_notice->addAction(tr("Mend the model")), &QAbstractButton::clicked, this, [this] { m_session.goTo(Place::Model); });

    const auto needed = m_plan.memoryBytes();
    const bool short_ = needed && m_plan.machine().memoryBytes > 0 && *needed > m_plan.machine().memoryBytes;
    m_warning->setVisible(short_);
    if (short_)
        m_warning->setText(tr("It may need about %1, but %2 are free. If memory runs short, the examples of a batch pass in smaller groups; the result stays the same.")
                               .arg(QString::fromStdString(m_session.sentences().bytes(static_cast<double>(*needed))),
                                    QString::fromStdString(m_session.sentences().bytes(static_cast<double>(m_plan.machine().memoryBytes)))));
}

void ReadyCard::showFigures()
{
    const auto& sentences = m_session.sentences();
    const auto& data = m_session.data();
    const bool known = data.phase == DataState::Phase::Ready && !m_session.draft().isEmpty();
    m_figures->setVisible(known);
    if (!known)
        return;
    const auto text = [](const std::string& value) { return QString::fromStdString(value); };
    const QString unknown = QStringLiteral("–");
    QString model = RunWords::model(m_session, m_session.draft().recipe());
    if (m_plan.parameterCount() > 0)
        model = tr("%1, %2 parameters", "model, number").arg(model, text(sentences.number(Value(m_plan.parameterCount()))));
    m_figures->setValue(kModelRow, model);
    const auto rows = data.manifest.splitRows.find("train");
    const auto count = rows == data.manifest.splitRows.end() ? data.manifest.rowCount : rows->second;
    m_figures->setValue(kDataRow, tr("%1, %2 examples to learn from", "data, number").arg(text(data.name), QLocale().toString(static_cast<qlonglong>(count))));
    m_figures->setValue(kStepsRow, tr("%1 (%2 epochs of %3)", "steps, epochs, steps per epoch")
                                       .arg(text(sentences.number(Value(m_plan.steps()))), formatValue(m_plan.epochs(), ValueForm::Number),
                                            text(sentences.number(Value(m_plan.stepsPerEpoch())))));
    const auto minutes = m_plan.minutes();
    m_figures->setValue(kTimeRow, minutes ? RunWords::estimate(m_session, *minutes * 60.0) : unknown);
    const auto memory = m_plan.memoryBytes();
    const auto available = m_plan.machine().memoryBytes;
    m_figures->setValue(kMemoryRow, !memory ? unknown
                                    : available > 0
                                        ? tr("about %1 of %2 free").arg(text(sentences.bytes(static_cast<double>(*memory))), text(sentences.bytes(static_cast<double>(available))))
                                        : tr("about %1").arg(text(sentences.bytes(static_cast<double>(*memory)))));
}

void ReadyCard::retranslate()
{
    setTitle(tr("Before it starts"));
    m_figures->setName(kModelRow, tr("Model"));
    m_figures->setName(kDataRow, tr("Data"));
    m_figures->setName(kStepsRow, tr("Steps"));
    m_figures->setName(kTimeRow, tr("Time"));
    m_figures->setName(kMemoryRow, tr("Memory"));
    refresh();
}

void ReadyCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
