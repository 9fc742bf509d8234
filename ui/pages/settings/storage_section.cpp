// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/storage_section.h"

#include <QVBoxLayout>

#include "ui/pages/settings/storage_bars.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/text_label.h"

namespace fettle::ui {

StorageSection::StorageSection(Session& session, QWidget* parent)
    : SettingsSection(parent), m_session(session), m_total(new TextLabel), m_bars(new StorageBars),
      m_notice(new Notice(NoticeKind::Danger)), m_empty(new Button), m_count(new Button(ButtonKind::Quiet)),
      m_emptyHelp(new TextLabel(TextStyle::Small, "text.secondary"))
{
    m_total->setWrap(true);
    m_emptyHelp->setWrap(true);
    m_notice->hide();
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons);
    flow->addWidget(m_empty);
    flow->addWidget(m_count);
    column().addWidget(m_total);
    column().addWidget(m_bars);
    column().addWidget(m_notice);
    column().addWidget(buttons);
    column().addWidget(m_emptyHelp);
    connect(m_empty, &QAbstractButton::clicked, this, &StorageSection::emptyCache);
    connect(m_count, &QAbstractButton::clicked, this, &StorageSection::count);
}

QString StorageSection::heading() const { return tr("Storage"); }

void StorageSection::entered()
{
    m_freedBytes.reset();
    count();
}

void StorageSection::setMachine(const Value& facts)
{
    m_machine = facts;
    refresh();
}

void StorageSection::count()
{
    if (m_session.engine().state() != EngineApi::State::Ready || m_count->isBusy())
        return;
    m_count->setBusy(true);
    m_session.engine().request("storage.usage", {}, this, [this](const Result<Value>& usage) {
        m_count->setBusy(false);
        m_notice->setVisible(!usage);
        if (usage)
            m_usage = *usage;
        else
            m_notice->setText(QString::fromStdString(m_session.sentences().sentence(usage.error())));
        refresh();
    });
}

void StorageSection::emptyCache()
{
    m_empty->setBusy(true);
    m_session.engine().request("storage.empty_cache", {}, this, [this](const Result<Value>& freed) {
        m_empty->setBusy(false);
        if (freed) {
            m_freedBytes = freed->at("freed_bytes").asReal();
            count();
        } else {
            m_notice->setText(QString::fromStdString(m_session.sentences().sentence(freed.error())));
            m_notice->show();
        }
        refresh();
    });
}

void StorageSection::retranslate()
{
    m_empty->setText(tr("Empty cache"));
    m_count->setText(tr("Count again"));
    m_bars->setAccessibleName(tr("Storage used by what"));
    refresh();
}

void StorageSection::refresh()
{
    const auto& sentences = m_session.sentences();
    const auto sized = [&](double bytes) { return QString::fromStdString(sentences.bytes(bytes)); };
    m_emptyHelp->setText(m_freedBytes ? tr("Done: %1 freed.").arg(sized(*m_freedBytes))
                                      : tr("The cache holds what Fettle makes anew when it needs it. Your data, runs "
                                           "and models are not touched."));
    m_empty->setEnabled(m_usage.has_value());
    m_bars->setVisible(m_usage.has_value());
    if (!m_usage) {
        m_total->setText(tr("Counting…"));
        return;
    }
    const std::map<std::string, QString> names{
        {"datasets", tr("Datasets")}, {"runs", tr("Runs")}, {"models", tr("Models")}, {"projects", tr("Projects")},
        {"cache", tr("Cache")}, {"database", tr("Database")}, {"trash", tr("Trash")}, {"other", tr("Other")}};
    std::vector<StorageBars::Row> rows;
    for (const auto& part : m_usage->at("parts").asList()) {
        const auto& id = part.at("part").asText();
        const double bytes = part.at("bytes").asReal();
        const auto name = names.find(id);
        // What nobody asks for is shown when there is some.
        if (bytes > 0 || (id != "other" && id != "trash"))
            rows.push_back({name == names.end() ? QString::fromStdString(id) : name->second, sized(bytes), bytes});
    }
    m_bars->setRows(std::move(rows));
    const auto total = sized(m_usage->at("total_bytes").asReal());
    const double free = m_machine.at("disk").at("free_bytes").asReal();
    QString text = free > 0 ? tr("Fettle's workspace takes %1. %2 are free on this disk.").arg(total, sized(free))
                            : tr("Fettle's workspace takes %1.").arg(total);
    if (!m_usage->at("complete").asBoolean(true))
        text = tr("Fettle's workspace takes more than %1: some folders could not be read.").arg(total);
    m_total->setText(text);
}

} // namespace fettle::ui
