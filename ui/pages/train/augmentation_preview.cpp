// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/augmentation_preview.h"

#include <QEvent>
#include <QGridLayout>
#include <QImage>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/image_tile.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

constexpr int kTiles = 9;
constexpr int kTileColumns = 3;
constexpr int kTilesDelayMs = 250;
/// From one example to the next: not its neighbor, which is often of the same class.
constexpr std::int64_t kNextRow = 37;

} // namespace

AugmentationPreview::AugmentationPreview(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_grid(new QGridLayout), m_sentence(new TextLabel(TextStyle::Small, "text.secondary")),
      m_another(new Button(ButtonKind::Quiet))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_sentence->setWrap(true);
    column->addWidget(m_sentence);
    column->addLayout(m_grid);
    for (int i = 0; i < kTiles; ++i) {
        auto* tile = new ImageTile;
        tile->setFocusPolicy(Qt::NoFocus);
        m_grid->addWidget(tile, i / kTileColumns, i % kTileColumns);
        m_tiles << tile;
    }
    m_grid->setColumnStretch(kTileColumns, 1);
    column->addWidget(m_another, 0, Qt::AlignLeft);
    connect(m_another, &QAbstractButton::clicked, this, [this] {
        const auto rows = std::max<std::int64_t>(1, m_session.data().manifest.rowCount);
        m_row = (m_row + kNextRow) % rows;
        ask();
    });
    m_timer.setSingleShot(true);
    m_timer.setInterval(kTilesDelayMs);
    connect(&m_timer, &QTimer::timeout, this, &AugmentationPreview::ask);
    connect(&session.draft(), &RecipeDraft::changed, this, &AugmentationPreview::askLater);
    connect(&session, &Session::dataChanged, this, &AugmentationPreview::askLater);
    connect(&session, &Session::engineChanged, this, [this] {
        m_asked.clear();
        askLater();
    });
    applySizes();
    retranslate();
}

void AugmentationPreview::askLater() { m_timer.start(); }

std::string AugmentationPreview::pictureField() const
{
    const auto& recipe = m_session.draft().recipe();
    const auto& manifest = m_session.data().manifest;
    for (const auto& use : recipe.inputs)
        if (const auto* info = manifest.findField(use.field); info && info->kind == FieldKind::Image)
            return use.field;
    for (const auto& info : manifest.fields)
        if (info.kind == FieldKind::Image)
            return info.name;
    return {};
}

void AugmentationPreview::ask()
{
    const auto field = pictureField();
    if (!isVisible() || field.empty() || m_session.engine().state() != EngineApi::State::Ready)
        return;
    const auto& recipe = m_session.draft().recipe();
    ValueList augmentation;
    for (const auto& ref : recipe.augmentation)
        augmentation.push_back(toValue(ref));
    ValueMap params{{"manifest_path", m_session.data().manifestPath},
                    {"field", field},
                    {"row", m_row},
                    {"augmentation", augmentation},
                    {"seed", recipe.training.seed},
                    {"count", kTiles},
                    {"folder", platform::toUtf8(m_session.engine().workspace() / "cache" / "augmented")},
                    {"supersedes", "augmented"}};
    for (const auto& use : recipe.inputs)
        if (use.field == field && use.encoder.isSet())
            params["encoder"] = toValue(use.encoder);
    if (params == m_asked)
        return;
    m_asked = params;
    m_session.engine().request("worker.augmented", std::move(params), this, [this](Result<Value> answer) {
        if (answer)
            took(*answer);
        else
            m_asked.clear();
    });
}

void AugmentationPreview::took(const Value& answer)
{
    const auto& files = answer.at("pictures").asList();
    for (int i = 0; i < m_tiles.size(); ++i) {
        if (static_cast<std::size_t>(i) >= files.size())
            break;
        const QImage image(QString::fromStdString(files[static_cast<std::size_t>(i)].asText()));
        m_tiles[i]->setBroken(image.isNull());
        if (!image.isNull())
            m_tiles[i]->setImage(image);
    }
}

void AugmentationPreview::retranslate()
{
    m_sentence->setText(tr("One example as the first epochs will see it. If you would not recognize it any more, the changes are too strong."));
    m_another->setText(tr("Another example"));
    for (int i = 0; i < m_tiles.size(); ++i) {
        m_tiles[i]->setCaption(i == 0 ? tr("as it is") : tr("epoch %1").arg(i));
        m_tiles[i]->setAccessibleName(i == 0 ? tr("The example as it is") : tr("The example in epoch %1").arg(i));
    }
}

void AugmentationPreview::applySizes()
{
    const auto& theme = themeOf(this);
    layout()->setSpacing(theme.space(1));
    m_grid->setSpacing(theme.space(1));
    for (auto* tile : m_tiles)
        tile->setSide(2 * theme.space(6));
}

void AugmentationPreview::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySizes();
}

void AugmentationPreview::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    askLater();
}

} // namespace fettle::ui
