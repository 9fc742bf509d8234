// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

namespace fettle::ui {

/// How a Chinese text is typed: 卷积 → "juanji", "jj". Other letters and digits stay, in lower case.
struct PinyinReading {
    QString full;
    QString initials;
};

/// All readings where characters have several, at most eight.
[[nodiscard]] QVector<PinyinReading> pinyinReadings(const QString& text);
[[nodiscard]] bool hasPinyin(QChar character);

} // namespace fettle::ui
