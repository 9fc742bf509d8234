// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "ui/pages/train/train_plan.h"
#include "ui/widgets/card.h"

class QComboBox;
class QSpinBox;

namespace fettle::ui {

class FormField;
class KeyValueList;
class Section;
class SegmentedControl;
class TextLabel;

/// The three questions of a training: how thorough, when to stop at the latest, on what.
class SimpleSetup : public Card {
    Q_OBJECT
public:
    SimpleSetup(Session& session, TrainPlan& plan, QWidget* parent = nullptr);

    [[nodiscard]] SegmentedControl& thoroughness() { return *m_thorough; }
    [[nodiscard]] QSpinBox& limit() { return *m_limit; }
    [[nodiscard]] QComboBox& device() { return *m_device; }
    /// "Why these settings": what is as recommended, with its reason.
    [[nodiscard]] Section& why() { return *m_why; }
    [[nodiscard]] KeyValueList& reasons() { return *m_reasons; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void showReasons();
    [[nodiscard]] QString deviceSentence() const;

    Session& m_session;
    TrainPlan& m_plan;
    SegmentedControl* m_thorough = nullptr;
    QSpinBox* m_limit = nullptr;
    QComboBox* m_device = nullptr;
    FormField* m_thoroughField = nullptr;
    FormField* m_limitField = nullptr;
    FormField* m_deviceField = nullptr;
    Section* m_why = nullptr;
    KeyValueList* m_reasons = nullptr;
    QStringList m_told; ///< of the list, so that it is not made anew for nothing
};

} // namespace fettle::ui
