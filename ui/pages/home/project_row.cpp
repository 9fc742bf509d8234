// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/project_row.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/link.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kCurveWidth = 120;
constexpr int kFiguresWidth = 168;

/// "14:02" today, else the day.
QString whenText(const std::string& utc, const QLocale& locale)
{
    const auto time = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODateWithMs).toLocalTime();
    if (!time.isValid())
        return {};
    return time.date() == QDate::currentDate() ? ProjectRow::tr("today %1").arg(time.toString(QStringLiteral("HH:mm")))
                                               : locale.toString(time.date(), QLocale::ShortFormat);
}

} // namespace

ProjectRow::ProjectRow(const Session& session, std::string project, QWidget* parent)
    : QWidget(parent), m_session(session), m_project(std::move(project)), m_name(new Link(TextStyle::Strong, this)),
      m_edit(new QLineEdit(this)), m_openPill(new Pill(PillTone::Accent, this)),
      m_contents(new TextLabel(TextStyle::Body, "text.secondary", this)), m_result(new TextLabel(TextStyle::Body, this)),
      m_model(new TextLabel(TextStyle::Small, "text.secondary", this)), m_curve(new Sparkline(this)),
      m_more(new IconButton("dots-vertical", this)), m_menu(new QMenu(this))
{
    m_edit->hide();
    m_edit->installEventFilter(this);
    m_name->setElided(true);
    for (auto* label : {m_contents, m_result, m_model})
        label->setElide(Qt::ElideRight);
    auto* titleRow = new QHBoxLayout;
    titleRow->setSpacing(themeOf(this).space(1));
    titleRow->addWidget(m_name);
    titleRow->addWidget(m_edit);
    titleRow->addWidget(m_openPill);
    titleRow->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addLayout(titleRow);
    words->addWidget(m_contents);
    auto* figures = new QVBoxLayout;
    figures->setSpacing(0);
    figures->addWidget(m_result);
    figures->addWidget(m_model);
    auto* row = new QHBoxLayout(this);
    row->addLayout(words, 1);
    row->addWidget(m_curve, 0, Qt::AlignVCenter);
    row->addLayout(figures);
    row->addWidget(m_more, 0, Qt::AlignVCenter);
    for (auto& action : m_actions)
        action = m_menu->addAction(QString());
    connect(m_actions[0], &QAction::triggered, this, &ProjectRow::openWanted);
    connect(m_actions[1], &QAction::triggered, this, &ProjectRow::startRename);
    connect(m_actions[2], &QAction::triggered, this, &ProjectRow::exportWanted);
    connect(m_actions[3], &QAction::triggered, this, &ProjectRow::deleteWanted);
    connect(m_name, &QAbstractButton::clicked, this, &ProjectRow::openWanted);
    connect(m_more, &QAbstractButton::clicked, this,
            [this] { m_menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_edit, &QLineEdit::editingFinished, this, [this] { endRename(true); });
    applySpaces();
}

void ProjectRow::show(const store::ProjectRecord& project, const ProjectFacts& facts, bool open)
{
    m_record = project;
    m_facts = facts;
    m_isOpen = open;
    retranslate();
}

QString ProjectRow::contents() const
{
    const auto& sentences = m_session.sentences();
    const QLocale locale(QString::fromStdString(sentences.language()));
    const auto when = whenText(m_facts.lastActiveUtc, locale);
    if (m_facts.datasetFolders.empty())
        return tr("No data yet, %1").arg(when);
    const auto rows = locale.toString(static_cast<qlonglong>(m_facts.rows));
    if (m_facts.runs == 0)
        return tr("%1 rows, not trained yet, %2").arg(rows, when);
    if (m_facts.lastState == JobState::Failed)
        return tr("%1 rows, the last run failed, %2").arg(rows, when);
    if (!isFinal(m_facts.lastState))
        return tr("%1 rows, training: %2").arg(rows, QString::fromStdString(sentences.word("state", toText(m_facts.lastState))));
    if (m_facts.runs == 1)
        return tr("%1 rows, 1 run, %2").arg(rows, when);
    return tr("%1 rows, %2 runs, %3").arg(rows, QString::fromStdString(sentences.number(m_facts.runs)), when);
}

void ProjectRow::retranslate()
{
    const auto name = QString::fromStdString(m_record.name);
    m_name->setText(name);
    m_name->setAccessibleName(tr("Open the project %1").arg(name));
    m_openPill->setText(tr("open"));
    m_openPill->setVisible(m_isOpen);
    m_contents->setText(contents());
    QString result;
    if (!m_facts.metric.empty()) {
        const auto* info = m_session.catalog().find(ComponentKind::Metric, m_facts.metric);
        const auto title = info ? m_session.sentences().catalog(info->title) : m_facts.metric;
        result = tr("%1 %2").arg(QString::fromStdString(title),
                                 QString::fromStdString(m_session.sentences().number(m_facts.metricValue)));
    }
    m_result->setText(result);
    m_result->setToolTip(result.isEmpty() ? QString() : tr("Of the last run that ended, on rows it did not learn from"));
    m_model->setText(m_facts.model.empty() ? QString() : tr("In use: %1").arg(QString::fromStdString(m_facts.model)));
    m_curve->setValues(m_facts.curve);
    m_curve->setAccessibleName(m_facts.curve.empty() ? QString() : tr("Course of the last run of %1").arg(name));
    m_more->setLabel(tr("More for %1").arg(name));
    m_actions[0]->setText(tr("Open"));
    m_actions[1]->setText(tr("Rename"));
    m_actions[2]->setText(tr("Export to a file…"));
    m_actions[3]->setText(tr("Delete…"));
    // What exists from the start stays.
    m_actions[3]->setVisible(m_record.id != store::kDefaultProject);
    m_edit->setAccessibleName(tr("New name of the project"));
}

void ProjectRow::startRename()
{
    m_edit->setText(m_name->text());
    m_name->hide();
    m_edit->show();
    m_edit->selectAll();
    m_edit->setFocus();
}

void ProjectRow::endRename(bool take)
{
    if (m_edit->isHidden())
        return;
    m_edit->hide();
    m_name->show();
    const auto name = m_edit->text().trimmed();
    if (take && !name.isEmpty() && name != m_name->text())
        Q_EMIT renamed(name);
}

bool ProjectRow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        endRename(false);
        m_name->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ProjectRow::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setContentsMargins(theme.space(3), theme.space(1), theme.space(1), theme.space(1));
    layout()->setSpacing(theme.space(3));
    const double scale = theme.options().textScale;
    m_curve->setFixedWidth(static_cast<int>(kCurveWidth * scale));
    for (auto* label : {m_result, m_model})
        label->setFixedWidth(static_cast<int>(kFiguresWidth * scale));
}

void ProjectRow::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

void ProjectRow::paintEvent(QPaintEvent*)
{
    if (!underMouse())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeOf(this).state("row.hover").background);
    painter.drawRoundedRect(rect(), themeOf(this).radius("control"), themeOf(this).radius("control"));
}

void ProjectRow::enterEvent(QEnterEvent* event)
{
    QWidget::enterEvent(event);
    update();
}

void ProjectRow::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    update();
}

void ProjectRow::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()) && m_edit->isHidden())
        Q_EMIT openWanted();
}

void ProjectRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_F2)
        startRename();
    else if (event->key() == Qt::Key_Delete && m_actions[3]->isVisible())
        Q_EMIT deleteWanted();
    else
        QWidget::keyPressEvent(event);
}

} // namespace fettle::ui
