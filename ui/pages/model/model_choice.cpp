// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/model_choice.h"

#include <algorithm>

#include <QEvent>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/forms/parameter_form.h"
#include "ui/pages/model/pretrained_words.h"
#include "ui/pages/model/problem_notice.h"
#include "ui/pages/model/starter_card.h"
#include "ui/plots/run_words.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/recipe_inputs.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// The reason of a model that nobody would have recommended.
constexpr const char* kChosenByUser = "data.model_given";

/// Where the recommendation names options of the template.
constexpr std::string_view kTemplateOptions = "networks.model.from_template.parameters.";

QString utf8Text(const std::string& text) { return QString::fromStdString(text); }

} // namespace

ModelChoice::ModelChoice(DraftNetwork& network, QWidget* parent)
    : QScrollArea(parent), m_network(network), m_notice(new ProblemNotice(network.editor())), m_starter(new StarterCard(network.session())),
      m_another(new Button)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setFrameless(*this, true);
    auto* content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_notice);
    m_column->addWidget(m_starter);
    m_column->addWidget(m_another, 0, Qt::AlignLeft);
    m_column->addStretch(1);
    setWidget(content);
    m_notice->hide();
    auto& session = network.session();
    connect(&session, &Session::recommendationChanged, this, &ModelChoice::refresh);
    connect(&session, &Session::catalogChanged, this, &ModelChoice::refresh);
    connect(&session.pretrained(), &PretrainedLibrary::modelsChanged, this, &ModelChoice::refresh);
    connect(&session.draft(), &RecipeDraft::changed, this, &ModelChoice::refresh);
    connect(&network.check(), &NetworkCheck::changed, this, &ModelChoice::refresh);
    connect(m_another, &QAbstractButton::clicked, this, [this] { m_starter->ask(false); });
    connect(m_notice, &ProblemNotice::nodeAsked, this, &ModelChoice::layersAsked);
    applySpaces();
    refresh();
}

ModelChoice::Key ModelChoice::keyOf(const ComponentRef& model) { return {model.component, pretrainedOf(model)}; }

ModelChoice::Key ModelChoice::chosen() const
{
    const auto& networks = m_network.session().draft().recipe().networks;
    const auto found = networks.find(m_network.name());
    return found == networks.end() ? Key() : keyOf(found->second.fromTemplate);
}

std::vector<ModelChoice::Key> ModelChoice::wanted() const
{
    std::vector<Key> keys;
    if (m_network.isDrawn())
        keys.emplace_back();
    for (const auto& model : m_models)
        keys.push_back(keyOf(model.model));
    // Chosen elsewhere: in the recipe's text, in an earlier session.
    if (const auto now = chosen(); !now.component.empty() && !std::ranges::count(keys, now))
        keys.insert(keys.begin(), now);
    return keys;
}

void ModelChoice::makeCards()
{
    const auto keys = wanted();
    if (std::ranges::equal(keys, m_options, {}, {}, [](const Option& option) { return keyOf(option); }))
        return;
    std::vector<Key> before;
    for (const auto& option : m_options) {
        before.push_back(keyOf(option));
        // A press of its own button may have led here.
        m_column->removeWidget(option.card);
        option.card->hide();
        option.card->deleteLater();
    }
    m_options.clear();
    for (const auto& key : keys) {
        m_options.push_back(makeCard(key));
        m_column->insertWidget(m_column->count() - 2, m_options.back().card);
    }
    // The offer of a pretrained model stands below what is recommended without one.
    m_column->removeWidget(m_starter);
    m_column->insertWidget(m_column->indexOf(m_notice) + (keys.empty() ? 1 : 2), m_starter);
    applySpaces();
    showNewcomer(before);
}

void ModelChoice::showNewcomer(const std::vector<Key>& before)
{
    if (before.empty() || !isVisible())
        return;
    for (const auto& option : m_options)
        if (!option.pretrained.empty() && !std::ranges::count(before, keyOf(option)))
            return QTimer::singleShot(0, option.card, [this, card = option.card] { ensureWidgetVisible(card); });
}

