// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/split_card.h"

#include <QComboBox>
#include <QEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/pages/data/columns.h"
#include "ui/pages/data/format_text.h"
#include "ui/pages/help_button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/split_bar.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

bool saysHowRowsWereDivided(const std::string& code)
{
    return code == "data.split_made" || code == "data.part_cut" || code == "data.split_by_file"
        || code == "data.split_near_duplicates";
}

} // namespace

SplitCard::SplitCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_bar(new SplitBar(this)), m_method(new QComboBox(this)),
      m_methodField(new FormField(m_method, this)), m_reasons(new TextLabel(TextStyle::Small, "text.secondary", this))
{
    m_reasons->setWrap(true);
    m_methodField->setFullWidth(true);
    addToHeader(new HelpButton(session, QStringLiteral("data#splits"), this));
    content()->addWidget(m_bar);
    content()->addWidget(m_methodField);
    content()->addWidget(m_reasons);
    connect(m_bar, &SplitBar::sharesChosen, this, [this](double, double validation, double test) {
        auto policy = m_session.data().manifest.splitPolicy;
        policy.validation = validation;
        policy.test = test;
        divideAgain(policy);
    });
    connect(m_method, qOverload<int>(&QComboBox::activated), this, [this](int index) {
        auto policy = m_session.data().manifest.splitPolicy;
        const auto method = static_cast<SplitMethod>(m_method->itemData(index).toInt());
        if (method == policy.method)
            return;
        policy.method = method;
        policy.column.clear();
        divideAgain(policy);
    });
    connect(&session, &Session::dataChanged, this, &SplitCard::refresh);
    retranslate();
}

void SplitCard::divideAgain(SplitPolicy policy) { Rereading(m_session).split(std::move(policy)).start(); }

void SplitCard::refresh()
{
    const auto& data = m_session.data();
    setVisible(data.phase == DataState::Phase::Ready);
    if (data.phase != DataState::Phase::Ready)
        return;
    const auto& manifest = data.manifest;
    const auto rows = [&](const char* split) {
        const auto found = manifest.splitRows.find(split);
        return found == manifest.splitRows.end() ? std::int64_t{0} : found->second;
    };
    m_bar->setCounts({rows("train"), rows("validation"), rows("test")});
    const auto method = manifest.splitPolicy.method;
    m_bar->setEditable(method == SplitMethod::Random || method == SplitMethod::Stratified || method == SplitMethod::Group);
    const QSignalBlocker blocker(m_method);
    m_method->clear();
    const auto add = [this](SplitMethod item) {
        auto text = QString::fromStdString(m_session.sentences().word("method", toText(item)));
        if (!text.isEmpty())
            text[0] = text[0].toUpper();
        m_method->addItem(text, static_cast<int>(item));
    };
    // Groups and a column of their own are chosen in the head of that column.
    for (const auto item : {SplitMethod::Given, SplitMethod::Stratified, SplitMethod::Random})
        if (item != SplitMethod::Given || method == item)
            add(item);
    if (m_method->findData(static_cast<int>(method)) < 0)
        add(method);
    m_method->setCurrentIndex(m_method->findData(static_cast<int>(method)));
    QStringList reasons;
    for (const auto& note : manifest.report.notes)
        if (saysHowRowsWereDivided(note.code))
            reasons << FormatText::remark(note, manifest, m_session.sentences());
    m_reasons->setText(reasons.join(QLatin1Char('\n')));
    m_reasons->setVisible(!reasons.isEmpty());
}

void SplitCard::retranslate()
{
    setTitle(tr("Split"));
    m_methodField->setLabel(tr("How the rows are divided"));
    m_bar->setToolTip(tr("The model learns from the training set, is chosen by the validation set and judged by the test set."));
    refresh();
}

void SplitCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
