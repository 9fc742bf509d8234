// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/code_view.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QVBoxLayout>

#include "engine/documents/recipe_document.h"
#include "ui/pages/model/code_edit.h"
#include "ui/pages/model/quiet_splitter.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {
namespace {

/// After the last key: somebody who types on has not finished the word.
constexpr int kReadAfterMs = 500;
constexpr const char* kFileName = "recipe.yaml";
/// In the largest space.
constexpr int kSubtitlesFrom = 16;

} // namespace

CodeView::CodeView(DraftNetwork& network, QWidget* parent)
    : QWidget(parent), m_network(network), m_columns(new QuietSplitter(Qt::Horizontal)), m_recipeCard(new Card), m_recipe(new CodeEdit),
      m_notice(new Notice(NoticeKind::Danger)), m_copyRecipe(new IconButton("content-copy")), m_codeCard(new Card), m_pytorch(new CodeEdit),
      m_noCode(new TextLabel(TextStyle::Body, "text.secondary")), m_copyCode(new IconButton("content-copy"))
{
    m_recipeCard->addToHeader(m_copyRecipe);
    m_recipeCard->content()->addWidget(m_notice);
    m_recipeCard->content()->addWidget(m_recipe, 1);
    m_codeCard->addToHeader(m_copyCode);
    m_codeCard->content()->addWidget(m_noCode);
    m_codeCard->content()->addWidget(m_pytorch, 1);
    m_columns->addWidget(m_recipeCard);
    m_columns->addWidget(m_codeCard);
    m_columns->setChildrenCollapsible(false);
    for (int i = 0; i < 2; ++i)
        m_columns->setStretchFactor(i, 1);
    m_columns->setSizes({1000, 1000}); // equal shares
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_columns);
    m_notice->hide();
    m_noCode->setWrap(true);
    m_noCode->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_pytorch->setReadOnly(true);
    // Typing that was not taken is undone in the text, everything else with the window's undo.
    m_recipe->setOwnUndo([this] { return m_pending || m_mistake.has_value(); });
    m_timer.setSingleShot(true);
    m_timer.setInterval(kReadAfterMs);
    connect(&m_timer, &QTimer::timeout, this, &CodeView::take);
    connect(m_recipe, &CodeEdit::textEdited, this, [this] {
        m_pending = true;
        m_timer.start();
    });
    connect(m_copyRecipe, &QAbstractButton::clicked, this, [this] { QApplication::clipboard()->setText(m_recipe->toPlainText()); });
    connect(m_copyCode, &QAbstractButton::clicked, this, [this] { QApplication::clipboard()->setText(m_pytorch->toPlainText()); });
    connect(&network.session().draft(), &RecipeDraft::changed, this, &CodeView::draftChanged);
    connect(&network.check(), &NetworkCheck::changed, this, [this] {
        showCode();
        showNotice();
    });
    connect(&network, &DraftNetwork::changed, this, &CodeView::showCode);
    applySpaces();
    retranslate();
}

void CodeView::draftChanged()
{
    if (m_taking)
        return;
    // Another change, an undo: what was typed and could not be read yields to it.
    m_timer.stop();
    m_pending = false;
    m_mistake.reset();
    m_keptData = false;
    if (isVisible())
        showRecipe();
}

void CodeView::showRecipe()
{
    const auto& recipe = m_network.session().draft().recipe();
    if (!m_shown || !(*m_shown == recipe)) {
        m_shown = recipe;
        m_recipe->showText(QString::fromStdString(documents::writeRecipe(recipe)));
    }
    m_recipe->setReadOnly(m_network.session().draft().isEmpty());
    showNotice();
}

bool CodeView::take()
{
    m_timer.stop();
    if (!m_pending)
        return !m_mistake;
    m_pending = false;
    auto read = documents::readRecipe(m_recipe->toPlainText().toStdString(), kFileName);
    if (!read) {
        m_mistake = read.error();
        showNotice();
        return false;
    }
    m_mistake.reset();
    auto& draft = m_network.session().draft();
    // The data are the project's; the Data page changes them.
    m_keptData = !(read->dataset == draft.recipe().dataset);
    read->dataset = draft.recipe().dataset;
    m_taking = true;
    draft.edit(tr("Edit the recipe's text"), [&](Recipe& recipe) { recipe = *read; }, QStringLiteral("recipe.text"));
    m_taking = false;
    m_shown = draft.recipe();
    showNotice();
    return true;
}

