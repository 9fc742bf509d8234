// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/project_document.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/contract/client_protocol.h"
#include "engine/platform/hash.h"
#include "engine/platform/random_id.h"
#include "engine/service/methods.h"

namespace fettle::service {
namespace {

constexpr std::uint64_t kMostFileBytes = std::uint64_t{1} << 40;
constexpr std::size_t kMostPathBytes = 400;

template <class T> ValueList listOf(const std::vector<T>& records)
{
    ValueList list;
    for (const auto& record : records)
        list.push_back(toValue(record));
    return list;
}

template <class T> bool takeList(const Value& list, std::vector<T>& records)
{
    for (const auto& item : list.asList()) {
        auto record = fromValue<T>(item);
        if (!record)
            return false;
        records.push_back(std::move(record).value());
    }
    return true;
}

Value runValue(const store::BundledRun& bundled)
{
    ValueMap value{{"run", toValue(bundled.run)}, {"events", listOf(bundled.events)},
                   {"artifacts", listOf(bundled.artifacts)}};
    if (bundled.job)
        value["job"] = toValue(*bundled.job);
    return value;
}

bool takeRun(const Value& value, store::BundledRun& bundled)
{
    auto run = fromValue<store::RunRecord>(value.at("run"));
    if (!run || !takeList(value.at("events"), bundled.events) || !takeList(value.at("artifacts"), bundled.artifacts))
        return false;
    bundled.run = std::move(run).value();
    if (value.at("job").isNull())
        return true;
    auto job = fromValue<Job>(value.at("job"));
    if (!job)
        return false;
    bundled.job = std::move(job).value();
    return true;
}

/// Looks at the rows as at something that somebody may have made by hand. Empty: nothing is wrong.
class RowCheck {
public:
    explicit RowCheck(const store::ProjectBundle& rows) : m_rows(rows) {}

    std::string problem()
    {
        if (!platform::isId(m_rows.project.id) && m_rows.project.id != store::kDefaultProject)
            return "project";
        if (!isName(m_rows.project.name))
            return "project.name";
        for (const auto& [name, wrong] : {std::pair{"datasets", datasetsWrong()}, std::pair{"versions", versionsWrong()},
                                          std::pair{"recipes", recipesWrong()}, std::pair{"runs", runsWrong()},
                                          std::pair{"models", modelsWrong()}})
            if (wrong)
                return name;
        return {};
    }

    [[nodiscard]] const std::set<std::string>& datasets() const { return m_datasets; }
    [[nodiscard]] const std::set<std::string>& runs() const { return m_runs; }
    [[nodiscard]] const std::set<std::string>& models() const { return m_models; }

private:
    static bool isName(const std::string& name)
    {
        const auto clean = cleanName(name);
        return clean.ok() && *clean == name;
    }

    bool datasetsWrong()
    {
        std::set<std::string> names;
        for (const auto& dataset : m_rows.datasets)
            if (!platform::isId(dataset.id) || !isName(dataset.name) || !dataset.folder.empty() ||
                !m_datasets.insert(dataset.id).second || !names.insert(dataset.name).second)
                return true;
        return false;
    }

    bool versionsWrong()
    {
        std::set<std::pair<std::string, std::string>> versions;
        for (const auto& version : m_rows.versions)
            if (!m_datasets.contains(version.dataset) || version.version.empty() ||
                version.version.find('/') != std::string::npos || !isPlainRelativePath(version.version) ||
                version.manifestPath != "versions/" + version.version + "/dataset.yaml" || version.number < 1 ||
                version.rowCount < 0 || !versions.emplace(version.dataset, version.version).second)
                return true;
        return false;
    }

    bool recipesWrong()
    {
        std::set<std::string> ids;
        return std::ranges::any_of(m_rows.recipes, [&](const store::RecipeRecord& recipe) {
            return !platform::isId(recipe.id) || !ids.insert(recipe.id).second;
        });
    }

