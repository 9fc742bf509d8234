// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/component_api/sample.h"
#include "engine/data/dataset_reader.h"
#include "engine/data/recommend.h"
#include "tests/data/table_import_support.h"
#include "tests/support/temporary_folder.h"

namespace fettle::test {
namespace {

std::vector<std::string> writeSample(const char* id, const std::filesystem::path& folder, std::uint64_t seed)
{
    const auto* sample = builtInRegistry().get<Sample>(ComponentKind::Sample, id);
    REQUIRE(sample != nullptr);
    const auto paths = sample->write(platform::toUtf8(folder), seed);
    REQUIRE_MESSAGE(paths.ok(), toLogLine(paths.error()));
    return *paths;
}

std::shared_ptr<const data::Dataset> importSample(const char* id, const TemporaryFolder& folder)
{
    const auto paths = writeSample(id, folder.path(), 1);
    const ImportRequest request = importRequest(paths.front(), folder.path() / "set");
    const auto manifest = importWith(request);
    REQUIRE_MESSAGE(manifest.ok(), toLogLine(manifest.error()));
    const auto dataset = data::Dataset::open(data::versionManifestPath(request.datasetFolder, manifest->id));
    REQUIRE(dataset.ok());
    return *dataset;
}

/// Accuracy on the test rows of logistic regression over numbers and one-hot categories: what a simple learner gets.
double simpleLearnerAccuracy(const data::Dataset& dataset, const std::string& target, const std::string& positive,
                             double& majority)
{
    std::vector<std::vector<double>> columns;
    const auto rowCount = static_cast<std::size_t>(dataset.rowCount());
    std::vector<std::int64_t> rows(rowCount);
    std::iota(rows.begin(), rows.end(), 0);
    for (const FieldInfo& field : dataset.manifest().fields) {
        if (field.role != FieldRole::Input)
            continue;
        if (field.kind == FieldKind::Number) {
            std::vector<double> numbers(rowCount);
            dataset.column(field.name)->readNumbers(rows, numbers);
            double sum = 0.0, squares = 0.0, count = 0.0;
            for (const double value : numbers)
                if (!std::isnan(value)) {
                    sum += value;
                    squares += value * value;
                    count += 1.0;
                }
            const double mean = sum / count;
            const double deviation = std::sqrt(squares / count - mean * mean) + 1e-9;
            for (double& value : numbers)
                value = std::isnan(value) ? 0.0 : (value - mean) / deviation;
            columns.push_back(std::move(numbers));
            continue;
        }
        std::vector<std::string_view> texts(rowCount);
        dataset.column(field.name)->readTexts(rows, texts);
        for (const std::string& name : field.classes) {
            auto& column = columns.emplace_back(rowCount);
            for (std::size_t i = 0; i < rowCount; ++i)
                column[i] = texts[i] == name ? 1.0 : 0.0;
        }
    }
    std::vector<std::string_view> labels(rowCount);
    dataset.column(target)->readTexts(rows, labels);
    std::vector<double> weights(columns.size() + 1);
    const auto& training = dataset.rows(Split::Train);
    const auto score = [&](std::size_t row) {
        double sum = weights.back();
        for (std::size_t c = 0; c < columns.size(); ++c)
            sum += weights[c] * columns[c][row];
        return sum;
    };
    for (int epoch = 0; epoch < 300; ++epoch) {
        std::vector<double> gradient(weights.size());
        for (const std::int64_t id : training) {
            const auto row = static_cast<std::size_t>(id);
            const double error = 1.0 / (1.0 + std::exp(-score(row))) - (labels[row] == positive ? 1.0 : 0.0);
            for (std::size_t c = 0; c < columns.size(); ++c)
                gradient[c] += error * columns[c][row];
            gradient.back() += error;
        }
        for (std::size_t c = 0; c < weights.size(); ++c)
            weights[c] -= 1.0 * gradient[c] / static_cast<double>(training.size());
    }
    double right = 0.0;
    double positives = 0.0;
    std::vector<std::int64_t> held = dataset.rows(Split::Test);
    held.insert(held.end(), dataset.rows(Split::Validation).begin(), dataset.rows(Split::Validation).end());
    for (const std::int64_t id : held) {
        const auto row = static_cast<std::size_t>(id);
        const bool truth = labels[row] == positive;
        positives += truth;
        right += (score(row) > 0.0) == truth;
    }
    const double total = static_cast<double>(held.size());
    majority = std::max(positives, total - positives) / total;
    return right / total;
}

} // namespace

TEST_CASE("samples are the same for the same seed and others for another")
{
    for (const char* id : {"customers", "sensors", "messages", "questions"}) {
        const TemporaryFolder a, b, c;
        const std::string first = readBytes(writeSample(id, a.path(), 1).front());
        CHECK(first == readBytes(writeSample(id, b.path(), 1).front()));
        CHECK(first != readBytes(writeSample(id, c.path(), 2).front()));
    }
    const TemporaryFolder a, b;
    const auto one = std::filesystem::path(writeSample("shapes", a.path(), 1).front()) / "star/star_007.png";
    const auto two = std::filesystem::path(writeSample("shapes", b.path(), 1).front()) / "star/star_007.png";
    CHECK(readBytes(one) == readBytes(two));
}

TEST_CASE("customers: learnable, not trivial, with missing values and an id")
{
    const TemporaryFolder folder;
    const auto dataset = importSample("customers", folder);
    CHECK_EQ(dataset->rowCount(), 2000);
    CHECK_EQ(dataset->manifest().findField("churn")->role, FieldRole::Target);
    CHECK_EQ(dataset->manifest().findField("customer_id")->role, FieldRole::Ignore);
    double majority = 0.0;
    const double accuracy = simpleLearnerAccuracy(*dataset, "churn", "yes", majority);
    MESSAGE("customers: logistic regression " << accuracy << ", majority " << majority);
    CHECK_GT(accuracy, 0.77);
    CHECK_LT(accuracy, 0.90);
    CHECK_LT(majority, 0.75);
}

TEST_CASE("sensors: rare failures that can be told")
{
    const TemporaryFolder folder;
    const auto dataset = importSample("sensors", folder);
    CHECK_EQ(dataset->rowCount(), 4000);
    const auto& field = *dataset->manifest().findField("failure");
    CHECK_EQ(field.role, FieldRole::Target);
    CHECK_EQ(field.kind, FieldKind::Category);
    const auto& counts = dataset->manifest().statistics.back().topValues;
    REQUIRE_EQ(counts.size(), 2u);
    MESSAGE("sensors: failures " << counts[1].count);
    CHECK_GT(counts[1].count, 100);
    CHECK_LT(counts[1].count, 500);
}

TEST_CASE("questions: two columns of texts, all different, half of them Chinese; the answers are proposed as what to find")
{
    const TemporaryFolder folder;
    const auto dataset = importSample("questions", folder); // without saying what to predict
    REQUIRE_EQ(dataset->rowCount(), 1000);
    const auto& manifest = dataset->manifest();
    REQUIRE_EQ(manifest.fields.size(), 2u);
    CHECK_EQ(manifest.findField("question")->role, FieldRole::Input);
    CHECK_EQ(manifest.findField("answer")->role, FieldRole::Target);
    for (const auto& field : manifest.fields)
        CHECK_EQ(field.kind, FieldKind::Text);
    for (const auto& statistics : manifest.statistics)
        CHECK_EQ(statistics.distinct, 1000);
    data::MachineFacts machine;
    machine.threads = 2;
    RecommendRequest request;
    request.manifestPath = data::versionManifestPath(folder.path() / "set", manifest.id);
    const auto advice = data::recommend(request, builtInRegistry(), machine);
    REQUIRE_MESSAGE(advice.ok(), toLogLine(advice.error()));
    CHECK_EQ(advice->recipe.task.component, "sentence_embeddings");
    REQUIRE_EQ(advice->recipe.targets.size(), 1u);
    CHECK_EQ(advice->recipe.targets[0].field, "answer");

    std::int64_t chinese = 0;
    for (const auto* column : {"question", "answer"}) {
        std::vector<std::int64_t> rows(1000);
        std::iota(rows.begin(), rows.end(), 0);
        std::vector<std::string_view> texts(rows.size());
        dataset->column(column)->readTexts(rows, texts);
        for (const auto text : texts) {
            CHECK_EQ(text.find_first_of("[]{}|#=\n\""), std::string_view::npos);
            chinese += std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE3; }) ? 1 : 0;
        }
    }
    CHECK_EQ(chinese, 1000); // of 2,000 texts
}

TEST_CASE("shapes: 600 pictures in five folders")
{
    const TemporaryFolder folder;
    const std::filesystem::path root = writeSample("shapes", folder.path(), 1).front();
    std::map<std::string, int> perClass;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
        if (entry.is_regular_file()) {
            ++perClass[entry.path().parent_path().filename().string()];
            CHECK(readBytes(entry.path()).starts_with("\x89PNG"));
        }
    CHECK_EQ(perClass.size(), 5u);
    for (const auto& [name, count] : perClass)
        CHECK_EQ(count, 120);
}

} // namespace fettle::test
