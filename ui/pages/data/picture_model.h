// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/pages/data/row_pages.h"
#include "ui/pages/data/thumbnail_loader.h"

namespace fettle::ui {

/// The pictures of a data version as tiles in as many columns as there is room for.
class PictureModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { ImageRole = Qt::UserRole + 1, StateRole, RowRole, CaptionRole, SplitRole };

    PictureModel(RowPages& pages, ThumbnailLoader& thumbnails, QObject* parent = nullptr);

    /// Which column holds the pictures, and which one their caption (empty: none).
    void setFields(const DatasetManifest& manifest, const std::string& pictures, const std::string& caption);
    /// Under each picture when it is shown as the task will see it ("28 × 28"); empty: the caption.
    void setLookText(const QString& text);
    void setColumns(int columns);
    /// Whether its view is the one that is shown: else it asks for nothing.
    void setActive(bool active);
    void want(int firstRow, int lastRow);
    /// The example's place in the pages, −1 behind the last one.
    [[nodiscard]] qint64 rowAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(qint64 row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    [[nodiscard]] const Value* value(qint64 row, int field) const;
    [[nodiscard]] QString caption(qint64 row) const;
    void changed(qint64 first, qint64 last);

    RowPages& m_pages;
    ThumbnailLoader& m_thumbnails;
    int m_columns = 1;
    int m_pictureField = -1;
    int m_captionField = -1;
    int m_firstRow = 0;
    int m_lastRow = -1;
    QString m_lookText;
    bool m_isActive = true;
};

} // namespace fettle::ui
