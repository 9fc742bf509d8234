// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include "ui/graph/component_search.h"
#include "ui/graph/graph_editor.h"

namespace fettle::ui {

/// What the list is for.
struct ListPurpose {
    std::optional<TensorSpec> input; ///< what comes in, for asking what fits
    bool needsInput = false;
    bool needsOutput = false;
    std::string after; ///< the component that it goes behind: what usually follows comes first
};

/// Layers and the network's blocks, searched. In the palette under the names of their families, in the menu by how well
/// they go where the menu was opened.
class ComponentListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, BlockRole, HeaderRole, CategoryRole, ResultRole, FitsRole, HelpRole };
    enum class Style { Families, Ranked };

    ComponentListModel(GraphEditor& editor, Style style, QObject* parent = nullptr);

    void setPurpose(ListPurpose purpose);
    void setQuery(const QString& query);
    [[nodiscard]] const QString& query() const { return m_query; }
    /// The catalog, the language or the blocks are others.
    void refill();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    /// The first row that can be chosen.
    [[nodiscard]] QModelIndex first() const;

    /// "Convolution layers", "Pooling": the name of a family.
    [[nodiscard]] static QString familyName(NodeCategory category);

private:
    struct Row {
        QString title;
        QString id;
        std::string component; ///< or the block; empty: a header
        bool block = false;
        NodeCategory category = NodeCategory::None;
        QString help;
        bool advanced = false;
    };
    void arrange();
    [[nodiscard]] int rankAfter(const Row& row) const;
    [[nodiscard]] bool suits(const Row& row) const;

    GraphEditor& m_editor;
    Style m_style;
    ListPurpose m_purpose;
    QString m_query;
    std::vector<std::pair<Row, SearchKeys>> m_all;
    std::vector<Row> m_rows;
    FitAnswers m_fits;
    int m_asked = 0; ///< answers to an older question are dropped
};

/// Draws a row: icon in the family's color, title, at the right the shape that would come out or the id.
class ComponentDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace fettle::ui
