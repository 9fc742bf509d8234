// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/search_setup.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include "ui/pages/results/result_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kChoiceMinimum = 220;

QComboBox* choiceBox(QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

} // namespace

SearchSetup::SearchSetup(Session& session, TextSearch& search, QWidget* parent)
    : QWidget(parent), m_session(session), m_search(search), m_choices(new QWidget(this)), m_flow(new FlowLayout(m_choices)),
      m_columns(choiceBox(m_choices)), m_models(choiceBox(m_choices)), m_columnField(new FormField(m_columns, m_choices)),
      m_modelField(new FormField(m_models, m_choices)), m_reason(new TextLabel(TextStyle::Small, "text.secondary", this)), m_sentence(new TextLabel(TextStyle::Body, "text.secondary", this)),
      m_prepare(new Button(ButtonKind::Normal, this)), m_cancel(new Button(ButtonKind::Quiet, this)), m_progress(new ProgressBar(this)),
      m_problem(new Notice(NoticeKind::Danger, this))
{
    m_reason->setWrap(true);
    m_sentence->setWrap(true);
    m_flow->setContentsMargins(0, 0, 0, 0);
    m_flow->addWidget(m_columnField);
    m_flow->addWidget(m_modelField);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_choices);
    column->addWidget(m_reason);
    column->addWidget(m_problem);
    column->addWidget(m_sentence);
    auto* line = new QHBoxLayout;
    line->addWidget(m_prepare);
    line->addWidget(m_progress, 1);
    line->addWidget(m_cancel);
    line->addStretch(0);
    column->addLayout(line);
    connect(m_columns, &QComboBox::activated, this,
            [this](int index) { m_search.setField(m_columns->itemData(index).toString().toStdString()); });
    connect(m_models, &QComboBox::activated, this,
            [this](int index) { m_search.setModel(m_models->itemData(index).toString().toStdString()); });
    connect(m_prepare, &QAbstractButton::clicked, &search, &TextSearch::prepare);
    connect(m_cancel, &QAbstractButton::clicked, &search, &TextSearch::cancel);
    connect(&search, &TextSearch::changed, this, &SearchSetup::showState);
    applySpaces();
    showState();
}

void SearchSetup::addChoice(FormField* choice) { m_flow->addWidget(choice); }

void SearchSetup::fillChoices()
{
    const QSignalBlocker quietColumns(m_columns);
    const QSignalBlocker quietModels(m_models);
    m_columns->clear();
    for (const auto& field : m_search.index().fields)
        m_columns->addItem(QString::fromStdString(field), QString::fromStdString(field));
    m_columns->setCurrentIndex(m_columns->findData(QString::fromStdString(m_search.field())));
    m_models->clear();
    for (const auto& model : m_search.models())
        m_models->addItem(model.title, QString::fromStdString(model.id));
    m_models->setCurrentIndex(std::max(0, m_models->findData(QString::fromStdString(m_search.model()))));
    m_columnField->setVisible(m_columns->count() > 1);
    m_modelField->setVisible(m_models->count() > 0);
    m_columns->setEnabled(m_search.phase() != TextSearch::Phase::Preparing);
    m_models->setEnabled(m_search.phase() != TextSearch::Phase::Preparing && m_models->count() > 1);
}

QString SearchSetup::sentence() const
{
    const auto rows = counted(ExampleNoun::Row, m_session.data().manifest.rowCount);
    switch (m_search.phase()) {
    case TextSearch::Phase::NoTexts: return tr("This project's data has no column of texts.");
    case TextSearch::Phase::NoModel: return tr("Comparing texts by meaning needs a pretrained model. It stays on this computer, and so do your texts.");
    case TextSearch::Phase::Unprepared:
        return tr("Each text is read once by the model: %1. A thousand short texts take less than a minute on most computers; after that every search is instant.")
            .arg(rows);
    case TextSearch::Phase::Preparing: return tr("The texts are being read: %1. You can go on working meanwhile.").arg(rows);
    default: return {};
    }
}

void SearchSetup::showState()
{
    fillChoices();
    const auto phase = m_search.phase();
    m_columnField->setLabel(tr("Column of texts"));
    m_modelField->setLabel(tr("Compared by"));
    m_columns->setAccessibleName(tr("Column of texts"));
    m_models->setAccessibleName(tr("Compared by"));
    m_choices->setVisible(phase != TextSearch::Phase::NoTexts && phase != TextSearch::Phase::NoModel);
    m_reason->setText(tr("“%1” was trained to match texts like these, so it compares them. Another one can be chosen.").arg(m_models->currentText()));
    m_reason->setVisible(!m_choices->isHidden() && m_search.choseMatching());
    m_sentence->setText(sentence());
    m_sentence->setVisible(!m_sentence->text().isEmpty());
    const bool failed = phase == TextSearch::Phase::Failed;
    m_problem->setVisible(failed && m_search.error());
    if (const auto& error = m_search.error()) {
        m_problem->setText(QString::fromStdString(m_session.sentences().sentence(*error)));
        m_problem->setDetails(QString::fromStdString(error->detail));
    }
    m_prepare->setText(failed ? tr("Try again") : tr("Prepare the search"));
    m_prepare->setVisible(phase == TextSearch::Phase::Unprepared || failed);
    const bool preparing = phase == TextSearch::Phase::Preparing;
    m_progress->setVisible(preparing);
    m_progress->setShare(m_search.share());
    m_cancel->setText(tr("Cancel"));
    m_cancel->setVisible(preparing);
}

void SearchSetup::applySpaces()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(1));
    m_flow->setSpacings(theme.space(3), theme.space(1));
    m_flow->setColumnMinimum(kChoiceMinimum);
}

void SearchSetup::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showState();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
}

} // namespace fettle::ui
