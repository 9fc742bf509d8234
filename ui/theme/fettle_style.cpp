// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fettle_style.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
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
#include <QTreeView>

#include "ui/theme/icons.h"
#include "ui/theme/painting.h"
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

/// The option as the kind that a control has; a control of another kind is drawn by the style below.
template <class Option, class Draw>
bool drawAs(const QStyleOption* option, Draw&& draw)
{
    const auto* exact = qstyleoption_cast<const Option*>(option);
    if (exact)
        draw(*exact);
    return exact != nullptr;
}

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

bool isSeparatorFrame(const QStyleOptionFrame& option)
{
    return option.frameShape == QFrame::HLine || option.frameShape == QFrame::VLine;
}

void drawSeparatorFrame(const Theme& theme, const QStyleOptionFrame& option, QPainter& painter)
{
    const QRectF rect = option.rect;
    if (option.frameShape == QFrame::HLine)
        drawRule(painter, {rect.left(), std::floor(rect.center().y())}, {rect.right(), std::floor(rect.center().y())},
                 theme.color("line.subtle"));
    else
        drawRule(painter, {std::floor(rect.center().x()), rect.top()}, {std::floor(rect.center().x()), rect.bottom()},
                 theme.color("line.subtle"));
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

void FettleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    const auto arrow = [&](Arrow direction) {
        const bool enabled = option->state & State_Enabled;
        drawArrow(*painter, option->rect, direction, theme.color(enabled ? "text.secondary" : "text.disabled"),
                  theme.space(1));
    };
    switch (element) {
    case PE_FrameFocusRect: // The ring around the control says it (focus_ring.h), rows have a mark of their own.
    case PE_FrameGroupBox:
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
    case PE_FrameWindow:
    case PE_FrameButtonBevel:
    case PE_FrameButtonTool:
    case PE_FrameDefaultButton:
    case PE_PanelScrollAreaCorner:
    case PE_PanelStatusBar: return;
    case PE_FrameMenu: return;
    case PE_PanelItemViewRow:
        // Rows are drawn by their cells; a tree's row reaches left of them.
        if (qobject_cast<const QTreeView*>(widget))
            drawAs<QStyleOptionViewItem>(option,
                                         [&](const auto& item) { parts::drawRowPanel(theme, item, *painter, widget); });
        return;
    case PE_PanelMenu: parts::drawPopupPanel(theme, option->rect, *painter); return;
    case PE_PanelTipLabel: parts::drawToolTipPanel(theme, option->rect, *painter); return;
    case PE_IndicatorCheckBox: parts::drawCheckIndicator(theme, *option, option->rect, *painter); return;
    case PE_IndicatorRadioButton: parts::drawRadioIndicator(theme, *option, option->rect, *painter); return;
    case PE_IndicatorItemViewItemCheck: parts::drawCheckIndicator(theme, *option, option->rect, *painter); return;
    case PE_IndicatorHeaderArrow: return; // Beside the label, and drawn with it.
    case PE_IndicatorBranch: parts::drawBranch(theme, *option, *painter); return;
    case PE_IndicatorArrowDown: arrow(Arrow::Down); return;
    case PE_IndicatorArrowUp: arrow(Arrow::Up); return;
    case PE_IndicatorArrowLeft: arrow(Arrow::Left); return;
    case PE_IndicatorArrowRight: arrow(Arrow::Right); return;
    case PE_IndicatorTabClose:
        drawIcon(*painter, option->rect, "close",
                 theme.color(option->state & State_MouseOver ? "text.primary" : "text.secondary"));
        return;
    case PE_IndicatorItemViewItemDrop:
        drawBox(*painter, option->rect, theme.radius("cell"), {}, theme.color("line.focus"), theme.number("focus.width"));
        return;
    case PE_FrameTabBarBase: {
        const QRectF rect = option->rect;
        drawRule(*painter, {rect.left(), rect.bottom() - lineWidth(*painter)},
                 {rect.right(), rect.bottom() - lineWidth(*painter)}, theme.color("line.subtle"));
        return;
    }
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (drawAs<QStyleOptionFrame>(option, [&](const auto& frame) {
                if (frame.lineWidth > 0)
                    parts::drawField(theme, frame, *painter, widget);
            }))
            return;
        break;
    case PE_Frame:
        if (drawAs<QStyleOptionFrame>(option,
                                      [&](const auto& frame) { parts::drawPanelFrame(theme, frame, *painter, widget); }))
            return;
        break;
    case PE_PanelItemViewItem:
        if (drawAs<QStyleOptionViewItem>(option,
                                         [&](const auto& item) { parts::drawRowPanel(theme, item, *painter, widget); }))
            return;
        break;
    default: break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void FettleStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    const auto button = [&](auto draw) { return drawAs<QStyleOptionButton>(option, draw); };
    const auto header = [&](auto draw) { return drawAs<QStyleOptionHeader>(option, draw); };
    const auto menuItem = [&](auto draw) { return drawAs<QStyleOptionMenuItem>(option, draw); };
    bool drawn = false;
    switch (element) {
    case CE_PushButton: drawn = button([&](auto& b) { parts::drawPushButton(theme, b, *painter, widget); }); break;
    case CE_PushButtonBevel:
        drawn = button([&](auto& b) { parts::drawPushButtonBox(theme, b, *painter, widget); });
        break;
    case CE_PushButtonLabel:
        drawn = button([&](auto& b) { parts::drawPushButtonLabel(theme, b, *painter, widget); });
        break;
    case CE_CheckBox: drawn = button([&](auto& b) { parts::drawCheckable(theme, b, *painter, false); }); break;
    case CE_RadioButton: drawn = button([&](auto& b) { parts::drawCheckable(theme, b, *painter, true); }); break;
    case CE_ToolButtonLabel:
        drawn = drawAs<QStyleOptionToolButton>(
            option, [&](auto& b) { parts::drawToolButtonLabel(theme, b, *painter); });
        break;
    case CE_ComboBoxLabel:
        drawn = drawAs<QStyleOptionComboBox>(
            option, [&](auto& c) { parts::drawComboBoxLabel(theme, c, *painter, widget); });
        break;
    case CE_TabBarTab:
        drawn = drawAs<QStyleOptionTab>(option, [&](auto& tab) { parts::drawTab(theme, tab, *painter, widget); });
        break;
    case CE_ProgressBar:
        drawn = drawAs<QStyleOptionProgressBar>(option, [&](auto& bar) { parts::drawProgress(theme, bar, *painter); });
        break;
    case CE_Header:
        // The style below reckons the label's place by itself, without its arrow beside it.
        drawn = header([&](auto& h) {
            painter->save();
            painter->setClipRect(h.rect, Qt::IntersectClip);
            parts::drawHeaderSection(theme, h, *painter);
            parts::drawHeaderLabel(theme, h, *painter);
            painter->restore();
        });
        break;
    case CE_HeaderSection: drawn = header([&](auto& h) { parts::drawHeaderSection(theme, h, *painter); }); break;
    case CE_HeaderLabel: drawn = header([&](auto& h) { parts::drawHeaderLabel(theme, h, *painter); }); break;
    case CE_HeaderEmptyArea: {
        QStyleOptionHeader empty;
        empty.rect = option->rect;
        empty.orientation = option->rect.width() >= option->rect.height() ? Qt::Horizontal : Qt::Vertical;
        parts::drawHeaderSection(theme, empty, *painter);
        return;
    }
    case CE_ItemViewItem:
        drawn = drawAs<QStyleOptionViewItem>(option, [&](auto& item) {
            // Several lines in one cell are laid out by the style below; its panel is ours.
            if (parts::wrapsText(theme, item))
                QProxyStyle::drawControl(element, option, painter, widget);
            else
                parts::drawViewItem(theme, item, *painter, widget);
        });
        break;
    case CE_MenuItem: drawn = menuItem([&](auto& item) { parts::drawMenuItem(theme, item, *painter); }); break;
    case CE_MenuBarItem: drawn = menuItem([&](auto& item) { parts::drawMenuBarItem(theme, item, *painter); }); break;
    case CE_MenuEmptyArea: return;
    case CE_MenuBarEmptyArea: painter->fillRect(option->rect, theme.color("bg.window")); return;
    case CE_ToolBar: painter->fillRect(option->rect, theme.color("bg.window")); return;
    case CE_Splitter: parts::drawSplitterHandle(theme, *option, *painter); return;
    case CE_RubberBand: {
        QColor fill = theme.color("accent.fill");
        fill.setAlphaF(0.12F);
        drawBox(*painter, option->rect, 0, fill, theme.color("line.focus"));
        return;
    }
    case CE_ShapedFrame:
        drawn = drawAs<QStyleOptionFrame>(option, [&](auto& frame) {
            if (isSeparatorFrame(frame))
                drawSeparatorFrame(theme, frame, *painter);
            else
                QProxyStyle::drawControl(element, option, painter, widget);
        });
        break;
    default: break;
    }
    if (!drawn)
        QProxyStyle::drawControl(element, option, painter, widget);
}

void FettleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                     const QWidget* widget) const
{
    const Theme& theme = themeFor(widget);
    bool drawn = false;
    switch (control) {
    case CC_ToolButton:
        drawn = drawAs<QStyleOptionToolButton>(option, [&](auto& b) { parts::drawToolButton(theme, b, *painter); });
        break;
    case CC_ComboBox:
        drawn = drawAs<QStyleOptionComboBox>(option, [&](auto& c) { parts::drawComboBox(theme, c, *painter, widget); });
        break;
    case CC_SpinBox:
        drawn = drawAs<QStyleOptionSpinBox>(option, [&](auto& s) { parts::drawSpinBox(theme, s, *painter, widget); });
        break;
    case CC_ScrollBar:
        drawn = drawAs<QStyleOptionSlider>(option, [&](auto& s) { parts::drawScrollBar(theme, s, *painter); });
        break;
    case CC_Slider:
        drawn = drawAs<QStyleOptionSlider>(
            option, [&](auto& s) { parts::drawSlider(theme, s, *painter, *this, widget); });
        break;
    case CC_GroupBox:
        drawn = drawAs<QStyleOptionGroupBox>(option, [&](auto& box) { parts::drawGroupBox(theme, box, *painter); });
        break;
    default: break;
    }
    if (!drawn)
        QProxyStyle::drawComplexControl(control, option, painter, widget);
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
    if (qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QLineEdit*>(widget) || qobject_cast<QTabBar*>(widget) ||
        widget->inherits("QAbstractButton") || widget->inherits("QAbstractSlider") || qobject_cast<QComboBox*>(widget) ||
        qobject_cast<QHeaderView*>(widget) || widget->inherits("QSplitterHandle") || widget->inherits("QTextEdit") ||
        widget->inherits("QPlainTextEdit"))
        widget->setAttribute(Qt::WA_Hover);
    // What lies under the thumb shows through.
    if (qobject_cast<QScrollBar*>(widget))
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false);
    // Their corners are round.
    if (qobject_cast<QMenu*>(widget) || widget->inherits("QTipLabel") || widget->inherits("QComboBoxPrivateContainer"))
        widget->setAttribute(Qt::WA_TranslucentBackground);
    if (auto* combo = qobject_cast<QComboBox*>(widget); combo && combo->itemDelegate() &&
                                                        combo->itemDelegate()->inherits("QComboBoxDelegate"))
        // Qt's own delegate for combo boxes draws without the style.
        combo->setItemDelegate(new QStyledItemDelegate(combo));
    if (widget->inherits("QComboBoxListView"))
        static_cast<QAbstractItemView*>(widget)->viewport()->setAutoFillBackground(false);
    if (auto* table = qobject_cast<QTableView*>(widget); table && !table->findChild<TableRows*>())
        new TableRows(table);
    if (auto* header = qobject_cast<QHeaderView*>(widget); header && header->defaultAlignment() == Qt::AlignCenter)
        // Above the cells' own text, which stands on the left.
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
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
