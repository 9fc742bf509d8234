// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include <algorithm>
#include <iterator>

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/graph/pinyin.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"

namespace fettle::ui {
namespace {

constexpr int kWidth = 560;
constexpr int kRows = 10;
/// One letter is found in every page of a book.
constexpr int kLeastForMore = 2;
enum Role { GroupRole = Qt::UserRole, ShortcutRole, WordsRole, FoundRole };

/// Everything that a command is found by; Chinese also as it is typed: 设置 by "shezhi" and "sz".
QString wordsOf(const Command& command)
{
    QString words = command.title + ' ' + command.group + ' ' + command.keywords;
    if (std::ranges::any_of(command.title, hasPinyin))
        for (const auto& reading : pinyinReadings(command.title))
            words += ' ' + reading.full + ' ' + reading.initials;
    return words.toCaseFolded();
}

/// Title left, group and shortcut right and quiet.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto& theme = themeOf(option.widget);
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme.color("bg.selected"));
        const QRect area = option.rect.adjusted(theme.space(3), 0, -theme.space(3), 0);
        painter->setFont(theme.font(TextStyle::Small));
        painter->setPen(theme.color("text.secondary"));
        QString right = index.data(GroupRole).toString();
        if (const auto shortcut = index.data(ShortcutRole).toString(); !shortcut.isEmpty())
            right += QStringLiteral("   ") + shortcut;
        painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, right);
        const int taken = painter->fontMetrics().horizontalAdvance(right) + theme.space(3);
        painter->setFont(theme.font(TextStyle::Body));
        painter->setPen(theme.color("text.primary"));
        painter->drawText(area.adjusted(0, 0, -taken, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, area.width() - taken));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {option.rect.width(), themeOf(option.widget).rowHeight()};
    }
};

} // namespace

class CommandPalette::Model : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;
    void set(std::vector<Command> commands)
    {
        beginResetModel();
        m_commands = std::move(commands);
        m_own = m_commands.size();
        m_words.clear();
        for (const auto& command : m_commands)
            m_words.push_back(wordsOf(command));
        endResetModel();
    }
    /// Replaces what was found elsewhere.
    void setFound(std::vector<Command> found)
    {
        if (m_commands.size() > m_own) {
            beginRemoveRows({}, static_cast<int>(m_own), rowCount() - 1);
            m_commands.resize(m_own);
            endRemoveRows();
        }
        if (found.empty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(found.size()) - 1);
        std::ranges::move(found, std::back_inserter(m_commands));
        endInsertRows();
    }
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_commands.size()); }
    QVariant data(const QModelIndex& index, int role) const override
    {
        if (!index.isValid() || index.row() >= rowCount())
            return {};
        const auto& command = at(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return command.title;
        case Qt::AccessibleTextRole:
            return command.title + ", " + command.group;
        case GroupRole:
            return command.group;
        case ShortcutRole:
            return command.shortcut;
        case FoundRole:
            return static_cast<std::size_t>(index.row()) >= m_own;
        case WordsRole:
            return static_cast<std::size_t>(index.row()) < m_words.size() ? m_words[static_cast<std::size_t>(index.row())] : QString();
        default:
            return {};
        }
    }
    [[nodiscard]] const Command& at(int row) const { return m_commands[static_cast<std::size_t>(row)]; }

private:
    std::vector<Command> m_commands;
    std::vector<QString> m_words; ///< of each of its own
    std::size_t m_own = 0;
};

class CommandPalette::Filter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setText(const QString& text)
    {
        m_words = text.toCaseFolded().split(' ', Qt::SkipEmptyParts);
        invalidate();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        if (sourceModel()->index(row, 0, parent).data(FoundRole).toBool())
            return true;
        const auto words = sourceModel()->index(row, 0, parent).data(WordsRole).toString();
        return std::ranges::all_of(m_words, [&](const QString& word) { return words.contains(word); });
    }
    /// What begins with the text stands first; otherwise the order in which it was given.
    bool lessThan(const QModelIndex& a, const QModelIndex& b) const override
    {
        const auto begins = [&](const QModelIndex& index) {
            return !index.data(FoundRole).toBool() && !m_words.empty() && index.data().toString().startsWith(m_words.front(), Qt::CaseInsensitive);
        };
        if (begins(a) != begins(b))
            return begins(a);
        return a.row() < b.row();
    }

private:
    QStringList m_words;
};

CommandPalette::CommandPalette(QWidget* window)
    : QFrame(window), m_field(new QLineEdit(this)), m_list(new QListView(this)), m_model(new Model(this)), m_filter(new Filter(this))
{
    hide();
    m_filter->setSourceModel(m_model);
    m_filter->sort(0);
    m_list->setModel(m_filter);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameless(*m_list, true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_field);
    column->addWidget(m_list);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        m_list->setCurrentIndex(index);
        runCurrent();
    });
}

void CommandPalette::find(const QString& text)
{
    const QString words = text.trimmed();
    m_model->setFound(m_more && words.size() >= kLeastForMore ? m_more(words) : std::vector<Command>());
    m_filter->setText(text);
    m_list->setCurrentIndex(m_filter->index(0, 0));
}

void CommandPalette::open(std::vector<Command> commands)
{
    m_model->set(std::move(commands));
    m_field->clear();
    m_field->setPlaceholderText(tr("What do you want to do?"));
    m_field->setAccessibleName(tr("Search"));
    m_list->setAccessibleName(tr("Found"));
    m_list->setCurrentIndex(m_filter->index(0, 0));
    placeOverWindow();
    show();
    raise();
    m_field->setFocus();
}

int CommandPalette::matches() const { return m_filter->rowCount(); }

void CommandPalette::placeOverWindow()
{
    const auto& theme = themeOf(this);
    layout()->setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2));
    layout()->setSpacing(theme.space(1));
    const int width = std::min(static_cast<int>(kWidth * theme.options().textScale), parentWidget()->width() - 2 * theme.space(4));
    const int height = theme.controlHeight() + kRows * theme.rowHeight() + 5 * theme.space(2);
    setGeometry((parentWidget()->width() - width) / 2, theme.size("frame.topBar") + theme.space(1), width,
                std::min(height, parentWidget()->height() - theme.size("frame.topBar") - 2 * theme.space(2)));
}

void CommandPalette::runCurrent()
{
    const auto index = m_filter->mapToSource(m_list->currentIndex());
    hide();
    if (!index.isValid())
        return;
    // After hiding, so that what runs finds the focus where it was.
    QTimer::singleShot(0, this, [run = m_model->at(index.row()).run] {
        if (run)
            run();
    });
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            placeOverWindow();
        return false;
    }
    if (event->type() == QEvent::FocusOut) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        hide();
    } else if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        runCurrent();
    } else if (key == Qt::Key_Up || key == Qt::Key_Down) {
        const int row = m_list->currentIndex().row() + (key == Qt::Key_Down ? 1 : -1);
        if (row >= 0 && row < m_filter->rowCount())
            m_list->setCurrentIndex(m_filter->index(row, 0));
    } else {
        return false;
    }
    return true;
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    const auto& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color("line.button"));
    painter.setBrush(theme.color("bg.raised"));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.radius("card"), theme.radius("card"));
}

void CommandPalette::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange && isVisible())
        placeOverWindow();
}

} // namespace fettle::ui
