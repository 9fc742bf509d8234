// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QCoreApplication>
#include <QMetaType>
#include <QTextLayout>
#include <QWidget>

#include "engine/contract/dataset.h"
#include "engine/contract/evaluation.h"
#include "engine/contract/marks.h"
#include "ui/theme/theme.h"

namespace fettle::ui {

/// A text with marked stretches: each has a tint of its label's color and a line under it, and the label stands behind it in
/// small letters, so that nobody needs the color to read it. What is wrong with a mark stands there in words too. A value;
/// delegates draw it, MarkedTextLabel shows it.
class MarkedText {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::MarkedText)
public:
    MarkedText() = default;
    /// `labels`: all there are, in the order that gives them their colors.
    MarkedText(const QString& text, const std::vector<Mark>& marks, const std::vector<std::string>& labels);
    /// With what an evaluation says of each mark.
    MarkedText(const QString& text, const std::vector<JudgedMark>& marks, const std::vector<std::string>& labels);

    [[nodiscard]] bool isEmpty() const { return m_shown.isEmpty(); }
    /// The text with the labels in it, as it is drawn.
    [[nodiscard]] const QString& shown() const { return m_shown; }
    /// For who hears it or copies it: "Anna Smith [person] lives in Rome [place]".
    [[nodiscard]] const QString& spoken() const { return m_spoken; }
    [[nodiscard]] QList<QTextLayout::FormatRange> formats(const Theme& theme) const;

    friend bool operator==(const MarkedText& a, const MarkedText& b) { return a.m_spoken == b.m_spoken && a.m_parts == b.m_parts; }

private:
    struct Stretch {
        std::int64_t start = 0; ///< code points
        std::int64_t end = 0;
        QString caption;
        int color = 0;
        bool isWrong = false;
    };
    struct Part {
        int start = 0; ///< of m_shown
        int length = 0;
        int color = 0;
        bool isCaption = false;
        bool isWrong = false;
        friend bool operator==(const Part&, const Part&) = default;
    };
    void compose(const QString& text, std::vector<Stretch> stretches);

    QString m_shown;
    QString m_spoken;
    std::vector<Part> m_parts;
};

/// What an outcome is called; empty for what is right.
[[nodiscard]] QString markRemark(MarkOutcome outcome);
/// A cell of marks in words, without the text that they belong to: "Anna Smith [person], Rome [place]"; of labels the labels.
[[nodiscard]] QString marksInWords(const QString& text, const std::vector<Mark>& marks);

/// Of several columns of texts the one that marks belong to: the longest. −1: there is none.
[[nodiscard]] int textOfMarks(const std::vector<FieldInfo>& fields, const std::vector<FieldStatistics>& statistics);

/// Draws at most `lines` lines into `place`; what does not fit ends in ….
void drawMarkedText(QPainter& painter, const QRect& place, const MarkedText& text, const Theme& theme, int lines,
                    const QColor& color);

/// A marked text in as many lines as it needs, or at most so many.
class MarkedTextLabel : public QWidget {
    Q_OBJECT
public:
    explicit MarkedTextLabel(QWidget* parent = nullptr);

    void setMarkedText(const MarkedText& text);
    [[nodiscard]] const MarkedText& markedText() const { return m_text; }
    void setMaximumLines(int lines);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    MarkedText m_text;
    int m_maximumLines = 0;
};

} // namespace fettle::ui

Q_DECLARE_METATYPE(fettle::ui::MarkedText)
