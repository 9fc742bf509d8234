// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/session.h"

namespace fettle::ui {

class Button;
class Card;
class EmptyState;
class KeyValueList;
class Notice;
class ProgressBar;
class Spinner;
class TextLabel;

/// Files are being read: how far it is, and a way out.
class ImportingPane : public QWidget {
    Q_OBJECT
public:
    explicit ImportingPane(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] Button* cancelButton() const { return m_cancel; }
    [[nodiscard]] ProgressBar* progress() const { return m_progress; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void takeProgress(const Value& progress);

    Session& m_session;
    Card* m_card = nullptr;
    ProgressBar* m_progress = nullptr;
    TextLabel* m_rows = nullptr;
    Button* m_cancel = nullptr;
    std::int64_t m_rowsRead = 0;
    double m_secondsLeft = -1.0;
};

/// Files could not be read: why, and other files.
class FailedPane : public QWidget {
    Q_OBJECT
public:
    explicit FailedPane(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] Notice* notice() const { return m_notice; }

Q_SIGNALS:
    void otherFileWanted();
    /// To the data version before this attempt.
    void backWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Session& m_session;
    Notice* m_notice = nullptr;
};

} // namespace fettle::ui
