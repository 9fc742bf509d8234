// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/use/file_card.h"

#include <cmath>

#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QUrl>
#include <nlohmann/json.hpp>

#include "ui/pages/results/result_words.h"
#include "ui/pages/use/command_text.h"
#include "ui/session/file_filters.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progress_bar.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/toast.h"

namespace fettle::ui {

FileCard::FileCard(Session& session, const ModelFacts& model, QWidget* parent)
    : Card(parent), m_session(session), m_model(model), m_sentence(new TextLabel(TextStyle::Body, "text.secondary", this)),
      m_choose(new Button(ButtonKind::Normal, this)), m_folder(new Button(ButtonKind::Normal, this)), m_progress(new ProgressBar(this)),
      m_cancel(new Button(ButtonKind::Quiet, this)), m_notice(new Notice(NoticeKind::Success, this)),
      m_columns(new TextLabel(TextStyle::Small, "text.secondary", this)), m_copy(new IconButton("content-copy", this))
{
    m_sentence->setWrap(true);
    m_columns->setWrap(true);
    addToHeader(m_copy);
    content()->addWidget(m_sentence);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_choose);
    buttons->addWidget(m_folder);
    buttons->addStretch(1);
    content()->addLayout(buttons);
    auto* progress = new QHBoxLayout;
    progress->addWidget(m_progress, 1);
    progress->addWidget(m_cancel);
    content()->addLayout(progress);
    content()->addWidget(m_notice);
    content()->addWidget(m_columns);
    m_progress->setShare(std::nullopt);
    connect(m_choose, &QAbstractButton::clicked, this, &FileCard::chooseFile);
    connect(m_folder, &QAbstractButton::clicked, this, &FileCard::chooseFolder);
    connect(m_cancel, &QAbstractButton::clicked, this, &FileCard::cancel);
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(predictFilesCommand(m_model.record() ? m_model.record()->id : std::string(), m_paths, m_output));
        Toast::show(window(), tr("The command is copied."));
    });
    connect(&session, &Session::progressCame, this, [this](const std::string& job, const std::string&, const Value& progress) {
        const auto* known = m_session.job(job);
        if (!isRunning() || (known && known->kind != JobKind::Predict) || progress.at("phase").asText() != "predicting")
            return;
        const double total = progress.at("total").asReal();
        m_progress->setShare(total > 0.0 ? std::optional(progress.at("done").asReal() / total) : std::nullopt);
    });
    retranslate();
}

void FileCard::modelChanged()
{
    if (!isRunning()) {
        m_result.reset();
        m_error.reset();
        m_paths.clear();
        m_output.clear();
    }
    retranslate();
}

void FileCard::chooseFile()
{
    if (isRunning() || !m_model.record())
        return;
    const QString filter = m_model.takesPictures()
        ? FileFilters::pictures()
        : FileFilters::rows();
    predict(m_session.dialogs().openFiles(this, tr("Choose what to predict"), filter));
}

void FileCard::chooseFolder()
{
    if (const auto folder = m_session.dialogs().openFolder(this, tr("Choose a folder of pictures")); !folder.isEmpty())
        predict({folder});
}

QString FileCard::suggestedName(const QStringList& paths) const
{
    const QFileInfo first(paths.value(0));
    const QString name = first.isDir() ? first.fileName() : first.completeBaseName();
    return first.dir().filePath(tr("%1 predictions.xlsx").arg(name));
}

void FileCard::predict(const QStringList& paths)
{
    if (paths.isEmpty() || isRunning() || !m_model.record())
        return;
    QString output = m_session.dialogs().saveFile(this, tr("Save the predictions"), suggestedName(paths),
                                                  tr("Excel workbook (*.xlsx);;CSV (*.csv)"));
    if (output.isEmpty())
        return;
    if (QFileInfo(output).suffix().isEmpty())
        output += QStringLiteral(".xlsx");
    m_paths = paths;
    m_output = output;
    m_result.reset();
    m_error.reset();
    PredictRequest request;
    for (const auto& path : paths)
        request.paths.push_back(path.toStdString());
    request.outputPath = output.toStdString();
    auto params = toValue(request).asMap();
    params["model"] = m_model.record()->id;
    m_progress->setShare(std::nullopt);
    m_request = m_session.engine().request("predict", std::move(params), this, [this](Result<Value> answer) { finished(std::move(answer)); });
    showState();
    Q_EMIT stateChanged();
}

