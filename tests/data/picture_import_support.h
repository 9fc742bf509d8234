// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of the picture importers share: a sink that keeps everything.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/component_api/importer.h"

namespace fettle::test {

class KeepingSink final : public RowSink {
public:
    Result<void> begin(std::vector<ColumnPlan> columns) override
    {
        plan = std::move(columns);
        return {};
    }
    Result<void> append(RowBatch batch) override
    {
        for (std::int64_t i = 0; i < batch.rows; ++i) {
            const auto label = batch.columns[1].text(i);
            media.emplace_back(batch.columns[0].text(i));
            labels.push_back(label.data() ? std::string(label) : "(none)");
            files.emplace_back(batch.columns.size() > 2 ? std::string(batch.columns[2].text(i)) : std::string());
            splits.push_back(batch.split);
        }
        for (auto& thumbnail : batch.thumbnails)
            thumbnails.push_back(std::move(thumbnail));
        return {};
    }
    void issue(ImportIssue value, std::int64_t rowsSkipped) override
    {
        skipped += rowsSkipped;
        issues.push_back(std::move(value));
    }
    void note(Note value) override { notes.push_back(std::move(value)); }
    void format(ValueMap) override {}

    [[nodiscard]] std::int64_t count(Split split) const
    {
        std::int64_t result = 0;
        for (const auto& value : splits)
            result += value == split ? 1 : 0;
        return result;
    }
    [[nodiscard]] const ImportIssue* issueOf(const std::string& file) const
    {
        for (const auto& value : issues) {
            if (value.file == file)
                return &value;
        }
        return nullptr;
    }

    std::vector<ColumnPlan> plan;
    std::vector<std::string> media;
    std::vector<std::string> labels;
    std::vector<std::string> files;
    std::vector<std::string> thumbnails;
    std::vector<std::optional<Split>> splits;
    std::vector<ImportIssue> issues;
    std::vector<Note> notes;
    std::int64_t skipped = 0;
};

class CountingMonitor final : public ImportMonitor {
public:
    void progress(double done, double total, std::int64_t) override
    {
        isOrdered = isOrdered && done >= lastDone && done <= total;
        lastDone = done;
        lastTotal = total;
        ++calls;
    }
    bool cancelled() const override { return calls >= cancelAfter; }

    int cancelAfter = 1 << 30;
    int calls = 0;
    double lastDone = 0;
    double lastTotal = 0;
    bool isOrdered = true;
};

} // namespace fettle::test
