// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace fettle::ui {

class FoldButton;

/// A fold: a line with an arrow ("More"), under it what it holds. Remembers whether it was open, by its key.
class Section : public QWidget {
    Q_OBJECT
public:
    /// `key` ("train.advanced") names it in fettle/window.ini of the user's config folder; empty: it starts closed.
    explicit Section(const QString& key = {}, QWidget* parent = nullptr);

    /// Empty: "More" and "Less".
    void setTitle(const QString& title);
    /// Grey, right of the title ("3 changed from default").
    void setNote(const QString& note);
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }
    [[nodiscard]] bool isOpen() const { return m_open; }
    void setOpen(bool open);
    /// How it starts where the user has never opened or closed it.
    void setOpenAtFirst(bool open);

Q_SIGNALS:
    void toggled(bool open);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void applySpaces();
    void apply(bool open);

    QString m_key;
    QString m_title;
    FoldButton* m_button = nullptr;
    QWidget* m_body = nullptr;
    QVBoxLayout* m_layout = nullptr;
    QVBoxLayout* m_content = nullptr;
    bool m_open = false;
    bool m_remembered = false;
};

} // namespace fettle::ui
