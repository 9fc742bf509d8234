// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/format_card.h"

#include <QEvent>
#include <QVBoxLayout>

#include "ui/forms/parameter_form.h"
#include "ui/pages/data/columns.h"
#include "ui/pages/data/format_text.h"
#include "ui/pages/help_button.h"
#include "ui/widgets/button.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// Notes that another card tells.
bool isToldElsewhere(const std::string& code)
{
    return code == "data.split_made" || code == "data.part_cut" || code == "data.split_near_duplicates"
        || code == "data.split_by_file" || code == "data.folders_nested" || code == "data.class_level_given"
        || code == "data.sheet_given" || code == "data.sheet_first_table" || code == "data.sheet_with_more_rows"
        || code == "data.sheets_hidden" || code == "data.sheet_header_row";
}

} // namespace

FormatCard::FormatCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_list(new KeyValueList(this)), m_why(new Section(QStringLiteral("data.why"), this)),
      m_reasons(new TextLabel(TextStyle::Small, "text.secondary", this)), m_options(new Section(QString(), this)),
      m_form(new ParameterForm(session.sentences(), session.catalog(), this)),
      m_apply(new Button(ButtonKind::Normal, this))
{
    m_reasons->setWrap(true);
    m_why->content()->addWidget(m_reasons);
    m_options->content()->addWidget(m_form);
    m_options->content()->addWidget(m_apply, 0, Qt::AlignLeft);
    addToHeader(new HelpButton(session, QStringLiteral("data#how-read"), this));
    content()->addWidget(m_list);
    content()->addWidget(m_why);
    content()->addWidget(m_options);
    connect(m_options, &Section::toggled, this, [this](bool open) {
        if (open)
            showForm();
    });
    connect(m_form, &ParameterForm::valueEdited, this, [this](const std::string& name, const Value& value) {
        m_changed[name] = value;
        showChanges();
    });
    connect(m_form, &ParameterForm::stateChanged, this, &FormatCard::showChanges);
    connect(m_apply, &QAbstractButton::clicked, this, [this] {
        Rereading reading(m_session);
        // A null value takes an option back to what is recognized.
        reading.options(std::exchange(m_changed, {}));
        reading.start();
    });
    connect(&session, &Session::dataChanged, this, &FormatCard::refresh);
    connect(&session, &Session::catalogChanged, this, &FormatCard::refresh);
    retranslate();
}

void FormatCard::refresh()
{
    const auto& data = m_session.data();
    setVisible(data.phase == DataState::Phase::Ready);
    if (data.phase != DataState::Phase::Ready)
        return;
    const auto& report = data.manifest.report;
    m_list->clear();
    m_list->addRow(tr("Read as"), FormatText::importer(m_session));
    for (const auto& [name, value] : FormatText::rows(report.format, m_session.sentences()))
        m_list->addRow(name, value);
    QStringList reasons;
    for (const auto& note : report.notes)
        if (!isToldElsewhere(note.code))
            reasons << QString::fromStdString(m_session.sentences().sentence(note));
    m_reasons->setText(reasons.join(QLatin1Char('\n')));
    m_why->setVisible(!reasons.isEmpty());
    const auto* importer = m_session.catalog().find(ComponentKind::Importer, report.importer);
    m_options->setVisible(importer && !importer->parameters.empty() && !data.manifest.source.empty());
    if (m_shown != data.manifest.id) {
        m_shown = data.manifest.id;
        m_changed.clear();
        if (m_options->isOpen())
            showForm();
    }
    showChanges();
}

void FormatCard::showForm()
{
    const auto& manifest = m_session.data().manifest;
    const auto* importer = m_session.catalog().find(ComponentKind::Importer, manifest.report.importer);
    if (!importer)
        return;
    ValueMap values;
    if (const auto request = m_session.importRequest())
        for (const auto& parameter : importer->parameters)
            if (const auto given = request->options.find(parameter.name); given != request->options.end())
                values[parameter.name] = given->second;
    m_form->setComponent(*importer, values);
}

void FormatCard::showChanges()
{
    m_apply->setDisabledReason(m_changed.empty() ? tr("Change an option first.")
                               : m_form->state().isReady() ? QString() : m_form->state().reason);
}

void FormatCard::retranslate()
{
    setTitle(tr("How the file was read"));
    m_why->setTitle(tr("Why"));
    m_options->setTitle(tr("Read it differently"));
    m_apply->setText(tr("Read again"));
    refresh();
}

void FormatCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
