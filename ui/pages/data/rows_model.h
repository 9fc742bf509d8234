// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/pages/data/encoded_cells.h"
#include "ui/pages/data/row_pages.h"
#include "ui/pages/data/thumbnail_loader.h"

namespace fettle::ui {

/// A data version as a table: one row an example, one column a field, as it stands in the data or as the task will see
/// it. Only what is in sight is ever in memory.
class RowsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// Qt counts rows with an int; nobody scrolls through more.
    static constexpr qint64 kMostRows = 50'000'000;
    enum Role { MissingRole = Qt::UserRole + 1, UsedRole, NumberRole, PictureRole, FieldRoleRole, KindRole, MarkedRole, LabelsRole };

    RowsModel(RowPages& pages, ThumbnailLoader& thumbnails, EncodedCells& encoded, QObject* parent = nullptr);

    void setFields(const DatasetManifest& manifest, const Recipe& recipe);
    /// What columns are used for has changed.
    void setRecipe(const Recipe& recipe);
    void setEncoded(bool encoded);
    [[nodiscard]] bool isEncoded() const { return m_isEncoded; }
    /// Whether its view is the one that is shown: else it asks for nothing.
    void setActive(bool active);
    /// What is in sight: rows and columns.
    void want(int firstRow, int lastRow, int firstColumn, int lastColumn);
    [[nodiscard]] const FieldInfo* field(int column) const;
    [[nodiscard]] int columnOf(const std::string& field) const;
    /// The first texts of a column, as far as its first rows have come.
    [[nodiscard]] QStringList examplesOf(const std::string& field, int most) const;
    [[nodiscard]] FieldRole fieldRole(int column) const { return m_roles[static_cast<std::size_t>(column)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void rowsArrived(qint64 first, qint64 last);
    [[nodiscard]] const Value* cell(const QModelIndex& index) const;
    [[nodiscard]] QString plainText(const Value& value, const FieldInfo& field) const;
    [[nodiscard]] QString cellText(const QModelIndex& index) const;
    [[nodiscard]] QVariant picture(const QModelIndex& index) const;
    /// Where the column is the text that a column of marks belongs to; empty elsewhere.
    [[nodiscard]] QVariant markedText(const QModelIndex& index) const;
    /// Of a column of labels: those of the row.
    [[nodiscard]] QStringList labels(const QModelIndex& index) const;
    [[nodiscard]] bool isMissing(const QModelIndex& index) const;
    void readRoles();
    void sightChanged();

    RowPages& m_pages;
    ThumbnailLoader& m_thumbnails;
    EncodedCells& m_encoded;
    DatasetManifest m_manifest; ///< fields and split policy alone
    Recipe m_recipe;
    std::vector<FieldRole> m_roles;
    int m_markedColumn = -1; ///< the text that marks belong to
    int m_marksColumn = -1;  ///< and the marks
    bool m_isEncoded = false;
    bool m_isActive = true;
    int m_firstRow = 0;
    int m_lastRow = -1;
    int m_firstColumn = 0;
    int m_lastColumn = -1;
};

/// A number as it stands in the data, in as few digits as say it.
[[nodiscard]] QString exactNumber(double value);

} // namespace fettle::ui
