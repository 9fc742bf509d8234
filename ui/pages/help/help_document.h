// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>
#include <QString>

class QTextDocument;

namespace fettle::ui {

class Theme;

/// Fills the document with a page, set in the theme's faces, sizes and colors. A Markdown reader knows neither: it
/// makes headings larger by factors, links blue and tables bare.
void renderHelp(QTextDocument& document, const QString& markdown, const Theme& theme);

/// What lies behind the pieces of code, in the document's coordinates.
[[nodiscard]] QList<QRectF> codeGrounds(const QTextDocument& document, const Theme& theme);

/// Where the headings of a rendered page begin, in their order.
[[nodiscard]] QList<int> headingPositions(const QTextDocument& document);

} // namespace fettle::ui
