// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_plot.h"

#include <algorithm>
#include <array>

#include <QActionGroup>
#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QEvent>
#include <QFontMetrics>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QSvgGenerator>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/platform/files.h"
#include "ui/plots/plot_legend.h"
#include "ui/plots/plot_table_model.h"
#include "ui/session/dialogs.h"
#include "ui/theme/style_hints.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kSettleMs = 250;
constexpr QSize kSavedSize{1200, 700};
constexpr std::array kSmoothings{0.0, 0.6, 0.9, 0.97};

} // namespace

CurvePlot::CurvePlot(Dialogs* dialogs, QWidget* parent)
    : QWidget(parent), m_dialogs(dialogs), m_title(new TextLabel(TextStyle::Strong)), m_reset(new IconButton("magnify-minus")),
      m_asTable(new IconButton("table")), m_more(new IconButton("dots-vertical")), m_legend(new PlotLegend),
      m_layout(new QVBoxLayout(this)), m_stack(new QStackedLayout), m_canvas(new PlotCanvas), m_tableView(new QTableView),
      m_table(new PlotTableModel(m_canvas->curves(), this)), m_placeholder(new TextLabel(TextStyle::Body, "text.secondary"))
{
    auto* head = new QHBoxLayout;
    head->setSpacing(0);
    m_title->setElide(Qt::ElideRight);
    head->addWidget(m_title, 1);
    for (auto* button : {m_reset, m_asTable, m_more})
        head->addWidget(button);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addLayout(head);
    m_layout->addWidget(m_legend);
    m_layout->addLayout(m_stack, 1);

    setFrameless(*m_tableView, true);
    setDensity(*m_tableView, Density::Compact);
    m_tableView->setModel(m_table);
    m_tableView->verticalHeader()->hide();
    m_tableView->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tableView->setTabKeyNavigation(false);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setWrap(true);
    m_stack->addWidget(m_canvas);
    m_stack->addWidget(m_tableView);
    m_stack->addWidget(m_placeholder);
    m_stack->setCurrentWidget(m_placeholder);
    m_legend->hide();
    m_reset->hide();

    connect(m_reset, &QAbstractButton::clicked, m_canvas, &PlotCanvas::resetView);
    connect(m_asTable, &QAbstractButton::clicked, this, [this] { showAsTable(!isTable()); });
    connect(m_more, &QAbstractButton::clicked, this, [this] {
        auto* menu = makeMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
    });
    connect(m_canvas, &PlotCanvas::menuAsked, this, [this](const QPoint& place) {
        auto* menu = makeMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(place);
    });
    connect(m_canvas, &PlotCanvas::viewChanged, this, [this] {
        m_reset->setVisible(m_canvas->isZoomed());
        Q_EMIT stepsShown(m_canvas->scale().firstStep, m_canvas->scale().lastStep);
    });
    connect(m_legend, &PlotLegend::hovered, m_canvas, &PlotCanvas::setRaised);
    connect(m_legend, &PlotLegend::visibleToggled, this, &CurvePlot::setCurveVisible);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &CurvePlot::settle);
    retranslate();
}

void CurvePlot::setTitle(const QString& title)
{
    m_title->setText(title);
    setAccessibleName(title);
    m_canvas->setAccessibleName(title);
    m_tableView->setAccessibleName(tr("%1, as a table").arg(title));
}

QString CurvePlot::title() const { return m_title->text(); }
void CurvePlot::setPlaceholder(const QString& sentence) { m_placeholder->setText(sentence); }
void CurvePlot::setAxisTitles(const QString& x, const QString& y) { m_canvas->setAxisTitles(x, y); }

void CurvePlot::setForm(ValueForm form)
{
    auto options = m_canvas->options();
    options.form = form;
    m_canvas->setOptions(options);
    m_table->setForm(form);
}

// --- curves --------------------------------------------------------------------------------------------------------

int CurvePlot::addCurve(const CurveStyle& style)
{
    auto curve = std::make_unique<PlotCurve>();
    curve->style = style;
    curve->setSmoothing(m_smoothing);
    m_canvas->curves().push_back(std::move(curve));
    contentChanged();
    return curveCount() - 1;
}

void CurvePlot::setCurveStyle(int curve, const CurveStyle& style)
{
    auto& known = m_canvas->curves()[static_cast<std::size_t>(curve)]->style;
    if (known == style)
        return;
    known = style;
    contentChanged();
}

void CurvePlot::setCurveVisible(int curve, bool visible)
{
    m_canvas->curves()[static_cast<std::size_t>(curve)]->visible = visible;
    contentChanged();
}

void CurvePlot::append(int curve, std::span<const std::int64_t> steps, std::span<const double> values)
{
    const bool first = m_stack->currentWidget() == m_placeholder;
    m_canvas->curves()[static_cast<std::size_t>(curve)]->append(steps, values);
    contentChanged();
    if (first && !steps.empty())
        settle();
}

void CurvePlot::replace(int curve, std::int64_t first, std::int64_t last, std::span<const std::int64_t> steps,
                        std::span<const double> values)
{
    m_canvas->curves()[static_cast<std::size_t>(curve)]->replace(first, last, steps, values);
    contentChanged();
}