    bool runsWrong()
    {
        std::set<std::string> jobs;
        std::set<std::int64_t> numbers;
        for (const auto& model : m_rows.models)
            m_models.insert(model.id);
        for (const auto& [run, job, events, artifacts] : m_rows.runs) {
            if (!platform::isId(run.id) || !m_runs.insert(run.id).second || run.number < 1 ||
                run.number > INT32_MAX || !numbers.insert(run.number).second || !run.folder.empty())
                return true;
            if ((!run.dataset.empty() && !m_datasets.contains(run.dataset)) ||
                (!run.model.empty() && !m_models.contains(run.model)) || (!run.name.empty() && !isName(run.name)))
                return true;
            if (job && (!platform::isId(job->id) || !jobs.insert(job->id).second || !isFinal(job->state) ||
                        job->kind != JobKind::Train))
                return true;
            std::set<std::string> paths;
            for (const auto& artifact : artifacts)
                if (!isPlainRelativePath(artifact.path) || !paths.insert(artifact.path).second)
                    return true;
        }
        return false;
    }

    bool modelsWrong() const
    {
        std::set<std::string> ids;
        return std::ranges::any_of(m_rows.models, [&](const store::ModelRecord& model) {
            return !platform::isId(model.id) || !ids.insert(model.id).second || !isName(model.name) ||
                   !model.folder.empty() || (!model.run.empty() && !m_runs.contains(model.run));
        });
    }

