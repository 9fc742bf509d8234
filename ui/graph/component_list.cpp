// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/component_list.h"

#include <algorithm>
#include <array>

#include <QMimeData>
#include <QPainter>
#include <QPointer>

#include "ui/graph/canvas_style.h"
#include "ui/graph/graph_canvas.h"
#include "ui/graph/node_faces.h"
#include "ui/theme/icons.h"
#include "ui/theme/painting.h"

namespace fettle::ui {
namespace {

QString listText(const std::string& value) { return QString::fromStdString(value); }

/// What often comes after a family, best first.
std::vector<NodeCategory> followers(NodeCategory category)
{
    using enum NodeCategory;
    switch (category) {
    case Io: return {Convolution, Embedding, Dense, Shape};
    case Convolution: return {Norm, Activation, Pooling, Convolution};
    case Dense: return {Activation, Norm, Dense, Io};
    case Norm: return {Activation, Convolution, Dense, Pooling};
    case Activation: return {Convolution, Dense, Pooling, Norm};
    case Pooling: return {Convolution, Shape, Dense, Block};
    case Embedding: return {Recurrent, Attention, Pooling, Shape};
    case Recurrent: return {Dense, Pooling, Norm, Recurrent};
    case Attention: return {Norm, Dense, Shape, Attention};
    case Block: return {Block, Pooling, Activation, Dense};
    case Shape:
    case None: break;
    }
    return {Activation, Dense, Norm, Convolution};
}

} // namespace

ComponentListModel::ComponentListModel(GraphEditor& editor, Style style, QObject* parent)
    : QAbstractListModel(parent), m_editor(editor), m_style(style)
{
    refill();
}

QString ComponentListModel::familyName(NodeCategory category)
{
    switch (category) {
    case NodeCategory::Io: return tr("Inputs and outputs");
    case NodeCategory::Dense: return tr("Linear");
    case NodeCategory::Convolution: return tr("Convolution");
    case NodeCategory::Embedding: return tr("Embedding");
    case NodeCategory::Recurrent: return tr("Recurrent");
    case NodeCategory::Attention: return tr("Attention");
    case NodeCategory::Block: return tr("Blocks");
    case NodeCategory::Norm: return tr("Normalization and dropout");
    case NodeCategory::Activation: return tr("Activation");
    case NodeCategory::Pooling: return tr("Pooling");
    case NodeCategory::Shape:
    case NodeCategory::None: break;
    }
    return tr("Joining and reshaping");
}

void ComponentListModel::refill()
{
    m_all.clear();
    const ComponentSearch search(m_editor.catalog(), m_editor.sentences());
    for (const auto& entry : search.entries())
        m_all.emplace_back(Row{entry.title, listText(entry.info->id), entry.info->id, false, entry.info->category,
                               listText(m_editor.sentences().catalog(entry.info->help)), entry.info->advanced},
                           entry.keys);
    for (const auto& name : blocksFor(m_editor.root(), m_editor.scope())) {
        const auto uses = usesOf(m_editor.root(), name);
        m_all.emplace_back(Row{listText(name), {}, name, true, NodeCategory::Block, tr("A block of this network, used %n time(s).", nullptr, uses), false},
                           SearchKeys(listText(name), {listText(name), QStringLiteral("block")}));
    }
    arrange();
}

void ComponentListModel::setPurpose(ListPurpose purpose)
{
    m_purpose = std::move(purpose);
    m_fits.clear();
    const int asked = ++m_asked;
    refill();
    if (!m_purpose.input)
        return;
    m_editor.askFits(*m_purpose.input, [self = QPointer(this), asked](const FitAnswers& answers) {
        if (!self || self->m_asked != asked)
            return;
        self->m_fits = answers;
        self->arrange();
    });
}

void ComponentListModel::setQuery(const QString& query)
{
    if (query == m_query)
        return;
    m_query = query;
    arrange();
}

bool ComponentListModel::suits(const Row& row) const
{
    if (row.block)
        return !m_purpose.needsInput && !m_purpose.needsOutput;
    const auto* info = m_editor.catalog().find(ComponentKind::Layer, row.component);
    return info && !(m_purpose.needsInput && info->inputs.empty()) && !(m_purpose.needsOutput && info->outputs.empty());
}

int ComponentListModel::rankAfter(const Row& row) const
{
    // What the network itself shows of habits counts most, then what usually follows.
    int follows = 0;
    for (const auto& edge : m_editor.graph().edges) {
        const auto* from = m_editor.graph().findNode(edge.fromNode);
        const auto* to = m_editor.graph().findNode(edge.toNode);
        follows += from && to && from->component == m_purpose.after && to->component == row.component;
    }
    const auto* info = m_editor.catalog().find(ComponentKind::Layer, m_purpose.after);
    const auto order = followers(info ? info->category : NodeCategory::Io);
    const auto place = std::ranges::find(order, row.category) - order.begin();
    return std::min(follows, 9) * 100 + static_cast<int>(10 - place) + (row.advanced ? -5 : 0);
}

void ComponentListModel::arrange()
{
    beginResetModel();
    m_rows.clear();
    struct Found {
        const Row* row;
        int fits;
        int score;
        int rank;
    };
    std::vector<Found> found;
    for (const auto& [row, keys] : m_all) {
        const int score = keys.score(m_query);
        if (score == 0 || !suits(row))
            continue;
        const auto fit = m_fits.find(row.component);
        const int fits = m_fits.empty() || row.block ? 1 : fit == m_fits.end() ? 1 : fit->second.fits ? 2 : 0;
        found.push_back({&row, fits, m_query.trimmed().isEmpty() ? 0 : score, m_style == Style::Ranked ? rankAfter(row) : 0});
    }
    const bool families = m_style == Style::Families && m_query.trimmed().isEmpty();
    if (!families)
        std::ranges::stable_sort(found, [](const Found& a, const Found& b) {
            return std::tie(a.fits, a.score, a.rank) > std::tie(b.fits, b.score, b.rank);
        });
    auto family = static_cast<NodeCategory>(-1);
    bool told = false;
    for (const auto& each : found) {
        if (families && each.row->category != family) {
            family = each.row->category;
            m_rows.push_back({familyName(family), {}, {}, false, family, {}, false});
        }
        if (!families && each.fits == 0 && !std::exchange(told, true))
            m_rows.push_back({tr("Does not fit here"), {}, {}, false, NodeCategory::None, {}, false});
        m_rows.push_back(*each.row);
    }
    endResetModel();
}

int ComponentListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

QVariant ComponentListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto fit = m_fits.find(row.component);
    switch (role) {
    case Qt::DisplayRole: return row.title;
    case Qt::ToolTipRole: return row.component.empty() ? QVariant() : QVariant(row.id.isEmpty() ? row.help : row.help + QLatin1Char('\n') + row.id);
    case Qt::AccessibleTextRole: return row.id.isEmpty() ? row.title : row.title + QStringLiteral(", ") + row.id;
    case IdRole: return listText(row.component);
    case BlockRole: return row.block;
    case HeaderRole: return row.component.empty();
    case CategoryRole: return static_cast<int>(row.category);
    case FitsRole: return fit == m_fits.end() || row.block || fit->second.fits;
    case ResultRole: return fit != m_fits.end() && fit->second.fits && !row.block ? listText(toDisplay(fit->second.output)) : row.id;
    case HelpRole: return row.help;
    default: return {};
    }
}