void CodeView::showNotice()
{
    const auto& sentences = m_network.session().sentences();
    m_recipe->setWrongLine(m_mistake ? static_cast<int>(m_mistake->arguments.contains("line") ? m_mistake->arguments.at("line").asInteger() : 0) : 0);
    const auto* network = m_network.check().network(m_network.name());
    const Error* inNetwork = network && m_network.check().isCurrent(m_network.name()) ? m_network.editor().facts().firstError() : nullptr;
    const auto& problem = m_network.check().problem();
    m_notice->setKind(m_mistake || problem || inNetwork ? NoticeKind::Danger : NoticeKind::Info);
    if (m_mistake) {
        m_notice->setText(QString::fromStdString(sentences.sentence(*m_mistake)));
        m_notice->setAssurance(hasRoom() ? tr("The experiment stays as it was until the text can be read.") : QString());
    } else if (problem || inNetwork) {
        m_notice->setText(QString::fromStdString(sentences.sentence(problem ? *problem : *inNetwork)));
        m_notice->setAssurance({});
    } else if (m_keptData) {
        m_notice->setText(tr("The data stay those of this project; they are chosen on the page Data."));
        m_notice->setAssurance({});
    }
    m_notice->setVisible(!m_network.session().draft().isEmpty() && (m_mistake || problem || inNetwork || m_keptData));
}

void CodeView::showCode()
{
    const auto* network = m_network.check().network(m_network.name());
    const bool some = network && !network->pytorch.empty();
    m_noCode->setVisible(!some);
    m_pytorch->setVisible(some);
    m_copyCode->setEnabled(some);
    m_noCode->setText(!network                ? tr("The code appears here once the network is checked.")
                      : !network->report.ok() ? tr("The code appears here once the network has no mistakes.")
                                              : tr("There is no code for this network."));
    if (some)
        m_pytorch->showText(QString::fromStdString(network->pytorch));
}

void CodeView::showEvent(QShowEvent* event)
{
    showRecipe();
    showCode();
    QWidget::showEvent(event);
}

void CodeView::hideEvent(QHideEvent* event)
{
    take();
    if (!m_mistake)
        m_shown.reset(); // next time as it is written by the program
    QWidget::hideEvent(event);
}

void CodeView::retranslate()
{
    m_recipeCard->setTitle(tr("Recipe"));
    m_codeCard->setTitle(tr("PyTorch code"));
    showSubtitles();
    m_recipe->setAccessibleName(tr("Recipe"));
    m_pytorch->setAccessibleName(tr("PyTorch code"));
    m_copyRecipe->setLabel(tr("Copy the recipe"));
    m_copyCode->setLabel(tr("Copy the code"));
    showCode();
    showNotice();
}

bool CodeView::hasRoom() const { return width() >= kSubtitlesFrom * themeOf(this).space(6); }

void CodeView::showSubtitles()
{
    // Where there is little room the text itself has it.
    const QString recipe = tr("The whole experiment as text. Changes are read as you type; comments are not kept.");
    const QString code = tr("The same network for Python; it loads the weights that are trained here.");
    m_recipeCard->setSubtitle(hasRoom() ? recipe : QString());
    m_codeCard->setSubtitle(hasRoom() ? code : QString());
    m_recipe->setAccessibleDescription(recipe);
    m_pytorch->setAccessibleDescription(code);
}

void CodeView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showSubtitles();
}

void CodeView::applySpaces()
{
    const auto& theme = themeOf(this);
    m_columns->setHandleWidth(theme.space(3));
    for (auto* card : {m_recipeCard, m_codeCard})
        card->content()->setSpacing(theme.space(1));
}

void CodeView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::StyleChange)
        applySpaces();
    QWidget::changeEvent(event);
}

} // namespace fettle::ui