void CurvePlot::clearCurve(int curve)
{
    m_canvas->curves()[static_cast<std::size_t>(curve)]->clear();
    contentChanged();
}

void CurvePlot::clear()
{
    m_canvas->setCrosshair(std::nullopt);
    m_canvas->setRaised(-1);
    m_canvas->curves().clear();
    m_canvas->setMarkers({});
    if (m_canvas->isZoomed())
        m_canvas->resetView();
    contentChanged();
    settle();
}

int CurvePlot::curveCount() const { return static_cast<int>(m_canvas->curves().size()); }

const PlotCurve& CurvePlot::curve(int index) const { return *m_canvas->curves()[static_cast<std::size_t>(index)]; }

void CurvePlot::setMarkers(std::vector<PlotMarker> markers) { m_canvas->setMarkers(std::move(markers)); }

void CurvePlot::contentChanged()
{
    m_canvas->contentChanged();
    if (!m_settle.isActive())
        m_settle.start();
}

void CurvePlot::settle()
{
    m_settle.stop();
    const auto& curves = m_canvas->curves();
    const bool empty = std::ranges::all_of(curves, [](const auto& curve) { return curve->points().isEmpty(); });
    const auto withPoints = std::ranges::count_if(curves, [](const auto& curve) { return !curve->points().isEmpty(); });
    const bool anyHidden = std::ranges::any_of(curves, [](const auto& curve) { return !curve->visible; });
    const bool labels = !anyHidden && m_canvas->endLabelsFit();
    m_canvas->setEndLabels(labels);
    m_legend->setCurves(curves);
    m_legend->setVisible(!empty && !labels && (withPoints > 1 || anyHidden));
    if (empty)
        m_stack->setCurrentWidget(m_placeholder);
    else if (m_stack->currentWidget() == m_placeholder)
        m_stack->setCurrentWidget(m_canvas);
    m_asTable->setEnabled(!empty);
    if (isTable())
        m_table->refresh();
    describe();
}

void CurvePlot::describe()
{
    QStringList sentences;
    for (const auto& curve : m_canvas->curves()) {
        const auto& points = curve->points();
        if (!curve->visible || points.isEmpty() || sentences.size() >= 8)
            continue;
        sentences << tr("%1: %2 at step %3")
                         .arg(curve->style.name, formatValue(points.values().back(), m_canvas->options().form),
                              formatStep(static_cast<double>(points.steps().back())));
    }
    setAccessibleDescription(sentences.join(QStringLiteral("; ")));
}

// --- looks ---------------------------------------------------------------------------------------------------------

void CurvePlot::setSmoothing(double factor)
{
    m_smoothing = factor;
    for (auto& curve : m_canvas->curves())
        curve->setSmoothing(factor);
    contentChanged();
}

void CurvePlot::setLogarithmic(bool on)
{
    auto options = m_canvas->options();
    options.logarithmic = on;
    m_canvas->setOptions(options);
}

void CurvePlot::setClipOutliers(bool on)
{
    auto options = m_canvas->options();
    options.clipOutliers = on;
    m_canvas->setOptions(options);
}

bool CurvePlot::isTable() const { return m_stack->currentWidget() == m_tableView; }

void CurvePlot::showAsTable(bool table)
{
    if (table == isTable() || m_stack->currentWidget() == m_placeholder)
        return;
    if (table)
        m_table->refresh();
    m_stack->setCurrentWidget(table ? static_cast<QWidget*>(m_tableView) : m_canvas);
    m_asTable->setIconName(table ? "chart-line" : "table");
    retranslate();
}

QMenu* CurvePlot::makeMenu()
{
    auto* menu = new QMenu(this);
    addViewActions(*menu);
    menu->addSeparator();
    addSaveActions(*menu);
    return menu;
}

void CurvePlot::addViewActions(QMenu& menu)
{
    auto* smooth = menu.addMenu(tr("Smoothing"));
    auto* group = new QActionGroup(smooth);
    const std::array names{tr("Off"), tr("Light"), tr("Medium"), tr("Strong")};
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto* action = smooth->addAction(names[i], this, [this, i] { setSmoothing(kSmoothings[i]); });
        action->setCheckable(true);
        action->setChecked(kSmoothings[i] == m_smoothing);
        group->addAction(action);
    }
    const auto options = m_canvas->options();
    auto* log = menu.addAction(tr("Logarithmic axis"), this, [this, options] { setLogarithmic(!options.logarithmic); });
    log->setCheckable(true);
    log->setChecked(options.logarithmic);
    auto* clip = menu.addAction(tr("Leave out outliers"), this, [this, options] { setClipOutliers(!options.clipOutliers); });
    clip->setCheckable(true);
    clip->setChecked(options.clipOutliers);
    auto* all = menu.addAction(tr("Show everything"), m_canvas, &PlotCanvas::resetView);
    all->setEnabled(m_canvas->isZoomed());
    auto* table = menu.addAction(isTable() ? tr("Show as a chart") : tr("Show as a table"), this,
                                 [this] { showAsTable(!isTable()); });
    table->setEnabled(m_stack->currentWidget() != m_placeholder);
}