Qt::ItemFlags ComponentListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || m_rows[static_cast<std::size_t>(index.row())].component.empty())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList ComponentListModel::mimeTypes() const { return {QString::fromLatin1(kLayerMime), QString::fromLatin1(kBlockMime)}; }

QMimeData* ComponentListModel::mimeData(const QModelIndexList& indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto* data = new QMimeData;
    const auto& index = indexes.front();
    data->setData(QString::fromLatin1(index.data(BlockRole).toBool() ? kBlockMime : kLayerMime), index.data(IdRole).toString().toUtf8());
    return data;
}

QModelIndex ComponentListModel::first() const
{
    for (int i = 0; i < rowCount(); ++i)
        if (!m_rows[static_cast<std::size_t>(i)].component.empty())
            return index(i);
    return {};
}

// --- rows ---------------------------------------------------------------------------------------------------------------

QSize ComponentDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = themeOf(option.widget);
    const bool header = index.data(ComponentListModel::HeaderRole).toBool();
    return {120, header ? theme.lineHeight(TextStyle::Small) + theme.space(2) + (index.row() > 0 ? theme.space(1) : 0) : theme.lineHeight(TextStyle::Body) + theme.space(1)};
}

void ComponentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = themeOf(option.widget);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRectF rect(option.rect);
    const double pad = theme.space(1);
    if (index.data(ComponentListModel::HeaderRole).toBool()) {
        const QRectF line(rect.left() + pad, rect.bottom() - theme.lineHeight(TextStyle::Small) - theme.space(0), rect.width() - 2 * pad, theme.lineHeight(TextStyle::Small));
        drawTextLine(*painter, line, index.data().toString(), theme.font(TextStyle::Small), theme.color("text.secondary"));
        painter->restore();
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || (option.state & QStyle::State_MouseOver))
        drawBox(*painter, rect.adjusted(2, 0, -2, 0), theme.radius("cell"), theme.color(selected ? "bg.selected" : "bg.hover"));
    const bool fits = index.data(ComponentListModel::FitsRole).toBool();
    const auto category = static_cast<NodeCategory>(index.data(ComponentListModel::CategoryRole).toInt());
    const auto id = index.data(ComponentListModel::IdRole).toString().toStdString();
    const double side = theme.iconSize(0);
    if (!fits)
        painter->setOpacity(0.5);
    drawIcon(*painter, QRectF(rect.left() + pad + 2, rect.center().y() - side / 2 + 0.5, side, side),
             iconOf(category, index.data(ComponentListModel::BlockRole).toBool() ? "group" : id), theme.color(colorTokenOf(category)));
    rect.adjust(pad + 2 + side + pad, 0, -pad - 4, 0);
    const auto titleFont = theme.font(TextStyle::Body);
    auto codeFont = theme.font(TextStyle::Code);
    codeFont.setPixelSize(theme.font(TextStyle::Small).pixelSize());
    const auto title = index.data().toString();
    const double titleWide = std::min<double>(textWidth(title, titleFont), rect.width());
    drawTextLine(*painter, QRectF(rect.left(), rect.top(), titleWide + 1, rect.height()), title, titleFont, theme.color("text.primary"));
    const QRectF right(rect.left() + titleWide + pad, rect.top(), rect.width() - titleWide - pad, rect.height());
    if (right.width() > 24)
        drawTextLine(*painter, right, index.data(ComponentListModel::ResultRole).toString(), codeFont, theme.color("text.secondary"), Qt::AlignRight);
    painter->restore();
}

} // namespace fettle::ui
