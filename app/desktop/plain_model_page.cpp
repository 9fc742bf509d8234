// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/plain_model_page.h"

#include <cmath>

#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/text_label.h"

namespace fettle::desktop {

using namespace ui;

namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

} // namespace

PlainModelPage::PlainModelPage(Session& session, QWidget* parent) : Page(session, parent)
{
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    setFrameless(*scroll, true);
    m_list = new QWidget(scroll);
    auto* column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    scroll->setWidget(m_list);
    body().addWidget(scroll, 1);
    connect(&session, &Session::recommendationChanged, this, &PlainModelPage::refresh);
    connect(&session.draft(), &RecipeDraft::changed, this, &PlainModelPage::refresh);
}

void PlainModelPage::retranslate()
{
    header().setTitle(tr("Model"));
    header().primary()->setText(tr("Train"));
    refresh();
}

void PlainModelPage::primary() { session().goTo(Place::Train); }

void PlainModelPage::refresh()
{
    auto* column = static_cast<QVBoxLayout*>(m_list->layout());
    while (auto* item = column->takeAt(0)) {
        if (auto* widget = item->widget())
            widget->deleteLater();
        delete item;
    }
    column->setSpacing(themeOf(this).space(3));
    const auto& recommendation = session().recommendation();
    header().primary()->setEnabled(recommendation.has_value());
    if (!recommendation) {
        const auto& problem = session().recommendationProblem();
        header().setSentence(problem ? text(session().sentences().sentence(*problem)) : tr("A model is being looked for."));
        return;
    }
    header().setSentence(tr("A model is recommended already; another one is a choice, not a duty."));
    const auto& networks = session().draft().recipe().networks;
    const std::string used = networks.empty() ? std::string() : networks.begin()->second.fromTemplate.component;
    bool first = true;
    for (const auto& model : recommendation->models) {
        const auto* info = session().catalog().find(ComponentKind::Template, model.model.component);
        const QString title = info ? text(session().sentences().catalog(info->title)) : text(model.model.component);
        auto* card = new Card(m_list);
        card->setTitle(first ? tr("%1 (recommended)").arg(title) : title);
        if (info)
            card->setSubtitle(text(session().sentences().catalog(info->help)));
        auto* reason = new TextLabel(text(session().sentences().sentence(model.reason)), TextStyle::Body, card);
        reason->setWrap(true);
        card->content()->addWidget(reason);
        auto* facts = new TextLabel(tr("%1 parameters, about %2 on this computer")
                                        .arg(text(session().sentences().number(Value(model.parameterCount))),
                                             text(session().sentences().duration(60.0 * model.minutes))),
                                    TextStyle::Small, card);
        facts->setColorRole("text.secondary");
        card->content()->addWidget(facts);
        auto* use = new Button(model.model.component == used ? tr("Chosen") : tr("Use this model"), ButtonKind::Normal, {}, card);
        use->setEnabled(model.model.component != used);
        connect(use, &QAbstractButton::clicked, this, [this, chosen = model.model] { session().useTemplate(chosen); });
        card->content()->addWidget(use, 0, Qt::AlignLeft);
        column->addWidget(card);
        first = false;
    }
    column->addStretch(1);
}

} // namespace fettle::desktop