void CurvePlot::addSaveActions(QMenu& menu)
{
    menu.addAction(tr("Copy picture"), this, [this] { QApplication::clipboard()->setPixmap(picture(kSavedSize, 2.0)); });
    menu.addAction(tr("Copy numbers"), this, [this] { QApplication::clipboard()->setText(QString::fromUtf8(csv().mid(3))); });
    if (!m_dialogs)
        return;
    menu.addAction(tr("Save picture…"), this, &CurvePlot::savePicture);
    menu.addAction(tr("Save as SVG…"), this, &CurvePlot::saveDrawing);
    menu.addAction(tr("Save numbers as CSV…"), this, &CurvePlot::saveTable);
}

// --- saving --------------------------------------------------------------------------------------------------------

int CurvePlot::paintHead(QPainter& painter, int width) const
{
    const auto& theme = themeOf(this);
    const int pad = theme.space(3);
    const int line = theme.lineHeight(TextStyle::Strong);
    painter.setFont(theme.font(TextStyle::Strong));
    painter.setPen(theme.color("text.primary"));
    painter.drawText(QRect(pad, pad, width - 2 * pad, line), Qt::AlignLeft | Qt::AlignVCenter, title());
    int y = pad + line;
    if (m_legend->isHidden())
        return y + pad / 2;
    // The legend as the window shows it, in lines.
    painter.setFont(theme.font(TextStyle::Small));
    const QFontMetrics metrics(theme.font(TextStyle::Small));
    const int small = theme.lineHeight(TextStyle::Small) + theme.space(0);
    const int swatch = theme.space(4);
    int x = pad;
    for (const auto& curve : m_canvas->curves()) {
        if (!curve->visible || curve->points().isEmpty())
            continue;
        const int wide = swatch + metrics.horizontalAdvance(curve->style.name) + theme.space(3);
        if (x > pad && x + wide > width - pad) {
            x = pad;
            y += small;
        }
        painter.setPen(QPen(curve->color(theme, false), curve->lineWidth()));
        painter.drawLine(QPointF(x, y + small / 2.0), QPointF(x + swatch - theme.space(0), y + small / 2.0));
        painter.setPen(theme.color("text.secondary"));
        painter.drawText(QRect(x + swatch, y, wide, small), Qt::AlignLeft | Qt::AlignVCenter, curve->style.name);
        x += wide;
    }
    return y + small + pad / 2;
}

QPixmap CurvePlot::picture(const QSize& size, double ratio)
{
    settle();
    QPixmap pixmap(size * ratio);
    pixmap.setDevicePixelRatio(ratio);
    m_canvas->paintOn(pixmap, size, [&](QPainter& painter) { return paintHead(painter, size.width()); });
    return pixmap;
}

Result<void> CurvePlot::saveSvg(const QString& path, const QSize& size)
{
    settle();
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect({}, size));
    generator.setTitle(title());
    m_canvas->paintOn(generator, size, [&](QPainter& painter) { return paintHead(painter, size.width()); });
    return platform::writeFileAtomically(platform::fromUtf8(path.toStdString()), buffer.data().toStdString());
}

QByteArray CurvePlot::csv() const { return toCsv(m_canvas->curves(), tr("step")); }

void CurvePlot::saveBytes(const QString& path, const QByteArray& bytes)
{
    if (path.isEmpty())
        return;
    if (const auto saved = platform::writeFileAtomically(platform::fromUtf8(path.toStdString()), bytes.toStdString()); !saved)
        Q_EMIT saveFailed(saved.error());
}

void CurvePlot::savePicture()
{
    const QString path = m_dialogs->saveFile(this, tr("Save picture"), title() + QStringLiteral(".png"), tr("Pictures (*.png)"));
    if (path.isEmpty())
        return;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    picture(kSavedSize, 2.0).save(&buffer, "PNG");
    saveBytes(path, buffer.data());
}

void CurvePlot::saveDrawing()
{
    const QString path = m_dialogs->saveFile(this, tr("Save as SVG"), title() + QStringLiteral(".svg"), tr("Drawings (*.svg)"));
    if (path.isEmpty())
        return;
    if (const auto saved = saveSvg(path, kSavedSize); !saved)
        Q_EMIT saveFailed(saved.error());
}

void CurvePlot::saveTable()
{
    saveBytes(m_dialogs->saveFile(this, tr("Save numbers as CSV"), title() + QStringLiteral(".csv"), tr("Tables (*.csv)")), csv());
}

// --- events --------------------------------------------------------------------------------------------------------

void CurvePlot::retranslate()
{
    m_reset->setLabel(tr("Show everything"));
    m_asTable->setLabel(isTable() ? tr("Show as a chart") : tr("Show as a table"));
    m_more->setLabel(tr("More about this chart"));
    describe();
}

void CurvePlot::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        contentChanged();
}

void CurvePlot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (!m_settle.isActive())
        m_settle.start();
}

} // namespace fettle::ui
