// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/home/start_offers.h"
#include "ui/widgets/card.h"

class QMenu;

namespace fettle::ui {

class Button;
class TextLabel;

/// One thing that a person may want, with two doors: their own data, or the sample.
class StartCard : public Card {
    Q_OBJECT
public:
    explicit StartCard(StartOffer offer, QWidget* parent = nullptr);

    [[nodiscard]] const StartOffer& offer() const { return m_offer; }
    [[nodiscard]] Button* ownDataButton() const { return m_own; }
    [[nodiscard]] Button* sampleButton() const { return m_sample; }
    /// The sample is being written.
    void setBusy(bool busy);

Q_SIGNALS:
    void ownDataWanted();
    void sampleWanted(const QString& sample);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void applySpaces();
    void takeSample();

    StartOffer m_offer;
    TextLabel* m_title = nullptr;
    TextLabel* m_sentence = nullptr;
    Button* m_own = nullptr;
    Button* m_sample = nullptr;
    QMenu* m_samples = nullptr; ///< where there are several
    QWidget* m_iconPlace = nullptr;
};

} // namespace fettle::ui
