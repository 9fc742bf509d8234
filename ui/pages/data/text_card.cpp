// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/text_card.h"

#include <algorithm>

#include <QEvent>
#include <QVBoxLayout>

#include "engine/client/text_figures.h"
#include "ui/forms/parameter_form.h"
#include "ui/pages/help_button.h"
#include "ui/session/recipe_inputs.h"
#include "ui/theme/theme.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// A draft changes several times in a row.
constexpr int kRestMs = 150;
constexpr const char* kModelOption = "model";
constexpr const char* kLengthOption = "max_length";

enum FactRow { kLengthRow, kCutRow, kUnknownRow };

} // namespace

TextCard::TextCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_warning(new Notice(NoticeKind::Warning, this))
{
    addToHeader(new HelpButton(session, QStringLiteral("data#texts"), this));
    content()->addWidget(m_warning);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kRestMs);
    connect(&m_soon, &QTimer::timeout, this, &TextCard::ask);
    connect(&session, &Session::dataChanged, this, &TextCard::follow);
    connect(&session.draft(), &RecipeDraft::changed, this, &TextCard::follow);
    follow();
}

ParameterForm* TextCard::options(const std::string& field) const
{
    const auto found = m_columns.find(field);
    return found == m_columns.end() ? nullptr : found->second.form;
}

KeyValueList* TextCard::facts(const std::string& field) const
{
    const auto found = m_columns.find(field);
    return found == m_columns.end() ? nullptr : found->second.facts;
}

void TextCard::follow()
{
    const auto& data = m_session.data();
    std::map<std::string, ComponentRef> wanted;
    if (data.phase == DataState::Phase::Ready && !m_session.draft().isEmpty()) {
        const auto& recipe = m_session.draft().recipe();
        for (const auto& use : inputsOf(recipe, data.manifest))
            if (const auto* field = data.manifest.findField(use.field); field && field->kind == FieldKind::Text)
                wanted[use.field] = inputEncoder(recipe, use, field->kind);
    }
    const bool sameData = m_manifestPath == data.manifestPath &&
                          std::ranges::equal(wanted, m_columns, [](const auto& a, const auto& b) { return a.first == b.first; });
    const bool same = sameData && std::ranges::all_of(m_columns, [&](const auto& each) { return each.second.encoder == wanted.at(each.first); });
    if (same)
        return;
    if (!sameData)
        makeColumns(wanted);
    m_manifestPath = data.manifestPath;
    ++m_round;
    // An option that is being typed keeps its field, and the old figures stand until the new ones are there.
    for (auto& [name, column] : m_columns)
        column.encoder = wanted.at(name);
    show();
    if (!m_columns.empty())
        m_soon.start();
}

void TextCard::makeColumns(const std::map<std::string, ComponentRef>& wanted)
{
    for (const auto& [name, column] : m_columns)
        for (QWidget* part : std::initializer_list<QWidget*>{column.name, column.facts, column.section}) {
            part->hide();
            part->deleteLater();
        }
    m_columns.clear();
    for (const auto& [name, encoder] : wanted) {
        Column column{encoder, {}, new TextLabel(TextStyle::Strong), new KeyValueList, new Section,
                      new ParameterForm(m_session.sentences(), m_session.catalog())};
        column.name->setElide(Qt::ElideRight);
        column.section->content()->addWidget(column.form);
        connect(column.form, &ParameterForm::valueEdited, this,
                [this, field = name](const std::string& option, const Value& value) { edit(field, option, value); });
        for (QWidget* part : std::initializer_list<QWidget*>{column.name, column.facts, column.section})
            content()->insertWidget(content()->count() - 1, part); // above the warning
        m_columns.emplace(name, std::move(column));
    }
}

void TextCard::edit(const std::string& field, const std::string& name, const Value& value)
{
    m_session.draft().edit(tr("Change how “%1” is read").arg(QString::fromStdString(field)), [&](Recipe& recipe) {
        recipe.inputs = inputsOf(recipe, m_session.data().manifest);
        for (auto& use : recipe.inputs)
            if (use.field == field) {
                if (!use.encoder.isSet())
                    use.encoder.component = kTextEncoder;
                if (value.isNull())
                    use.encoder.parameters.erase(name);
                else
                    use.encoder.parameters[name] = value;
            }
    }, QStringLiteral("data.texts.") + QString::fromStdString(field + "." + name));
}

