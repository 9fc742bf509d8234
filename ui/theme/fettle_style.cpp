// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fettle_style.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QPlainTextEdit>
#include <QStyleFactory>
#include <QStyleOption>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QTableView>
#include <QTextDocument>
#include <QTextEdit>

#include "ui/theme/icons.h"
#include "ui/theme/style_parts.h"
#include "ui/theme/table_rows.h"

namespace fettle::ui {

namespace parts {

const char* stateName(const QStyleOption& option)
{
    if (!(option.state & QStyle::State_Enabled))
        return "disabled";
    if (option.state & QStyle::State_Sunken)
        return "pressed";
    return option.state & QStyle::State_MouseOver ? "hover" : "rest";
}

int fieldPad(const Theme& theme) { return theme.density() == Density::Compact ? theme.space(1) : theme.space(2); }
int cellPad(const Theme& theme) { return theme.density() == Density::Compact ? theme.space(1) : theme.space(2); }
bool showsKeyboardFocus(const QStyleOption& option) { return option.state & QStyle::State_KeyboardFocusChange; }

} // namespace parts

namespace {

/// Several lines of text begin where a field's one line does.
void indentText(const Theme& theme, QWidget& widget)
{
    constexpr double kQtsOwn = 4;
    QTextDocument* document = nullptr;
    if (auto* plain = qobject_cast<QPlainTextEdit*>(&widget))
        document = plain->document();
    else if (auto* rich = qobject_cast<QTextEdit*>(&widget))
        document = rich->document();
    if (document && document->documentMargin() == kQtsOwn && !isFrameless(&widget))
        document->setDocumentMargin(parts::fieldPad(theme) - theme.radius("card") / 2);
}

bool answersTheMouse(const QWidget& widget)
{
    for (const char* kind : {"QAbstractButton", "QAbstractSlider", "QAbstractSpinBox", "QComboBox", "QLineEdit", "QTabBar",
                             "QHeaderView", "QSplitterHandle", "QTextEdit", "QPlainTextEdit"})
        if (widget.inherits(kind))
            return true;
    return false;
}

void polishView(QWidget& widget)
{
    // Qt's own delegate for combo boxes draws without the style.
    if (auto* combo = qobject_cast<QComboBox*>(&widget); combo && combo->itemDelegate() &&
                                                         combo->itemDelegate()->inherits("QComboBoxDelegate"))
        combo->setItemDelegate(new QStyledItemDelegate(combo));
    if (widget.inherits("QComboBoxListView"))
        static_cast<QAbstractItemView&>(widget).viewport()->setAutoFillBackground(false);
    if (auto* table = qobject_cast<QTableView*>(&widget); table && !table->findChild<TableRows*>())
        new TableRows(table);
    // Above the cells' own text, which stands on the left.
    if (auto* header = qobject_cast<QHeaderView*>(&widget); header && header->defaultAlignment() == Qt::AlignCenter)
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

} // namespace

FettleStyle::FettleStyle(Theme theme)
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_comfortable(std::move(theme)),
      m_compact(m_comfortable.withDensity(Density::Compact))
{
    setObjectName(QStringLiteral("fettle"));
}

const Theme& FettleStyle::themeFor(const QWidget* widget) const
{
    if (m_densities.isEmpty())
        return m_comfortable;
    for (const QWidget* at = widget; at; at = at->isWindow() ? nullptr : at->parentWidget())
        if (const auto found = m_densities.constFind(at); found != m_densities.constEnd())
            return *found == Density::Compact ? m_compact : m_comfortable;
    return m_comfortable;
}

void FettleStyle::setTheme(const Theme& theme)
{
    m_comfortable = theme.withDensity(Density::Comfortable);
    m_compact = theme.withDensity(Density::Compact);
}

QIcon FettleStyle::standardIcon(StandardPixmap standard, const QStyleOption* option, const QWidget* widget) const
{
    switch (standard) {
    case SP_LineEditClearButton:
    case SP_DialogCloseButton:
    case SP_TitleBarCloseButton: return icon("close");
    case SP_MessageBoxInformation: return icon("information-outline");
    case SP_MessageBoxWarning: return icon("alert", "warning");
    case SP_MessageBoxCritical: return icon("close-circle", "danger");
    case SP_MessageBoxQuestion: return icon("help-circle-outline");
    case SP_FileIcon: return icon("file-outline");
    case SP_DirIcon:
    case SP_DirClosedIcon: return icon("folder");
    case SP_DirOpenIcon: return icon("folder-outline");
    case SP_ArrowBack: return icon("arrow-left");
    case SP_ArrowForward: return icon("arrow-right");
    default: return QProxyStyle::standardIcon(standard, option, widget);
    }
}

QPalette FettleStyle::standardPalette() const { return paletteOf(m_comfortable); }

void FettleStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (answersTheMouse(*widget))
        widget->setAttribute(Qt::WA_Hover);
    // What lies under the thumb shows through.
    if (qobject_cast<QScrollBar*>(widget))
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false);
    // Their corners are round.
    if (qobject_cast<QMenu*>(widget) || widget->inherits("QTipLabel") || widget->inherits("QComboBoxPrivateContainer"))
        widget->setAttribute(Qt::WA_TranslucentBackground);
    polishView(*widget);
    if (auto* tabs = qobject_cast<QTabBar*>(widget))
        tabs->setExpanding(false);
    indentText(theme(), *widget);
}

void FettleStyle::unpolish(QWidget* widget)
{
    QProxyStyle::unpolish(widget);
    if (auto* table = qobject_cast<QTableView*>(widget))
        delete table->findChild<TableRows*>();
}

} // namespace fettle::ui
