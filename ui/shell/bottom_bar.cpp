// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/bottom_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include "ui/shell/place_names.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/link.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kProblemMs = 15'000;
constexpr int kBarHeight = 2;

} // namespace

BottomBar::BottomBar(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_row(new QHBoxLayout(this)), m_device(new Link(TextStyle::Small, this)),
      m_problem(new ElidedLabel(TextStyle::Small, Qt::ElideRight, this)), m_fix(new Link(TextStyle::Small, this)),
      m_job(new Link(TextStyle::Small, this)), m_left(new TextLabel(TextStyle::Code, this)),
      m_pause(new IconButton("pause", this))
{
    m_problem->setColorRole("danger");
    m_left->setColorRole("text.secondary");
    m_row->addWidget(m_device);
    m_row->addWidget(m_problem, 1);
    m_row->addWidget(m_fix);
    m_row->addStretch(0);
    m_row->addWidget(m_job);
    m_row->addWidget(m_left);
    m_row->addWidget(m_pause);
    m_problemTimer.setSingleShot(true);
    m_problemTimer.setInterval(kProblemMs);
    connect(&m_problemTimer, &QTimer::timeout, this, [this] {
        m_problem->setText({});
        refresh();
    });
    connect(m_device, &QAbstractButton::clicked, this, &BottomBar::whyWanted);
    connect(m_job, &QAbstractButton::clicked, this, [this] {
        const auto* job = runningJob();
        if (job && !job->run.empty())
            m_session.selectRun(job->run);
        m_session.goTo(job && job->kind == JobKind::Train ? Place::Train : Place::Queue);
    });
    connect(m_pause, &QAbstractButton::clicked, this, [this] {
        if (const auto* job = runningJob())
            m_session.pauseJob(job->id);
    });
    connect(m_fix, &QAbstractButton::clicked, this, [this] { m_session.engine().start(); });
    connect(&m_session, &Session::engineChanged, this, [this] {
        if (m_session.engine().state() == EngineApi::State::Ready)
            askDevice();
        refresh();
    });
    connect(&m_session, &Session::jobsChanged, this, &BottomBar::refresh);
    connect(&m_session, &Session::problemCame, this, &BottomBar::showProblem);
    connect(&m_session, &Session::progressCame, this, [this](const std::string& id) {
        if (const auto* job = runningJob(); job && job->id == id)
            showProgress(*job);
    });
    applySizes();
    retranslate();
}

QString BottomBar::problemText() const { return m_problem->text(); }

void BottomBar::applySizes()
{
    const auto& theme = themeOf(this);
    setFixedHeight(theme.size("frame.bottomBar"));
    m_row->setContentsMargins(theme.space(3), 0, theme.space(2), 0);
    m_row->setSpacing(theme.space(2));
}

void BottomBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

void BottomBar::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color("bg.surface"));
    painter.fillRect(0, 0, width(), 1, theme.color("line.subtle"));
    if (const auto* job = runningJob())
        painter.fillRect(QRectF(0, 0, width() * job->progress, kBarHeight), theme.color("accent.fill"));
}

void BottomBar::retranslate()
{
    m_pause->setLabel(tr("Pause"));
    m_fix->setText(tr("Restart"));
    refresh();
}

void BottomBar::askDevice()
{
    m_session.engine().request("engine.doctor", {}, this, [this](Result<Value> answer) {
        if (answer) {
            m_doctor = *answer;
            refresh();
        }
    });
}

void BottomBar::showProblem(const Error& error)
{
    m_problem->setText(QString::fromStdString(m_session.sentences().sentence(error)));
    m_problemTimer.start();
    refresh();
}

const Job* BottomBar::runningJob() const
{
    for (const auto& job : m_session.jobs())
        if (isHeld(job.state))
            return &job;
    return nullptr;
}

void BottomBar::refresh()
{
    const int threads = static_cast<int>(m_doctor.at("training_threads").asInteger());
    m_device->setVisible(threads > 0);
    m_device->setText(tr("CPU, %n thread(s) (why?)", nullptr, threads));
    m_device->setToolTip(tr("What this computer has, and why training uses it so: see Settings."));

    const auto state = m_session.engine().state();
    const auto problem = m_session.engine().problem();
    const bool wrong = state == EngineApi::State::Failed || state == EngineApi::State::Lost;
    m_fix->setVisible(state == EngineApi::State::Failed);
    if (wrong)
        m_problem->setText(state == EngineApi::State::Lost
                               ? tr("The background program of Fettle went away. It is being started again; nothing is lost.")
                               : QString::fromStdString(m_session.sentences().sentence(problem.value_or(makeError("client.not_connected")))));
    else if (!m_problemTimer.isActive())
        m_problem->setText({});

    const auto* job = runningJob();
    m_job->setVisible(job);
    m_left->setVisible(job);
    m_pause->setVisible(job && job->kind == JobKind::Train && job->state == JobState::Running);
    if (job) {
        m_job->setText(tr("%1, %2").arg(QString::fromStdString(job->title), stateName(job->state)));
        showProgress(*job);
    }
    update();
}

void BottomBar::showProgress(const Job& job)
{
    m_left->setText(job.secondsLeft >= 0.0 ? QString::fromStdString(m_session.sentences().duration(job.secondsLeft)) : QString());
    update();
}

} // namespace fettle::ui
