// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/live_examples_view.h"

#include <cmath>

#include <QEvent>
#include <QFile>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/image_tile.h"
#include "ui/widgets/key_value_list.h"

namespace fettle::ui {
namespace {

/// A thumbnail is smaller than this, whatever a damaged index says.
constexpr std::int64_t kMostThumbnailBytes = 1 << 20;

QImage readThumbnail(const Value& place)
{
    QFile file(QString::fromStdString(place.at("file").asText()));
    const auto size = place.at("size_bytes").asInteger();
    if (size <= 0 || size > kMostThumbnailBytes || !file.open(QIODevice::ReadOnly) || !file.seek(place.at("offset").asInteger()))
        return {};
    return QImage::fromData(file.read(size));
}

} // namespace

LiveExamplesView::LiveExamplesView(Session& session, RunDetails& details, QWidget* parent)
    : Section(QStringLiteral("train.examples"), parent), m_session(session), m_details(details), m_tileArea(new QWidget),
      m_tileFlow(new FlowLayout(m_tileArea)), m_list(new KeyValueList)
{
    content()->addWidget(m_tileArea);
    content()->addWidget(m_list);
    setOpenAtFirst(true);
    connect(&details, &RunDetails::progressed, this, &LiveExamplesView::take);
    connect(&details, &RunDetails::changed, this, [this] {
        if (m_details.run() == m_run)
            return;
        m_run = m_details.run();
        m_examples = {};
        m_pictures.clear();
        refresh();
    });
    retranslate();
}

void LiveExamplesView::take()
{
    const auto& progress = m_details.progress();
    const auto found = progress ? progress->details.find("examples") : ValueMap::const_iterator{};
    if (!progress || found == progress->details.end() || found->second == m_examples)
        return;
    m_examples = found->second;
    refresh();
}

bool LiveExamplesView::isPictures() const
{
    const auto& recipe = m_details.recipe() ? *m_details.recipe() : m_session.draft().recipe();
    return recipe.task.component.starts_with("image");
}

QString LiveExamplesView::prediction(const Value& row) const
{
    const auto& value = row.at("value");
    const auto& target = row.at("target");
    if (value.isNumber() && row.at("score").isNumber())
        return value.asInteger() < 1 ? tr("no matching text") : tr("found at place %1").arg(formatStep(value.asReal()));
    if (value.isNumber()) // as near as it is
        return tr("%1, really %2").arg(formatValue(value.asReal(), ValueForm::Number), formatValue(target.asReal(), ValueForm::Number));
    const QString said = QString::fromStdString(value.asText());
    const int percent = static_cast<int>(std::floor(100.0 * row.at("score").asReal()));
    return value == target ? tr("%1, right, %2% sure").arg(said).arg(percent)
                           : tr("%1, but it is %3, %2% sure").arg(said).arg(percent).arg(QString::fromStdString(target.asText()));
}

void LiveExamplesView::refresh()
{
    const auto& rows = m_examples.at("rows").asList();
    setVisible(!rows.empty());
    if (rows.empty())
        return;
    setNote(tr("step %1").arg(formatStep(m_examples.at("step").asReal())));
    m_tileArea->setVisible(isPictures());
    m_list->setVisible(!isPictures());
    if (isPictures())
        showTiles(rows);
    else
        showList(rows);
}

void LiveExamplesView::showList(const ValueList& rows)
{
    if (m_list->count() != static_cast<int>(rows.size())) {
        m_list->clear();
        for (std::size_t i = 0; i < rows.size(); ++i)
            m_list->addRow({});
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        // People count rows from one.
        m_list->setName(static_cast<int>(i), tr("Row %1").arg(formatStep(rows[i].at("id").asReal() + 1.0)));
        const QString text = QString::fromStdString(rows[i].at("text").asText()).simplified();
        //: What a row says and what the model says of it.
        m_list->setValue(static_cast<int>(i), text.isEmpty() ? prediction(rows[i]) : tr("“%1”: %2").arg(text, prediction(rows[i])));
    }
}

void LiveExamplesView::showTiles(const ValueList& rows)
{
    const auto& theme = themeOf(this);
    while (m_tiles.size() > static_cast<qsizetype>(rows.size()))
        delete m_tiles.takeLast();
    while (m_tiles.size() < static_cast<qsizetype>(rows.size())) {
        auto* tile = new ImageTile;
        tile->setFocusPolicy(Qt::NoFocus);
        m_tileFlow->addWidget(tile);
        m_tiles << tile;
    }
    bool missing = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto* tile = m_tiles[static_cast<qsizetype>(i)];
        const auto picture = m_pictures.find(rows[i].at("id").asInteger());
        missing = missing || picture == m_pictures.end();
        if (picture != m_pictures.end() && !picture->second.isNull())
            tile->setImage(picture->second);
        const bool right = rows[i].at("value") == rows[i].at("target");
        tile->setSide(2 * theme.space(6));
        tile->setCaption(QString::fromStdString(rows[i].at("value").asText()));
        tile->setMark(right ? QString() : tr("wrong"), PillTone::Warning);
        tile->setToolTip(prediction(rows[i]));
        tile->setAccessibleName(prediction(rows[i]));
    }
    if (missing)
        askPictures(rows);
}

void LiveExamplesView::askPictures(const ValueList& rows)
{
    ValueList ids;
    for (const auto& row : rows) {
        ids.push_back(row.at("id"));
        m_pictures.try_emplace(row.at("id").asInteger()); // asked once
    }
    m_session.engine().request("worker.images", {{"manifest_path", m_session.data().manifestPath}, {"rows", ids}}, this,
                               [this, run = m_run](Result<Value> answer) {
                                   if (!answer || run != m_run)
                                       return;
                                   for (const auto& place : answer->at("rows").asList())
                                       m_pictures[place.at("id").asInteger()] = readThumbnail(place);
                                   refresh();
                               });
}

void LiveExamplesView::retranslate()
{
    setTitle(tr("Examples that it does not learn from"));
    refresh();
}

void LiveExamplesView::changeEvent(QEvent* event)
{
    Section::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        refresh();
}

} // namespace fettle::ui
