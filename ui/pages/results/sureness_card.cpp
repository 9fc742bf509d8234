// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results/sureness_card.h"

#include <cmath>

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include "ui/pages/results/result_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/saved_mark.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kMostPercent = 99;
/// The slider is let go between two keys; one write is enough.
constexpr int kSaveMs = 400;

} // namespace

SurenessCard::SurenessCard(Session& session, const RunResults& results, QWidget* parent)
    : Card(parent), m_session(session), m_results(results), m_sentence(new TextLabel(TextStyle::Body, this)),
      m_slider(new QSlider(Qt::Horizontal, this)), m_percent(new TextLabel(TextStyle::Code, this)),
      m_saved(new SavedMark(this)), m_note(new TextLabel(TextStyle::Small, "text.secondary", this)),
      m_problem(new Notice(NoticeKind::Danger, this))
{
    m_slider->setRange(0, kMostPercent);
    m_slider->setPageStep(5);
    m_sentence->setWrap(true);
    m_note->setWrap(true);
    addToHeader(m_saved);
    auto* line = new QHBoxLayout;
    line->addWidget(m_slider, 1);
    line->addWidget(m_percent);
    content()->addLayout(line);
    content()->addWidget(m_sentence);
    content()->addWidget(m_note);
    content()->addWidget(m_problem);
    content()->addStretch(1);
    m_problem->hide();
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(kSaveMs);
    connect(&m_saveTimer, &QTimer::timeout, this, &SurenessCard::save);
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        describe();
        if (!m_model.empty())
            m_saveTimer.start();
    });
    retranslate();
}

SurenessCard::~SurenessCard()
{
    // What was chosen a moment ago is not lost with the page.
    if (m_saveTimer.isActive())
        m_session.engine().request("models.threshold", {{"model", m_model}, {"threshold", m_slider->value() / 100.0}}, &m_session,
                                   [](Result<Value>) {});
}

void SurenessCard::showResults()
{
    if (m_results.phase() != RunResults::Phase::Ready)
        return;
    const auto* model = m_session.modelOfRun(m_results.run());
    const std::string id = model ? model->id : std::string();
    // The same model's other split: the slider stays where the hand left it.
    if (id != m_model || m_shownRun != m_results.run()) {
        if (m_saveTimer.isActive()) {
            m_saveTimer.stop();
            save();
        }
        m_model = id;
        m_shownRun = m_results.run();
        const auto& at = m_results.summary().atThreshold;
        m_savedPercent = at ? static_cast<int>(std::lround(at->threshold * 100.0)) : 0;
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(m_savedPercent);
        m_problem->hide();
    }
    retranslate();
}

void SurenessCard::describe()
{
    m_percent->setText(tr("%1%").arg(m_slider->value(), 2));
    const auto& coverage = m_results.summary().coverage;
    const auto place = static_cast<std::size_t>(m_slider->value());
    if (place >= coverage.size())
        return;
    const QString sentence = surenessSentence(coverage[place], m_results.summary().count);
    m_sentence->setText(sentence);
    m_slider->setAccessibleDescription(sentence);
}

void SurenessCard::save()
{
    const int percent = m_slider->value();
    if (m_model.empty() || percent == m_savedPercent)
        return;
    const auto model = m_model;
    m_session.engine().request("models.threshold", {{"model", model}, {"threshold", percent / 100.0}}, this,
                               [this, model, percent](Result<Value> answer) {
                                   if (model != m_model)
                                       return;
                                   m_problem->setVisible(!answer.ok());
                                   if (answer) {
                                       m_savedPercent = percent;
                                       m_saved->flash();
                                   } else {
                                       m_problem->setText(QString::fromStdString(m_session.sentences().sentence(answer.error())));
                                   }
                               });
}

void SurenessCard::retranslate()
{
    setTitle(tr("How sure it has to be"));
    m_slider->setAccessibleName(tr("How sure the model has to be to answer, in percent"));
    m_note->setText(m_model.empty() ? tr("This run left no model, so this is not kept.")
                                    : tr("Stays with the model: wherever it is used, less sure answers are marked."));
    describe();
}

void SurenessCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
