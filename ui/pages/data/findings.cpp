// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/findings.h"

#include <algorithm>

#include <QLocale>

#include "ui/pages/data/columns.h"
#include "ui/pages/data/format_text.h"

namespace fettle::ui {
namespace {

constexpr std::size_t kMostNamed = 5;
/// Above it the difference is worth a word.
constexpr double kImbalance = 10.0;

bool isBrokenFile(const std::string& code)
{
    return code.starts_with("data.picture_") && code != "data.picture_without_class";
}

} // namespace

class Finding::Search {
public:
    Search(const DatasetManifest& manifest, const Recommendation* advice, const Recipe& recipe,
           const client::Sentences& sentences)
        : m_manifest(manifest), m_advice(advice), m_recipe(recipe), m_sentences(sentences)
    {
    }

    std::vector<Finding> run()
    {
        if (m_advice)
            for (const auto& warning : m_advice->warnings)
                addWarning(warning);
        addBroken();
        addMissing();
        addDuplicates();
        addImbalance();
        std::ranges::stable_sort(m_found, {}, [](const Finding& finding) { return finding.kind; });
        return std::move(m_found);
    }

private:
    [[nodiscard]] QString say(const Note& note) const { return QString::fromStdString(m_sentences.sentence(note)); }
    [[nodiscard]] QString count(std::int64_t number) const { return QLocale().toString(static_cast<qlonglong>(number)); }

    Finding& add(Kind kind, const QString& title, bool isWarning = true)
    {
        const auto found = std::ranges::find_if(
            m_found, [&](const Finding& finding) { return finding.kind == kind && finding.title == title && finding.column.empty(); });
        if (found != m_found.end() && kind != Kind::GivesAway)
            return *found;
        auto& finding = m_found.emplace_back();
        finding.kind = kind;
        finding.title = title;
        finding.isWarning = isWarning;
        return finding;
    }

    void addWarning(const Note& warning)
    {
        const auto& code = warning.code;
        if (code == "data.warn_much_missing" || code == "data.warn_text_ignored")
            return; // the first is told with the missing values, the second in the column's head
        if (code.starts_with("data.warn_leak")) {
            auto& finding = add(Kind::GivesAway, tr("A column gives the answer away"));
            finding.sentences << say(warning);
            const auto& column = warning.arguments.contains("column") ? warning.arguments.find("column")->second.asText()
                                                                      : std::string();
            if (const auto* field = m_manifest.findField(column))
                if (roleNow(*field, m_recipe, m_manifest) == FieldRole::Input)
                    finding.column = column;
            return;
        }
        const auto kind = code == "data.warn_duplicate_column" ? Kind::Duplicates
            : code.starts_with("data.warn_rare_class") || code == "data.warn_many_classes" ? Kind::Imbalance
            : code == "data.warn_missing_target" ? Kind::Missing : Kind::Other;
        const auto title = kind == Kind::Duplicates ? tr("Duplicates")
            : kind == Kind::Imbalance ? tr("Classes of unequal size")
            : kind == Kind::Missing ? tr("Missing values") : tr("Worth knowing");
        add(kind, title).sentences << say(warning);
    }

    void addBroken()
    {
        std::int64_t files = 0;
        const ImportIssue* first = nullptr;
        for (const auto& issue : m_manifest.report.issues)
            if (isBrokenFile(issue.note.code)) {
                files += issue.count;
                first = first ? first : &issue;
            }
        if (!first)
            return;
        auto& finding = add(Kind::Broken, tr("Broken files"));
        finding.sentences << tr("%1 files could not be read and were left out, for example “%2”: %3")
                                 .arg(count(files), QString::fromStdString(first->file), say(first->note));
    }

    void addMissing()
    {
        std::vector<const FieldStatistics*> columns;
        for (const auto& statistics : m_manifest.statistics)
            if (const auto* field = m_manifest.findField(statistics.field);
                field && statistics.missing > 0 && roleNow(*field, m_recipe, m_manifest) == FieldRole::Input)
                columns.push_back(&statistics);
        if (columns.empty())
            return;
        std::ranges::stable_sort(columns, std::greater(), &FieldStatistics::missing);
        QStringList named;
        for (std::size_t i = 0; i < columns.size() && i < kMostNamed; ++i)
            named << tr("%1 (%2)").arg(QString::fromStdString(columns[i]->field), count(columns[i]->missing));
        // Many are a warning, some are a matter of course.
        const bool much = columns.front()->missing * 5 > m_manifest.rowCount;
        auto& finding = add(Kind::Missing, tr("Missing values"), much);
        const auto names = named.join(tr(", "));
        finding.sentences << (columns.size() > kMostNamed
                                  ? tr("Values are missing in %1 and %2 more columns.").arg(names).arg(columns.size() - kMostNamed)
                                  : tr("Values are missing in %1.").arg(names))
                          << tr("The model is told where one is missing; no row is lost by it.");
    }

    void addDuplicates()
    {
        for (const auto& note : m_manifest.report.notes)
            if (note.code == "data.split_near_duplicates")
                add(Kind::Duplicates, tr("Duplicates"), false).sentences << FormatText::remark(note, m_manifest, m_sentences);
    }

    void addImbalance()
    {
        const auto target = targetNow(m_recipe, m_manifest);
        const auto found = std::ranges::find(m_manifest.statistics, target, &FieldStatistics::field);
        const auto* field = m_manifest.findField(target);
        if (!field || found == m_manifest.statistics.end() || found->topValues.size() < 2
            || (field->kind != FieldKind::Category && field->kind != FieldKind::Boolean))
            return;
        const auto& most = found->topValues.front();
        const auto& least = found->topValues.back();
        if (least.count <= 0 || static_cast<double>(most.count) < kImbalance * static_cast<double>(least.count))
            return;
        auto& finding = add(Kind::Imbalance, tr("Classes of unequal size"));
        finding.sentences.prepend(tr("“%1” occurs %2 times, “%3” only %4 times.")
                                      .arg(QString::fromStdString(most.value), count(most.count),
                                           QString::fromStdString(least.value), count(least.count)));
        if (m_advice)
            for (const auto& option : m_advice->options)
                if (option.reason.code == "data.option_class_weights")
                    finding.sentences << say(option.reason);
    }

    const DatasetManifest& m_manifest;
    const Recommendation* m_advice;
    const Recipe& m_recipe;
    const client::Sentences& m_sentences;
    std::vector<Finding> m_found;
};

std::vector<Finding> Finding::of(const DatasetManifest& manifest, const Recommendation* advice, const Recipe& recipe,
                                 const client::Sentences& sentences)
{
    return Search(manifest, advice, recipe, sentences).run();
}

} // namespace fettle::ui
