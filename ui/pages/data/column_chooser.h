// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "ui/pages/data/popover.h"
#include "ui/session/session.h"

class QLineEdit;
class QListView;
class QSortFilterProxyModel;

namespace fettle::ui {

/// The columns that a model may learn from, each checked while it does.
class InputColumns : public QAbstractListModel {
    Q_OBJECT
public:
    explicit InputColumns(Session& session, QObject* parent = nullptr);

    void refresh();
    [[nodiscard]] int usedCount() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Item {
        std::string field;
        FieldKind kind;
        bool used;
        friend bool operator==(const Item&, const Item&) = default;
    };
    Session& m_session;
    std::vector<Item> m_items;
};

/// A searchable list of the columns, to check and uncheck.
class ColumnChooser : public Popover {
    Q_OBJECT
public:
    ColumnChooser(InputColumns& columns, QWidget* parent);

    void popUpUnder(const QRect& anchor);
    [[nodiscard]] QListView* list() const { return m_list; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    InputColumns& m_columns;
    QSortFilterProxyModel* m_found = nullptr;
    QLineEdit* m_search = nullptr;
    QListView* m_list = nullptr;
};

} // namespace fettle::ui