    const store::ProjectBundle& m_rows;
    std::set<std::string> m_datasets;
    std::set<std::string> m_runs;
    std::set<std::string> m_models;
};

/// "datasets/ID/rest" with a known id, and so on.
bool isPlaceOfFile(std::string_view path, const RowCheck& rows)
{
    if (path == kDraftEntry)
        return true;
    const auto first = path.find('/');
    if (first == std::string_view::npos)
        return false;
    const auto kind = path.substr(0, first);
    const auto rest = path.substr(first + 1);
    if (kind == "metrics")
        return rest.ends_with(".jsonl") && rows.runs().contains(std::string(rest.substr(0, rest.size() - 6)));
    const auto second = rest.find('/');
    if (second == std::string_view::npos)
        return false;
    const std::string id(rest.substr(0, second));
    return kind == "datasets" ? rows.datasets().contains(id)
           : kind == "runs"   ? rows.runs().contains(id)
                              : kind == "models" && rows.models().contains(id);
}

Result<std::vector<ProjectFileEntry>> readEntries(const Value& list, const RowCheck& rows, const std::string& file)
{
    std::vector<ProjectFileEntry> entries;
    std::set<std::string> paths;
    for (const auto& item : list.asList()) {
        ProjectFileEntry entry{item.at("path").asText(), 0, item.at("sha256").asText()};
        const auto size = item.at("size_bytes").asInteger(-1);
        if (!isPlainRelativePath(entry.path) || !isPlaceOfFile(entry.path, rows))
            return projectFileDamaged(file, entry.path, "a file that belongs to nothing in the project");
        if (!paths.insert(entry.path).second)
            return projectFileDamaged(file, entry.path, "listed twice");
        if (size < 0 || static_cast<std::uint64_t>(size) > kMostFileBytes || !platform::isSha256Hex(entry.sha256))
            return projectFileDamaged(file, entry.path, "size or hash");
        entry.sizeBytes = static_cast<std::uint64_t>(size);
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace

std::uint64_t ProjectDocument::totalBytes() const
{
    std::uint64_t total = 0;
    for (const auto& entry : files)
        total += entry.sizeBytes;
    return total;
}

const ProjectFileEntry* ProjectDocument::find(std::string_view path) const
{
    const auto found = std::ranges::find(files, path, &ProjectFileEntry::path);
    return found == files.end() ? nullptr : &*found;
}

Error projectFileDamaged(const std::string& file, std::string_view place, std::string detail)
{
    return makeError("service.project_file_damaged", {{"file", file}, {"place", place}}, std::move(detail));
}

bool isPlainRelativePath(std::string_view path)
{
    if (path.empty() || path.size() > kMostPathBytes)
        return false;
    for (const char c : path)
        if (c < 0x20 || c > 0x7e || std::string_view("\\:*?\"<>|").find(c) != std::string_view::npos)
            return false;
    for (std::size_t start = 0; start <= path.size();) {
        const auto end = std::min(path.find('/', start), path.size());
        const auto name = path.substr(start, end - start);
        // No hidden ones either: such names are drafts and locks of Fettle itself.
        if (name.empty() || name.starts_with('.') || name.ends_with('.') || name.ends_with(' '))
            return false;
        start = end + 1;
    }
    return true;
}

std::string writeProjectDocument(const ProjectDocument& document)
{
    const auto& rows = document.rows;
    ValueList runs;
    for (const auto& bundled : rows.runs)
        runs.push_back(runValue(bundled));
    ValueList files;
    for (const auto& entry : document.files)
        files.push_back(ValueMap{{"path", entry.path}, {"size_bytes", entry.sizeBytes}, {"sha256", entry.sha256}});
    const Value value(ValueMap{{"fettle", "project"},
                               {"version", kProjectFileVersion},
                               {"made_by", kFettleVersion},
                               {"created_utc", document.createdUtc},
                               {"project", toValue(rows.project)},
                               {"datasets", listOf(rows.datasets)},
                               {"versions", listOf(rows.versions)},
                               {"recipes", listOf(rows.recipes)},
                               {"runs", std::move(runs)},
                               {"models", listOf(rows.models)},
                               {"runs_left_out", document.runsLeftOut},
                               {"files", std::move(files)}});
    return toLine(toJson(value)) + '\n';
}

Result<ProjectDocument> readProjectDocument(std::string_view text, const std::string& file)
{
    const auto json = parseJson(text);
    if (!json || !json->is_object())
        return makeError("service.not_a_project_file", {{"file", file}}, json ? "no object" : toLogLine(json.error()));
    const auto value = valueFromJson(*json);
    if (value.at("fettle").asText() != "project")
        return makeError("service.not_a_project_file", {{"file", file}});
    const auto version = value.at("version").asInteger();
    if (version > kProjectFileVersion)
        return makeError("service.project_file_newer",
                         {{"file", file}, {"found", version}, {"version", kProjectFileVersion}});
    if (version != kProjectFileVersion)
        return projectFileDamaged(file, "version");
    ProjectDocument document;
    auto& rows = document.rows;
    auto project = fromValue<store::ProjectRecord>(value.at("project"));
    if (!project)
        return projectFileDamaged(file, "project", toLogLine(project.error()));
    rows.project = std::move(project).value();
    if (!takeList(value.at("datasets"), rows.datasets) || !takeList(value.at("versions"), rows.versions) ||
        !takeList(value.at("recipes"), rows.recipes) || !takeList(value.at("models"), rows.models))
        return projectFileDamaged(file, kProjectDocumentName);
    for (const auto& item : value.at("runs").asList())
        if (!takeRun(item, rows.runs.emplace_back()))
            return projectFileDamaged(file, "runs");
    RowCheck check(rows);
    if (const auto problem = check.problem(); !problem.empty())
        return projectFileDamaged(file, problem);
    FETTLE_TRY_ASSIGN(document.files, readEntries(value.at("files"), check, file));
    document.runsLeftOut = value.at("runs_left_out").asInteger();
    document.createdUtc = value.at("created_utc").asText();
    return document;
}

std::string withoutPaths(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const bool begins = text[i] == '/' && i + 1 < text.size() && text[i + 1] != '/' && text[i + 1] != ' ' &&
                            (i == 0 || std::string_view(" \t\n\"'(=:,[{").find(text[i - 1]) != std::string_view::npos);
        if (!begins) {
            out += text[i++];
            continue;
        }
        // Up to the quote that it began in, else up to the next space.
        const char before = i > 0 ? text[i - 1] : '\0';
        const auto end = i == 0 ? text.size()
                         : before == '"' || before == '\'' ? std::min(text.find(before, i), text.size())
                                                           : std::min(text.find_first_of(" \t\n\"')]},", i), text.size());
        const auto path = text.substr(i, end - i);
        const auto last = path.find_last_not_of('/');
        const auto slash = last == std::string_view::npos ? last : path.rfind('/', last);
        out += slash == std::string_view::npos ? path : path.substr(slash + 1, last - slash);
        i = end;
    }
    return out;
}

Value withoutPaths(const Value& value)
{
    if (value.isText())
        return withoutPaths(std::string_view(value.asText()));
    if (value.isList()) {
        ValueList list;
        for (const auto& item : value.asList())
            list.push_back(withoutPaths(item));
        return list;
    }
    if (value.isMap()) {
        ValueMap map;
        for (const auto& [key, item] : value.asMap())
            map[key] = withoutPaths(item);
        return map;
    }
    return value;
}

} // namespace fettle::service
