// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/adapter_card.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QUrl>
#include <nlohmann/json.hpp>

#include "ui/pages/use/command_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

namespace fettle::ui {

AdapterCard::AdapterCard(Session& session, const ModelFacts& model, QWidget* parent)
    : Card(parent), m_session(session), m_model(model),
      m_sentence(new TextLabel(TextStyle::Body, "text.secondary", this)), m_merge(new Button(ButtonKind::Normal, this)),
      m_show(new Button(ButtonKind::Normal, this)), m_copy(new IconButton("content-copy", this)), m_progress(new ProgressBar(this)),
      m_notice(new Notice(NoticeKind::Success, this))
{
    m_sentence->setWrap(true);
    m_merge->setObjectName(QStringLiteral("merge"));
    addToHeader(m_copy);
    content()->addWidget(m_sentence);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_merge);
    buttons->addWidget(m_show);
    buttons->addStretch(1);
    content()->addLayout(buttons);
    content()->addWidget(m_progress);
    content()->addWidget(m_notice);
    m_progress->setShare(std::nullopt);
    connect(m_merge, &QAbstractButton::clicked, this, &AdapterCard::merge);
    connect(m_show, &QAbstractButton::clicked, this, &AdapterCard::showAdapter);
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(mergeCommand(m_shown));
        Toast::show(window(), tr("The command is copied."));
    });
    retranslate();
}

bool AdapterCard::isForThisModel() const
{
    return m_model.isKnown() && (m_model.files().base || !m_model.files().adapterFolder.isEmpty());
}

void AdapterCard::modelChanged()
{
    const auto* record = m_model.record();
    if (const auto id = record ? record->id : std::string(); id != m_shown) {
        m_shown = id;
        // Merging goes on; what comes of it is the other model's.
        m_request = -1;
        m_merged = false;
        m_error.reset();
    }
    showState();
}

void AdapterCard::merge()
{
    const auto* record = m_model.record();
    if (isRunning() || !record)
        return;
    m_error.reset();
    m_request = m_session.engine().request("worker.merge_model", {{"model_folder", record->folder}}, this,
                                           [this, model = record->id](const Result<Value>& answer) {
                                               if (model == m_shown)
                                                   finished(answer);
                                           });
    showState();
}

void AdapterCard::finished(const Result<Value>& answer)
{
    m_request = -1;
    if (!answer) {
        m_error = answer.error();
        return showState();
    }
    m_merged = true;
    showState();
    Q_EMIT merged();
}

void AdapterCard::showAdapter() { QDesktopServices::openUrl(QUrl::fromLocalFile(m_model.files().adapterFolder)); }

QString AdapterCard::sentence() const
{
    const auto& files = m_model.files();
    const auto size = QString::fromStdString(m_session.sentences().bytes(files.bytes));
    if (files.base && files.bundledBytes > 0.0)
        return tr("This model holds only what was learned (%1). “%2”, which it changes, lies in its folder too (%3), "
                  "so it needs no other on any computer.")
            .arg(size, *files.base, QString::fromStdString(m_session.sentences().bytes(files.bundledBytes)));
    if (files.base)
        return tr("This model holds only what was learned (%1) and needs “%2” on the computer that uses it.").arg(size, *files.base);
    return tr("This model holds all its weights in one file (%1) and needs no other. "
              "What was learned lies beside it as an adapter.").arg(size);
}

void AdapterCard::showState()
{
    const bool isPart = m_model.files().base.has_value();
    const auto size = QString::fromStdString(m_session.sentences().bytes(m_model.files().bytes));
    m_sentence->setText(sentence());
    m_merge->setVisible(isPart && !isRunning());
    m_show->setVisible(!m_model.files().adapterFolder.isEmpty());
    m_copy->setVisible(isPart);
    m_progress->setVisible(isRunning());
    // Only once the files are read again is their size known.
    const bool done = m_merged && !isPart;
    m_notice->setVisible(!isRunning() && (done || m_error));
    m_notice->setKind(m_error ? NoticeKind::Danger : NoticeKind::Success);
    if (m_error)
        m_notice->setText(QString::fromStdString(m_session.sentences().sentence(*m_error)));
    else if (done)
        m_notice->setText(tr("The model is one file of %1 now and answers as before.").arg(size));
    m_notice->setDetails(m_error ? QString::fromStdString(m_error->detail) : QString());
}

void AdapterCard::retranslate()
{
    setTitle(tr("What the model consists of"));
    m_merge->setText(tr("Merge into one file"));
    m_merge->setToolTip(tr("The learned change is added to the weights of the pretrained model. "
                           "The model then needs more room and no other model."));
    m_show->setText(tr("Show the adapter for others (PEFT)"));
    m_show->setToolTip(tr("Opens the folder with the adapter, which other programs with the PEFT library can read."));
    m_copy->setLabel(tr("Copy as a command"));
    m_progress->setText(tr("Merging into one file"));
    showState();
}

void AdapterCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
