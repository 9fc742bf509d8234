// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <QWidget>

#include "engine/contract/semantic_search.h"

class QVBoxLayout;

namespace fettle::ui {

class Link;
class TextLabel;

/// How near a text is: a figure with a bar under it.
class SimilarityBar : public QWidget {
    Q_OBJECT
public:
    explicit SimilarityBar(QWidget* parent = nullptr);
    void setScore(double score);
    [[nodiscard]] double score() const { return m_score; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    double m_score = 0.0;
};

/// One row that was found.
class SearchHitRow : public QWidget {
    Q_OBJECT
public:
    explicit SearchHitRow(QWidget* parent = nullptr);
    void setHit(const SearchHit& hit, const std::string& field, const std::vector<std::string>& fields);
    [[nodiscard]] std::int64_t id() const { return m_id; }
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString details() const;
    [[nodiscard]] Link& similar() { return *m_similar; }

Q_SIGNALS:
    void similarWanted(qint64 row);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void applySpaces();

    std::int64_t m_id = -1;
    QString m_values;
    SimilarityBar* m_bar = nullptr;
    TextLabel* m_text = nullptr;
    TextLabel* m_details = nullptr;
    Link* m_similar = nullptr;
    QWidget* m_words = nullptr;
};

/// What a search found, nearest first. Rows are made once and filled anew.
class SearchHits : public QWidget {
    Q_OBJECT
public:
    explicit SearchHits(QWidget* parent = nullptr);
    void setResult(const SearchResult& result);
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] SearchHitRow* row(int place) const { return m_rows[static_cast<std::size_t>(place)]; }

Q_SIGNALS:
    void similarWanted(qint64 row);

private:
    std::vector<SearchHitRow*> m_rows;
    QVBoxLayout* m_column = nullptr;
    int m_count = 0;
};

} // namespace fettle::ui