void FileCard::cancel()
{
    if (!isRunning())
        return;
    m_session.engine().cancel(m_request);
    m_request = -1;
    showState();
    Q_EMIT stateChanged();
}

void FileCard::finished(Result<Value> answer)
{
    if (!isRunning())
        return;
    m_request = -1;
    auto result = answer ? fromValue<PredictResult>(*answer) : Result<PredictResult>(answer.error());
    if (result)
        m_result = std::move(result).value();
    else
        m_error = result.error();
    showState();
    Q_EMIT stateChanged();
}

QString FileCard::doneText(const PredictResult& result) const
{
    const auto count = counted(m_model.takesPictures() ? ExampleNoun::Picture : ExampleNoun::Row, result.count);
    const QString file = QFileInfo(QString::fromStdString(result.outputPath)).fileName();
    const QString written = tr("The answers to %1 are in “%2”.").arg(count, file);
    const auto given = result.metrics.find("given");
    if (given == result.metrics.end())
        return written;
    if (const auto accuracy = given->second.find("accuracy"); accuracy != given->second.end())
        return tr("The answers to %1 are in “%2”. The file holds the right answers too: %3 of 100 agree.")
            .arg(count, file, ofHundred(accuracy->second));
    if (const auto found = given->second.find("recall_at_1"); found != given->second.end() && std::isfinite(found->second))
        return tr("The likeness of %1 is in “%2”. Among all texts of the file, the matching one comes first for %3 of 100.")
            .arg(count, file, ofHundred(found->second));
    if (const auto distance = given->second.find("mae"); distance != given->second.end())
        return tr("The answers to %1 are in “%2”. The file holds the true numbers too: they are off by %3 on average.")
            .arg(count, file, QString::fromStdString(m_session.sentences().number(distance->second)));
    return written;
}

void FileCard::showDone(const PredictResult& result)
{
    m_notice->setKind(NoticeKind::Success);
    m_notice->setText(doneText(result));
    m_notice->setDetails({});
    connect(m_notice->addAction(tr("Open the file")), &QAbstractButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_output)); });
    connect(m_notice->addAction(tr("Open its folder")), &QAbstractButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_output).absolutePath())); });
    QStringList lines;
    for (const auto& note : result.columns)
        lines << QString::fromStdString(m_session.sentences().sentence(note));
    m_columns->setText(lines.join(QLatin1Char('\n')));
}

void FileCard::showState()
{
    const bool running = isRunning();
    const bool pictures = m_model.takesPictures();
    m_choose->setVisible(!running);
    m_folder->setVisible(!running && pictures);
    m_choose->setEnabled(m_model.record() != nullptr);
    m_folder->setEnabled(m_model.record() != nullptr);
    m_progress->setVisible(running);
    m_progress->setText(m_paths.isEmpty() ? QString() : tr("Predicting “%1”").arg(QFileInfo(m_paths.front()).fileName()));
    m_cancel->setVisible(running);
    m_copy->setVisible(!m_paths.isEmpty());
    m_notice->setVisible(!running && (m_result || m_error));
    m_notice->clearActions();
    m_columns->setText({});
    if (m_result) {
        showDone(*m_result);
    } else if (m_error) {
        m_notice->setKind(NoticeKind::Danger);
        m_notice->setText(QString::fromStdString(m_session.sentences().sentence(*m_error)));
        m_notice->setDetails(QString::fromStdString(m_error->detail));
    }
    m_columns->setVisible(!running && !m_columns->text().isEmpty());
}

void FileCard::retranslate()
{
    setTitle(m_model.takesPictures() ? tr("Predict many pictures") : tr("Predict a whole file"));
    m_sentence->setText(m_model.takesPictures()
                            ? tr("Every picture gets its answer in a table, as an Excel workbook or CSV.")
                            : tr("Every row gets its answer in two more columns, as an Excel workbook or CSV. Your file is not touched."));
    m_choose->setText(m_model.takesPictures() ? tr("Choose pictures…") : tr("Choose a file…"));
    m_folder->setText(tr("Choose a folder…"));
    m_cancel->setText(tr("Cancel"));
    m_copy->setLabel(tr("Copy as a command"));
    showState();
}

void FileCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace fettle::ui
