// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/handful_card.h"

#include <algorithm>

#include <QEvent>
#include <QGridLayout>
#include <QLocale>

#include "ui/session/pretrained_library.h"
#include "ui/session/session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/link.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// From here on nobody calls it a handful.
constexpr std::int64_t kMany = 100;

} // namespace

HandfulCard::HandfulCard(Session& session, QWidget* parent) : Card(parent), m_session(session), m_names(new Link)
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    for (int row = 0; row < 3; ++row) {
        auto& stage = m_stages[static_cast<std::size_t>(row)];
        stage.count = new TextLabel(TextStyle::Code, "text.secondary", this);
        stage.words = new TextLabel(TextStyle::Body, this);
        stage.words->setWrap(true);
        grid->addWidget(stage.count, row, 0, Qt::AlignTop | Qt::AlignRight);
        grid->addWidget(stage.words, row, 1);
    }
    grid->setColumnStretch(1, 1);
    content()->addLayout(grid);
    content()->addWidget(m_names, 0, Qt::AlignLeft);
    connect(m_names, &QAbstractButton::clicked, this, [this] { m_session.goToTopic(Place::Use, QStringLiteral("names")); });
    connect(&session, &Session::dataChanged, this, &HandfulCard::refresh);
    connect(&session, &Session::recommendationChanged, this, &HandfulCard::refresh);
    connect(&session.pretrained(), &PretrainedLibrary::changed, this, &HandfulCard::refresh);
    refresh();
}

std::int64_t HandfulCard::examplesOfAClass() const
{
    const auto& data = m_session.data();
    const auto& targets = m_session.draft().recipe().targets;
    if (!m_session.readsTexts() || targets.size() != 1)
        return -1;
    const auto* target = data.manifest.findField(targets.front().field);
    if (!target || target->kind != FieldKind::Category || target->classes.size() < 2)
        return -1;
    const auto rows = data.manifest.splitRows.find("train");
    const auto count = rows == data.manifest.splitRows.end() ? data.manifest.rowCount : rows->second;
    return fettle::examplesOfAClass(count, static_cast<std::int64_t>(target->classes.size()));
}

void HandfulCard::refresh()
{
    const auto have = examplesOfAClass();
    setVisible(have >= 0 && have < kMany);
    const int here = have <= 2 ? 0 : have <= kHandful ? 1 : 2;
    setTitle(have <= kHandful ? tr("You have only a handful") : tr("How far your examples reach"));
    setSubtitle(tr("About %1 training examples of each class.").arg(QLocale().toString(static_cast<qlonglong>(std::max<std::int64_t>(have, 0)))));
    const bool pretrained = !m_session.pretrained().models().empty();
    m_stages[0].count->setText(QStringLiteral("0–2"));
    m_stages[0].words->setText(tr("The names of the classes alone give a first order of the texts. Nothing is trained."));
    m_stages[1].count->setText(QStringLiteral("3–%1").arg(kHandful));
    m_stages[1].words->setText(pretrained ? tr("A pretrained model compares the examples with each other first, then a last layer is trained. Recommended by itself up to %1 a class.").arg(kHandful)
                                          : tr("With a pretrained model the examples are compared with each other first; get one on the Model page. From scratch eight are too few."));
    m_stages[2].count->setText(QStringLiteral("%1+").arg(kHandful + 1));
    m_stages[2].words->setText(tr("With some hundred texts in all, the whole pretrained model can be adjusted, and small models from scratch become worth a try."));
    for (int row = 0; row < 3; ++row) {
        m_stages[static_cast<std::size_t>(row)].words->setTextStyle(row == here ? TextStyle::Strong : TextStyle::Body);
        m_stages[static_cast<std::size_t>(row)].words->setColorRole(row == here ? "text.primary" : "text.secondary");
    }
    m_names->setText(tr("Sort by the names of the classes"));
}

void HandfulCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
    else if (event->type() == QEvent::StyleChange)
        content()->setSpacing(themeOf(this).space(1));
}

} // namespace fettle::ui