void TextCard::showOptions(const Column& column)
{
    const auto id = column.encoder.isSet() ? column.encoder.component : std::string(kTextEncoder);
    const auto* info = m_session.catalog().find(ComponentKind::Encoder, id);
    column.section->setVisible(info != nullptr);
    if (!info)
        return;
    // Which model cuts the texts is chosen on the page Model; with one, its own vocabulary holds.
    auto shown = *info;
    const auto model = column.encoder.parameters.find(kModelOption);
    const bool hasModel = model != column.encoder.parameters.end() && !model->second.asText().empty();
    std::erase_if(shown.parameters, [&](const ParameterInfo& parameter) {
        return parameter.name == kModelOption || (hasModel && parameter.name != kLengthOption);
    });
    column.section->setTitle(tr("Options"));
    column.form->setComponent(shown, column.encoder.parameters);
    const int count = column.form->state().changedCount;
    column.section->setNote(count > 0 ? tr("%n changed from default", nullptr, count) : QString());
}

void TextCard::ask()
{
    for (const auto& [name, column] : m_columns) {
        ValueMap params{{"manifest_path", m_manifestPath}, {"field", name}, {"rows", ValueList{}}, {"summary", true},
                        {"supersedes", "data.texts." + name}};
        if (column.encoder.isSet())
            params["encoder"] = ValueMap{{"component", column.encoder.component}, {"parameters", column.encoder.parameters}};
        m_session.engine().request("worker.encoded", std::move(params), this,
                                   [this, field = name, round = m_round](const Result<Value>& answer) {
                                       if (round == m_round)
                                           take(field, answer);
                                   });
    }
}

void TextCard::take(const std::string& field, const Result<Value>& answer)
{
    // What is wrong with an encoder is said where rows and recipe are checked; here nothing is shown then.
    m_columns.at(field).answer = answer ? *answer : Value();
    show();
}

void TextCard::show()
{
    const bool some = std::ranges::any_of(m_columns, [](const auto& each) { return !each.second.answer.isNull(); });
    setVisible(some);
    setTitle(tr("Texts as the model reads them"));
    double unknown = 0.0;
    double cut = 0.0;
    for (const auto& [name, column] : m_columns) {
        const bool known = !column.answer.isNull();
        column.name->setText(QString::fromStdString(name));
        column.name->setVisible(known && m_columns.size() > 1);
        column.facts->setVisible(known);
        column.section->setVisible(known);
        if (!known)
            continue;
        showOptions(column);
        fill(column);
        unknown = std::max(unknown, client::shareOf(column.answer.at(client::countedSplit(column.answer)), "unknown_tokens", "tokens"));
        cut = std::max(cut, client::shareOf(column.answer.at("train"), "cut_rows", "rows"));
    }
    const auto percent = [this](double share) { return QString::fromStdString(m_session.sentences().percent(share)); };
    QStringList warnings;
    if (unknown > kMuchUnknown)
        warnings << tr("%1 of these texts is unknown to the model. Choose another one on the page Model: one for this language, or one that learns from the characters.")
                        .arg(percent(unknown));
    if (cut > client::kManyCut)
        warnings << tr("%1 of the texts lose their end. A greater length, under Options, reads more and takes longer.").arg(percent(cut));
    m_warning->setText(warnings.join(QLatin1Char('\n')));
    m_warning->setVisible(!warnings.isEmpty());
}

void TextCard::fill(const Column& column)
{
    auto& facts = *column.facts;
    while (facts.count() <= kUnknownRow)
        facts.addRow({});
    const auto& train = column.answer.at("train");
    const auto counted = client::countedSplit(column.answer);
    const auto& seen = column.answer.at(counted);
    const auto number = [&](const char* key) { return QString::fromStdString(m_session.sentences().number(Value(train.at(key).asInteger()))); };
    facts.setName(kLengthRow, tr("Length"));
    facts.setValue(kLengthRow, tr("typically %1 tokens, 95 of 100 texts at most %2, the longest %3")
                                   .arg(number("median_length"), number("p95_length"), number("longest")));
    facts.setName(kCutRow, tr("Cut off"));
    const auto cutRows = static_cast<int>(train.at("cut_rows").asInteger());
    facts.setValue(kCutRow, cutRows == 0 ? tr("no text, %1 tokens are read").arg(number("max_length"))
                                         : tr("the end of %n text(s): %1 tokens are read", nullptr, cutRows).arg(number("max_length")));
    facts.setName(kUnknownRow, tr("Unknown"));
    const bool hasSeen = seen.at("tokens").asInteger() > 0;
    facts.setRowVisible(kUnknownRow, hasSeen);
    facts.setValue(kUnknownRow, tr("%1 of the tokens").arg(QString::fromStdString(m_session.sentences().percent(client::shareOf(seen, "unknown_tokens", "tokens")))));
    facts.setValueTip(kUnknownRow, counted == "validation" ? tr("Counted in the validation set, which the vocabulary was not learned from.")
                                   : counted == "test"     ? tr("Counted in the test set, which the vocabulary was not learned from.")
                                                           : tr("Counted in the training set: no other rows are kept apart."));
}

void TextCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        show();
}

} // namespace fettle::ui
