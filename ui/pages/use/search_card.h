// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <QTimer>

#include "ui/pages/use/text_search.h"
#include "ui/widgets/card.h"

class QComboBox;
class QLineEdit;

namespace fettle::ui {

class FormField;
class IconButton;
class Link;
class Notice;
class SearchHits;
class SearchSetup;
class TextLabel;

/// Own documents searched by meaning: a question in one's own words, the nearest rows with what else is known of them,
/// and more rows like one of them.
class SearchCard : public Card {
    Q_OBJECT
public:
    SearchCard(Session& session, TextSearch& search, QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit* line() const { return m_line; }
    [[nodiscard]] QComboBox* classes() const { return m_classes; }
    [[nodiscard]] SearchHits* hits() const { return m_hits; }
    [[nodiscard]] SearchSetup* setup() const { return m_setup; }
    [[nodiscard]] TextLabel* message() const { return m_message; }
    [[nodiscard]] Link* back() const { return m_back; }
    void findLike(std::int64_t row);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showState();
    void fillClasses();
    void ask();
    void take(const Result<Value>& answer);
    void takeOther();
    [[nodiscard]] bool isAsked() const;
    void applySpaces();
    void copyCommand();

    Session& m_session;
    TextSearch& m_search;
    SearchSetup* m_setup = nullptr;
    QWidget* m_asking = nullptr;
    QLineEdit* m_line = nullptr;
    QComboBox* m_classes = nullptr;
    FormField* m_classField = nullptr;
    TextLabel* m_likeWords = nullptr;
    Link* m_back = nullptr;
    TextLabel* m_message = nullptr;
    Notice* m_problem = nullptr;
    SearchHits* m_hits = nullptr;
    IconButton* m_copy = nullptr;
    QTimer m_pause;
    std::optional<std::int64_t> m_like; ///< rows like this one are wanted
    std::optional<Error> m_error;
    std::optional<SearchResult> m_result;
    std::string m_filterField;
    bool m_searching = false;
    bool m_askAgain = false; ///< as soon as it can be
    std::string m_project;   ///< that the typed question is about
    std::string m_manifest;  ///< that the row of m_like is of
    int m_round = 0;
};

} // namespace fettle::ui
