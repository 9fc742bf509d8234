// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QTextBrowser>

#include "ui/pages/help/help_topic.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

/// Shows a page of the handbook, its lines no longer than reads well. Links are told, not followed.
class HelpView : public QTextBrowser {
    Q_OBJECT
public:
    explicit HelpView(QWidget* parent = nullptr);
    ~HelpView() override;

    void showTopic(const HelpTopic& topic);
    /// -1: to the top.
    void scrollToSection(int section);
    /// Marks where the query's words stand; empty: nowhere.
    void mark(const QString& query);
    /// How many places are marked.
    [[nodiscard]] qsizetype marked() const { return extraSelections().size(); }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// Nothing is loaded from anywhere.
    QVariant loadResource(int type, const QUrl& name) override;

private:
    void render();
    void applyMargins();

    HelpTopic m_topic;
    QString m_query;
    std::unique_ptr<QTextDocument> m_document;
    /// The looks that the page is set in.
    ThemeOptions m_rendered;
};

} // namespace fettle::ui
