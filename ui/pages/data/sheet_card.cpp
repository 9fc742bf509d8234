// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/sheet_card.h"

#include <algorithm>

#include <QComboBox>
#include <QEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/forms/number_box.h"
#include "ui/pages/data/format_text.h"
#include "ui/pages/help_button.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"

namespace fettle::ui {
namespace {

/// What a spreadsheet program can hold.
constexpr double kMostRows = 1'048'576;

bool isAboutSheet(const std::string& code)
{
    return code == "data.sheet_given" || code == "data.sheet_first_table" || code == "data.sheet_with_more_rows"
        || code == "data.sheets_hidden";
}

bool isAboutHeader(const std::string& code)
{
    return code == "data.sheet_header_row" || code == "data.header_found" || code == "data.header_none";
}

} // namespace

SheetCard::SheetCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_sheet(new QComboBox(this)), m_sheetField(new FormField(m_sheet, this)),
      m_row(new NumberBox(this)), m_rowField(new FormField(m_row, this)), m_apply(new Button(ButtonKind::Normal, this))
{
    NumberRule rule;
    rule.whole = true;
    rule.minimum = 0;
    rule.maximum = kMostRows;
    m_row->setRule(rule);
    m_sheetField->setFullWidth(true);
    addToHeader(new HelpButton(session, QStringLiteral("formats#tables"), this));
    content()->addWidget(m_sheetField);
    content()->addWidget(m_rowField);
    content()->addWidget(m_apply, 0, Qt::AlignLeft);
    connect(m_sheet, qOverload<int>(&QComboBox::activated), this, &SheetCard::showChange);
    connect(m_row, &NumberBox::edited, this, &SheetCard::showChange);
    connect(m_apply, &QAbstractButton::clicked, this, &SheetCard::readAgain);
    connect(&session, &Session::dataChanged, this, &SheetCard::refresh);
    retranslate();
}

const Value& SheetCard::told(const char* key) const
{
    static const Value kNothing;
    const auto& format = m_session.data().manifest.report.format;
    const auto found = format.find(key);
    return found == format.end() ? kNothing : found->second;
}

std::string SheetCard::chosenSheet() const { return m_sheet->currentData().toString().toStdString(); }

void SheetCard::refresh()
{
    const auto& data = m_session.data();
    const bool isWorkbook = data.phase == DataState::Phase::Ready && told("sheet").isText();
    setVisible(isWorkbook);
    if (!isWorkbook)
        return;
    showReasons();
    if (std::exchange(m_shown, data.manifest.id) == data.manifest.id)
        return;
    const QSignalBlocker quietSheet(m_sheet);
    const QSignalBlocker quietRow(m_row);
    m_sheet->clear();
    const auto add = [this](const Value& name) {
        const auto text = QString::fromStdString(name.asText());
        m_sheet->addItem(text, text);
    };
    add(told("sheet"));
    for (const auto& other : told("other_sheets").asList())
        add(other);
    m_row->setValue(static_cast<double>(told("header_row").asInteger()));
    showChange();
}

void SheetCard::showReasons()
{
    QStringList sheet;
    QStringList header;
    for (const auto& note : m_session.data().manifest.report.notes) {
        const auto sentence = QString::fromStdString(m_session.sentences().sentence(note));
        if (isAboutSheet(note.code))
            sheet << sentence;
        else if (isAboutHeader(note.code))
            header << sentence;
    }
    m_sheetField->setHelp(FormatText::paragraph(sheet));
    const auto request = m_session.importRequest();
    const auto given = request ? request->options.find("header_row") : ValueMap::const_iterator();
    if (request && given != request->options.end() && given->second.asInteger() > 0)
        header = QStringList{tr("You chose this row.")};
    header << tr("0: find out.");
    m_rowField->setHelp(FormatText::paragraph(header));
}

void SheetCard::showChange()
{
    const bool otherSheet = chosenSheet() != told("sheet").asText();
    const auto row = m_row->value();
    const bool otherRow = row && static_cast<std::int64_t>(*row) != told("header_row").asInteger();
    m_rowField->setError(m_row->problem());
    m_apply->setDisabledReason(!row ? m_row->problem()
                               : otherSheet || otherRow ? QString() : tr("Choose another sheet or row first."));
}

void SheetCard::readAgain()
{
    const auto request = m_session.importRequest();
    ValueMap options = request ? request->options : ValueMap();
    const bool otherSheet = chosenSheet() != told("sheet").asText();
    const auto row = static_cast<std::int64_t>(m_row->value().value_or(0));
    if (otherSheet)
        options["sheet"] = chosenSheet();
    // Another sheet has its names elsewhere: unless a row was said for it, it is found out anew.
    options.erase("header_row");
    if (row != told("header_row").asInteger() && row > 0)
        options["header_row"] = row;
    // The columns are others now: what was said of the old ones holds no more.
    options.erase("target");
    m_session.importAgain({}, std::move(options), {});
}

void SheetCard::retranslate()
{
    setTitle(tr("Which sheet is the table?"));
    m_sheetField->setLabel(tr("Sheet"));
    m_rowField->setLabel(tr("Row of the column names"));
    m_apply->setText(tr("Read again"));
    refresh();
    showChange();
}

void SheetCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
