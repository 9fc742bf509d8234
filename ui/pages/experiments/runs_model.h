// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <QAbstractTableModel>
#include <QTimer>

#include "ui/plots/run_words.h"
#include "ui/session/session.h"

namespace fettle::ui {

/// Every run of the project as a row. What a list of runs holds is here at once; what a recipe says (model, batch size,
/// learning rate …) is asked for row by row, when a row is looked at or the table is sorted by it.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Star, Name, State, Figure, Model, When, Duration, Data, Tags, Note, Epochs, BatchSize, Rate, Optimizer, ColumnCount };
    /// Qt::UserRole: what is sorted by; kFilterRole: every text of the row.
    static constexpr int kSortRole = Qt::UserRole;
    static constexpr int kFilterRole = Qt::UserRole + 1;
    static constexpr int kIdRole = Qt::UserRole + 2;
    /// The tag that a star is kept as; not shown among the tags.
    static constexpr const char* kStarTag = "starred";

    explicit RunsModel(Session& session, QObject* parent = nullptr);

    /// Asks for the list; rows that stay keep their place and selection.
    void reload();
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    [[nodiscard]] const store::RunRecord* record(int row) const;
    [[nodiscard]] int rowOf(const std::string& id) const;
    [[nodiscard]] bool isStarred(int row) const;
    [[nodiscard]] QStringList tags(int row) const;
    void setStarred(int row, bool starred);
    /// Runs that are compared: their colors, in this order, stand as a mark at their names.
    void setCompared(const std::vector<std::string>& runs);
    /// Asks for what recipes say of every row (before sorting by it).
    void loadAllDetails();
    [[nodiscard]] static bool isDetail(int column) { return column == Model || column >= Epochs; }
    [[nodiscard]] static QString columnTitle(int column);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    /// The user changed a name, tags, a note or a star; `before` is what puts it back.
    void edited(const QString& sentence, const std::string& method, const fettle::ValueMap& before);
    void loaded();
    /// The list did not come.
    void failed(const fettle::Error& error);

private:
    struct Details {
        Recipe written; ///< names its template
        Recipe recipe;  ///< with everything resolved
    };
    struct Row {
        store::RunRecord record;
        std::optional<MainFigure> figure;
        friend bool operator==(const Row& a, const Row& b) { return a.record == b.record; }
    };
    void took(const Value& answer);
    void replaceRows(std::vector<Row> rows);
    void wantDetails(const std::string& run) const;
    void askDetails();
    void tookDetails(const std::string& run, const Value& answer);
    void change(const std::string& method, ValueMap params, ValueMap before, const QString& sentence);
    [[nodiscard]] QString text(const Row& row, int column) const;
    [[nodiscard]] QString detailText(const Row& row, int column) const;
    [[nodiscard]] QVariant sortValue(const Row& row, int column) const;
    [[nodiscard]] QVariant detailSortValue(const Row& row, int column) const;
    [[nodiscard]] QVariant mark(const Row& row, int column) const;
    [[nodiscard]] QString duration(const Row& row) const;
    [[nodiscard]] double seconds(const Row& row) const;
    [[nodiscard]] JobState state(const Row& row) const;

    Session& m_session;
    std::vector<Row> m_rows;
    std::map<std::string, Details> m_details;
    std::vector<std::string> m_compared;
    bool m_loaded = false;
    int m_round = 0;
    mutable std::vector<std::string> m_wanted; ///< details, the last wanted first
    int m_asking = 0;
    mutable QTimer m_detailTimer;
    QTimer m_reloadTimer;
    std::map<std::string, std::int64_t> m_versions; ///< data version id → its number
};

} // namespace fettle::ui