ModelChoice::Option ModelChoice::makeCard(const Key& key)
{
    Option option;
    option.component = key.component;
    option.pretrained = key.pretrained;
    option.card = new Card;
    option.pill = new Pill;
    option.card->addToHeader(option.pill);
    option.reason = new TextLabel(TextStyle::Body);
    option.reason->setWrap(true);
    option.figures = new TextLabel(TextStyle::Small, "text.secondary");
    option.figures->setWrap(true);
    for (TextLabel** label : {&option.facts, &option.memory}) {
        *label = new TextLabel(TextStyle::Small, "text.secondary");
        (*label)->setWrap(true);
        (*label)->hide();
    }
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons);
    option.use = new Button;
    option.layers = new Button;
    flow->addWidget(option.use);
    flow->addWidget(option.layers);
    auto* content = option.card->content();
    for (QWidget* part : {static_cast<QWidget*>(option.reason), static_cast<QWidget*>(option.figures),
                          static_cast<QWidget*>(option.facts), static_cast<QWidget*>(option.memory), buttons})
        content->addWidget(part);
    connect(option.use, &QAbstractButton::clicked, this, [this, key] { use(key); });
    connect(option.layers, &QAbstractButton::clicked, this, &ModelChoice::layersAsked);
    if (key.component.empty())
        return option;
    option.options = new Section;
    option.form = new ParameterForm(m_network.session().sentences(), m_network.session().catalog());
    option.options->content()->addWidget(option.form);
    content->addWidget(option.options);
    connect(option.form, &ParameterForm::valueEdited, this,
            [this, form = option.form](const std::string& name, const Value& value) { editOption(*form, name, value); });
    return option;
}

void ModelChoice::editOption(const ParameterForm& form, const std::string& name, const Value& value)
{
    const auto& info = form.component();
    const auto found = std::ranges::find(info.parameters, name, &ParameterInfo::name);
    const auto& sentences = m_network.session().sentences();
    const QString title = found == info.parameters.end() ? utf8Text(name) : utf8Text(sentences.catalog(found->title));
    m_network.session().draft().edit(tr("Change %1").arg(title), [&](Recipe& recipe) {
        auto& parameters = recipe.networks[m_network.name()].fromTemplate.parameters;
        if (value.isNull())
            parameters.erase(name);
        else
            parameters[name] = value;
    }, QStringLiteral("model.template.") + utf8Text(name));
}

void ModelChoice::use(const Key& key)
{
    // With the options that it was recommended with; everything else follows it.
    for (const auto& model : m_models)
        if (keyOf(model.model) == key)
            return m_network.session().useTemplate(model.model);
    m_network.session().useTemplate({key.component, {}});
}

void ModelChoice::refresh()
{
    const auto& recommendation = m_network.session().recommendation();
    m_models = recommendation ? recommendation->models : std::vector<RecommendedModel>();
    const auto first = m_models.empty() || m_models.front().reason.code == kChosenByUser ? Key() : keyOf(m_models.front().model);
    makeCards();
    for (auto& option : m_options) {
        if (option.component.empty()) {
            fillDrawn(option);
            continue;
        }
        const RecommendedModel* model = nullptr;
        for (const auto& each : m_models)
            if (keyOf(each.model) == keyOf(option))
                model = &each;
        fill(option, model, keyOf(option) == first);
        fillPretrained(option, model);
    }
    const auto& session = m_network.session();
    m_another->setText(tr("Get another pretrained model…"));
    m_another->setVisible(session.readsTexts() && !session.pretrained().models().empty());
    const auto& problem = m_network.check().problem();
    if (problem && !m_network.session().draft().isEmpty())
        m_notice->showError(*problem);
    else
        m_notice->showNetwork();
}

void ModelChoice::fill(Option& option, const RecommendedModel* model, bool recommended)
{
    const auto& session = m_network.session();
    const auto& sentences = session.sentences();
    const auto* info = session.catalog().find(ComponentKind::Template, option.component);
    const bool isChosen = keyOf(option) == chosen();
    option.card->setTitle(!option.pretrained.empty() ? PretrainedWords::title(session, option.pretrained)
                          : info                     ? utf8Text(sentences.catalog(info->title))
                                                     : utf8Text(option.component));
    option.card->setSubtitle(info ? utf8Text(sentences.catalog(info->help)) : QString());
    option.card->setChosen(isChosen);
    option.pill->setVisible(recommended || isChosen);
    option.pill->setText(isChosen && recommended ? tr("Chosen, recommended") : isChosen ? tr("Chosen") : tr("Recommended"));
    option.pill->setTone(isChosen ? PillTone::Accent : PillTone::Neutral);
    option.pill->setIconName(isChosen ? "check" : "");
    option.reason->setText(model ? utf8Text(sentences.sentence(model->reason)) : QString());
    option.reason->setVisible(model != nullptr);
    // Reckoned beforehand for all; of the chosen one the network is known, and Train says the same.
    const auto* network = isChosen && m_network.check().isCurrent(m_network.name()) ? m_network.check().network(m_network.name()) : nullptr;
    const auto parameters = network && network->report.ok() ? network->report.parameterCount : model ? model->parameterCount : 0;
    option.figures->setText(model ? tr("%1 parameters, %2 on this computer")
                                        .arg(utf8Text(sentences.number(Value(parameters))), RunWords::estimate(session, 60.0 * model->minutes))
                                  : QString());
    option.figures->setVisible(model != nullptr);
    option.use->setText(tr("Use this model"));
    option.layers->setText(tr("Change its layers"));
    option.layers->setVisible(isChosen);
    if (isChosen && option.use->hasFocus())
        option.layers->setFocus(); // else it went to another card, and the list with it
    option.use->setVisible(!isChosen);
    showOptions(option, isChosen);
}

