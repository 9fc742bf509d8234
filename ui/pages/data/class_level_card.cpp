// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/class_level_card.h"

#include <algorithm>

#include <QEvent>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "ui/pages/data/columns.h"
#include "ui/pages/help_button.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/image_tile.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kLevelTileSide = 64;
/// Rows before an example's place that are looked through for it.
constexpr qint64 kMayBeMissing = 40;

} // namespace

ClassLevelCard::ClassLevelCard(Session& session, QWidget* parent)
    : Card(parent), m_session(session), m_levels(new QWidget(this))
{
    auto* column = new QVBoxLayout(m_levels);
    column->setContentsMargins(0, 0, 0, 0);
    addToHeader(new HelpButton(session, QStringLiteral("formats#pictures"), this));
    content()->addWidget(m_levels);
    connect(&session, &Session::dataChanged, this, [this] { refresh(false); });
    connect(&m_thumbnails, &ThumbnailLoader::loaded, this, &ClassLevelCard::showPictures);
    refresh(true);
}

std::vector<Button*> ClassLevelCard::buttons() const { return m_buttons; }

void ClassLevelCard::refresh(bool always)
{
    const auto& data = m_session.data();
    const bool ready = data.phase == DataState::Phase::Ready;
    const auto format = data.manifest.report.format.find("levels");
    const bool choices = ready && format != data.manifest.report.format.end() && format->second.asList().size() > 1;
    setVisible(choices);
    if (!always && m_shown == data.manifest.id)
        return;
    m_shown = data.manifest.id;
    ++m_round;
    for (auto* old : m_levels->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        old->deleteLater();
    m_examples.clear();
    m_requests.clear();
    m_buttons.clear();
    m_thumbnails.clear();
    if (!choices)
        return;
    setTitle(tr("Which folder is the class?"));
    setSubtitle(tr("The pictures lie in folders within folders."));
    const auto chosen = data.manifest.report.format.find("class_level");
    const auto& levels = format->second.asList();
    for (const auto& level : levels)
        addLevel(level, chosen == data.manifest.report.format.end() ? 0 : chosen->second.asInteger(), static_cast<qint64>(levels.size()));
    for (std::size_t i = 0; i < m_examples.size(); ++i)
        findRow(i);
}

void ClassLevelCard::addLevel(const Value& level, std::int64_t chosen, qint64 levelCount)
{
    const auto number = level.at("level").asInteger();
    QStringList names;
    for (const auto& example : level.at("examples").asList())
        names << QString::fromStdString(example.at("class").asText());
    auto* block = new QWidget(m_levels);
    auto* column = new QVBoxLayout(block);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(themeOf(this).space(0));
    const auto count = level.at("classes").asInteger();
    auto* text = new TextLabel(count > static_cast<std::int64_t>(names.size())
                                   ? tr("%1 classes: %2 …").arg(count).arg(names.join(tr(", ")))
                                   : tr("%1 classes: %2").arg(count).arg(names.join(tr(", "))),
                               TextStyle::Body, block);
    text->setWrap(true);
    column->addWidget(text);
    auto* tiles = new QWidget(block);
    auto* flow = new FlowLayout(tiles);
    for (const auto& example : level.at("examples").asList()) {
        auto* tile = new ImageTile(tiles);
        tile->setSide(kLevelTileSide);
        tile->setCaption(QString::fromStdString(example.at("class").asText()));
        tile->setFocusPolicy(Qt::NoFocus);
        flow->addWidget(tile);
        m_examples.push_back({example.at("index").asInteger(), example.at("file").asText(), tile, -1});
    }
    column->addWidget(tiles);
    auto* take = new Button(ButtonKind::Normal, block);
    const auto place = number == 1          ? tr("the outermost folder")
                       : number == levelCount ? tr("the innermost folder")
                                              : tr("folder %1 on the way").arg(number);
    take->setText(number == chosen ? tr("This is the class now") : tr("This is the class"));
    take->setAccessibleName(tr("The class is %1").arg(place));
    take->setDisabledReason(number == chosen ? tr("The pictures are read so already.") : QString());
    column->addWidget(take, 0, Qt::AlignLeft);
    connect(take, &QAbstractButton::clicked, this, [this, number] { Rereading(m_session).option("class_level", number).start(); });
    m_buttons.push_back(take);
    m_levels->layout()->addWidget(block);
}

/// An example is named by its file; its row is near its place in the list of files.
void ClassLevelCard::findRow(std::size_t example)
{
    const auto index = m_examples[example].index;
    const auto first = std::max<qint64>(0, std::min<qint64>(index, m_session.data().manifest.rowCount - 1) - kMayBeMissing);
    ValueMap params{{"manifest_path", m_session.data().manifestPath}, {"first", first}, {"count", kMayBeMissing + 1}};
    m_session.engine().request("worker.rows", std::move(params), this, [this, example, round = m_round](Result<Value> answer) {
        auto page = answer && round == m_round ? fromValue<RowPage>(*answer) : Result<RowPage>(makeError("data.page_outside"));
        if (!page)
            return;
        const auto column = [&](const char* name) {
            return static_cast<std::size_t>(std::ranges::find(page->fields, name) - page->fields.begin());
        };
        const auto file = column("file");
        const auto image = column("image");
        for (std::size_t i = 0; i < page->rows.size(); ++i) {
            const auto& cells = page->rows[i];
            if (file >= cells.size() || image >= cells.size() || cells[file].asText() != m_examples[example].file)
                continue;
            if (const auto place = ThumbnailPlace::from(cells[image])) {
                m_examples[example].row = page->ids[i];
                m_requests.push_back({page->ids[i], *place});
                m_thumbnails.want(m_requests);
            }
        }
    });
}

void ClassLevelCard::showPictures()
{
    for (const auto& example : m_examples)
        if (example.row >= 0 && m_thumbnails.state(example.row) == ThumbnailLoader::State::Loaded)
            example.tile->setImage(m_thumbnails.find(example.row));
}

void ClassLevelCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh(true);
}

} // namespace fettle::ui
