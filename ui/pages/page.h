// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/session/session.h"

class QVBoxLayout;

namespace fettle::ui {

class PageHeader;

/// A place of the window: a header (title, one sentence, "?" for the handbook's page, THE primary button that names the
/// next step) and below it what the page shows. A page shows the session's state and calls its verbs; it keeps no copy of it.
class Page : public QWidget {
    Q_OBJECT
public:
    Page(Session& session, QWidget* parent = nullptr);

    /// The page came to the front: ask for what only it needs.
    virtual void entered() {}
    /// The one next step, as if the primary button were pressed.
    void runPrimary();
    /// What F11 shows alone at presenter size; null: the whole page.
    [[nodiscard]] virtual QWidget* presentable() { return nullptr; }
    /// The handbook's page: "data", "train" …
    [[nodiscard]] virtual QString helpTopic() const = 0;
    /// Of pages with parts that can be named from elsewhere: a topic of the handbook, a section of the settings.
    virtual void openTopic(const QString& topic) { static_cast<void>(topic); }

protected:
    [[nodiscard]] Session& session() const { return m_session; }
    [[nodiscard]] PageHeader& header() const { return *m_header; }
    /// The column under the header.
    [[nodiscard]] QVBoxLayout& body() const { return *m_body; }
    /// Sets every text of the page; called once after construction and at each change of language.
    virtual void retranslate() = 0;
    /// What the primary button does.
    virtual void primary() {}
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void applySpaces();

    Session& m_session;
    PageHeader* m_header = nullptr;
    QVBoxLayout* m_body = nullptr;
    bool m_translated = false;
};

} // namespace fettle::ui