void ModelChoice::fillPretrained(Option& option, const RecommendedModel* model)
{
    const auto& session = m_network.session();
    if (option.pretrained.empty())
        return;
    const auto facts = PretrainedWords::facts(session, option.pretrained);
    option.facts->setText(facts);
    option.facts->setVisible(!facts.isEmpty());
    const auto size = sizeOf(option, model);
    const auto contrastiveSteps = keyOf(option) == chosen() ? session.draft().recipe().training.fineTuning.contrastiveSteps : 0;
    option.memory->setText(PretrainedWords::memory(session, pretrainedMemory(size, contrastiveSteps), m_network.check().machineMemory()));
    option.memory->setVisible(size.parameterCount > 0);
}

/// Of the chosen one as Train reckons it, of the others as they would be recommended.
TrainingSize ModelChoice::sizeOf(const Option& option, const RecommendedModel* model) const
{
    const auto& session = m_network.session();
    const auto* known = session.pretrained().find(option.pretrained);
    TrainingSize size;
    size.parameterCount = model ? model->parameterCount : known ? known->parameterCount : 0;
    size.activationBytes = model ? model->activationBytes : 0;
    size.batchSize = model ? model->batchSize : 0;
    const auto* network = m_network.check().network(m_network.name());
    if (keyOf(option) != chosen() || !network || !m_network.check().isCurrent(m_network.name()) || !network->report.ok())
        return size;
    size.parameterCount = network->report.parameterCount;
    size.activationBytes = network->report.activationBytes;
    const auto& training = session.draft().recipe().training;
    // What is frozen takes larger batches than the rest could.
    if (training.fineTuning.method != TuningMethod::Frozen || size.batchSize == 0)
        size.batchSize = examplesAtOnce(training);
    return size;
}

void ModelChoice::showOptions(Option& option, bool isChosen)
{
    const auto& session = m_network.session();
    const auto* info = session.catalog().find(ComponentKind::Template, option.component);
    const bool some = isChosen && info && !info->parameters.empty();
    option.options->setVisible(some);
    if (!some)
        return;
    option.options->setTitle(tr("Options"));
    auto shown = withoutPretrainedOptions(*info, !option.pretrained.empty());
    if (const auto* advice = session.adviceForDraft())
        for (const auto& recommended : advice->options)
            if (recommended.path.starts_with(kTemplateOptions))
                ParameterForm::addReason(shown, recommended.path.substr(kTemplateOptions.size()), recommended.reason, session.sentences());
    option.form->setComponent(shown, session.draft().recipe().networks.at(m_network.name()).fromTemplate.parameters);
    const int count = option.form->state().changedCount;
    option.options->setNote(count > 0 ? tr("%n changed from default", nullptr, count) : QString());
}

void ModelChoice::fillDrawn(Option& option)
{
    const auto& sentences = m_network.session().sentences();
    const auto* network = m_network.check().network(m_network.name());
    const auto layers = static_cast<int>(m_network.editor().root().nodes.size());
    option.card->setTitle(tr("Your own network"));
    option.card->setSubtitle(tr("Layers as you drew them. Choosing a model below replaces them; this can be undone."));
    option.card->setChosen(true);
    option.pill->setText(tr("Chosen"));
    option.pill->setTone(PillTone::Accent);
    option.pill->setIconName("check");
    const auto& networks = m_network.session().draft().recipe().networks;
    const auto spec = networks.find(m_network.name());
    const auto pretrained = spec == networks.end() ? std::string() : pretrainedOf(spec->second);
    option.reason->setText(tr("Begins with what “%1” has learned, where layers have kept their names.").arg(PretrainedWords::title(m_network.session(), pretrained)));
    option.reason->setVisible(!pretrained.empty());
    option.figures->setText(network ? tr("%n node(s), %1 parameters", nullptr, layers).arg(utf8Text(sentences.number(Value(network->report.parameterCount))))
                                    : tr("%n node(s)", nullptr, layers));
    option.use->hide();
    option.layers->setText(tr("Change its layers"));
}

void ModelChoice::applySpaces()
{
    const auto& theme = themeOf(this);
    m_column->setSpacing(theme.space(3));
    for (const auto& option : m_options) {
        option.card->content()->setSpacing(theme.space(1));
        if (option.form)
            option.form->setMaximumWidth(theme.size("frame.formWidthMax"));
    }
}

void ModelChoice::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
    QScrollArea::changeEvent(event);
}

} // namespace fettle::ui
