// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/pages/data/sample_data.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <stdexcept>

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <nlohmann/json.hpp>

namespace fettle::test {
namespace {

FieldInfo field(const char* name, FieldKind kind, FieldRole role, const char* reason)
{
    FieldInfo info;
    info.name = name;
    info.kind = kind;
    info.role = role;
    info.reasons.push_back(makeError(reason, {{"column", name}, {"distinct", 3}, {"count", 891}}));
    return info;
}

FieldStatistics counted(const char* name, std::int64_t rows, std::int64_t missing, std::vector<ValueCount> top)
{
    FieldStatistics statistics;
    statistics.field = name;
    statistics.count = rows - missing;
    statistics.missing = missing;
    statistics.distinct = static_cast<std::int64_t>(top.size());
    statistics.topValues = std::move(top);
    return statistics;
}

FieldStatistics spread(const char* name, std::int64_t rows, std::int64_t missing, double low, double high, double mean)
{
    FieldStatistics statistics;
    statistics.field = name;
    statistics.count = rows - missing;
    statistics.missing = missing;
    statistics.distinct = 88;
    statistics.minimum = low;
    statistics.maximum = high;
    statistics.mean = mean;
    statistics.standardDeviation = (high - low) / 6;
    constexpr int kBins = 20;
    for (int i = 0; i <= kBins; ++i)
        statistics.histogramEdges.push_back(low + (high - low) * i / kBins);
    for (int i = 0; i < kBins; ++i) {
        const double x = (low + (high - low) * (i + 0.5) / kBins - mean) / statistics.standardDeviation;
        statistics.histogramCounts.push_back(static_cast<std::int64_t>(100 * std::exp(-x * x / 2)));
    }
    return statistics;
}

void divide(DatasetManifest& manifest)
{
    const auto rows = manifest.rowCount;
    manifest.splitRows = {{"train", rows - 2 * (rows / 10)}, {"validation", rows / 10}, {"test", rows / 10}};
    manifest.report.notes.push_back(makeError("data.split_made", {{"method", "stratified"}, {"seed", 1},
                                                                  {"train", manifest.splitRows["train"]},
                                                                  {"validation", rows / 10}, {"test", rows / 10}}));
}

Value passengerCell(const std::string& name, std::int64_t row)
{
    const auto mixed = static_cast<std::uint64_t>(row) * 2654435761u % 1000;
    if (name == "PassengerId") return row + 1;
    if (name == "Survived") return mixed < 384 ? "1" : "0";
    if (name == "Pclass") return static_cast<std::int64_t>(mixed % 3 + 1);
    if (name == "Name") return "Passenger, Mr. Number " + std::to_string(row + 1);
    if (name == "Sex") return mixed % 3 == 0 ? "female" : "male";
    if (name == "Age") return mixed < 199 ? Value() : Value(static_cast<double>(mixed % 80) + 0.5);
    if (name == "Fare") return static_cast<double>(mixed) / 7.0;
    if (name == "Cabin") return mixed < 771 ? Value() : Value("C" + std::to_string(mixed % 130));
    if (name == "Embarked") return mixed % 5 == 0 ? "C" : "S";
    return Value();
}

} // namespace

DatasetManifest passengers(std::int64_t rows)
{
    DatasetManifest manifest;
    manifest.name = "titanic";
    manifest.id = "passengers" + std::to_string(rows);
    manifest.rowCount = rows;
    manifest.fields = {field("PassengerId", FieldKind::Id, FieldRole::Ignore, "data.kind_id"),
                       field("Survived", FieldKind::Category, FieldRole::Target, "data.target_by_name"),
                       field("Pclass", FieldKind::Number, FieldRole::Input, "data.kind_numbers"),
                       field("Name", FieldKind::Text, FieldRole::Ignore, "data.kind_text"),
                       field("Sex", FieldKind::Category, FieldRole::Input, "data.kind_category"),
                       field("Age", FieldKind::Number, FieldRole::Input, "data.kind_numbers"),
                       field("Fare", FieldKind::Number, FieldRole::Input, "data.kind_numbers"),
                       field("Cabin", FieldKind::Category, FieldRole::Input, "data.kind_category"),
                       field("Embarked", FieldKind::Category, FieldRole::Input, "data.kind_category")};
    manifest.fields[1].classes = {"0", "1"};
    const auto share = [rows](double part) { return static_cast<std::int64_t>(static_cast<double>(rows) * part); };
    manifest.statistics = {spread("PassengerId", rows, 0, 1, static_cast<double>(rows), static_cast<double>(rows) / 2),
                           counted("Survived", rows, 0, {{"0", share(0.616)}, {"1", share(0.384)}}),
                           spread("Pclass", rows, 0, 1, 3, 2.3),
                           counted("Name", rows, 0, {}),
                           counted("Sex", rows, 0, {{"male", share(0.648)}, {"female", share(0.352)}}),
                           spread("Age", rows, share(0.199), 0.42, 80, 29.7),
                           spread("Fare", rows, 0, 0, 512.3, 32.2),
                           counted("Cabin", rows, share(0.771), {{"C23 C25 C27", 4}, {"B96 B98", 4}, {"G6", 4}, {"E101", 3}}),
                           counted("Embarked", rows, 2, {{"S", share(0.72)}, {"C", share(0.19)}, {"Q", share(0.09)}})};
    manifest.report.importer = "table";
    manifest.report.rowsRead = rows + 9;
    manifest.report.rowsImported = rows;
    manifest.report.rowsSkipped = 9;
    manifest.report.format = {{"encoding", "utf-8"}, {"delimiter", ","}, {"quote", "\""}, {"header", true}, {"line_end", "lf"}};
    manifest.report.notes = {makeError("data.encoding_ascii"), makeError("data.header_found")};
    manifest.report.issues = {{"titanic.csv", 62, makeError("data.row_too_long", {{"cells", 10}, {"columns", 9}}), 8},
                              {"titanic.csv", 830, makeError("data.row_too_short", {{"cells", 4}, {"columns", 9}}), 1}};
    manifest.source = {"/data/titanic.csv"};
    divide(manifest);
    return manifest;
}

DatasetManifest flowers(std::int64_t rows)
{
    DatasetManifest manifest;
    manifest.name = "flowers";
    manifest.id = "flowers" + std::to_string(rows);
    manifest.rowCount = rows;
    manifest.fields = {field("image", FieldKind::Image, FieldRole::Input, "data.kind_given"),
                       field("label", FieldKind::Category, FieldRole::Target, "data.kind_category"),
                       field("file", FieldKind::Id, FieldRole::Ignore, "data.kind_id")};
    manifest.fields[0].reasons.clear();
    manifest.fields[1].classes = {"dandelion", "tulips", "sunflowers", "roses", "daisy"};
    manifest.statistics = {counted("image", rows, 0, {}),
                           counted("label", rows, 0, {{"dandelion", rows * 3 / 10}, {"tulips", rows * 2 / 10},
                                                      {"sunflowers", rows * 2 / 10}, {"roses", rows * 2 / 10}, {"daisy", rows / 10}}),
                           counted("file", rows, 0, {})};
    manifest.report.importer = "image_folder";
    manifest.report.rowsRead = rows + 3;
    manifest.report.rowsImported = rows;
    manifest.report.rowsSkipped = 3;
    manifest.report.format = {{"pictures", rows}, {"classes", 5}};
    manifest.report.issues = {{"roses/1f.jpg", 0, makeError("data.picture_truncated", {{"format", "JPEG"}}), 2},
                              {"tulips/notes.txt", 0, makeError("data.picture_format"), 1}};
    manifest.source = {"/data/flowers"};
    divide(manifest);
    return manifest;
}

std::string messageText(std::int64_t row)
{
    static const char* const kTexts[] = {
        "Where is my parcel?",
        "你好，订单24988现在什么情况？都12天了还没更新物流，帮我催一下快递，急用",
        "Hello, I ordered a wool scarf two weeks ago and nothing has come. The tracking page has not moved since Friday, the "
        "courier says it has no parcel for me, and your hotline is always busy. Could you tell me where it is right now?\n"
        "Best regards, Anna",
        "退货的运费谁出？",
        "亲，在吗？砂锅到手就裂了，外箱都压扁了，里面一点泡沫都没有。我拍了照片也有开箱视频，客服半天没人理。能不能给我补发一个新的，"
        "或者直接退款？我都已经问了三遍了，没人管，再这样下去我就给差评了😡",
        "does the backpack come in green & how heavy is it? thx",
    };
    return kTexts[static_cast<std::size_t>(row) % std::size(kTexts)];
}

DatasetManifest messages(std::int64_t rows)
{
    DatasetManifest manifest;
    manifest.name = "messages";
    manifest.id = "messages" + std::to_string(rows);
    manifest.rowCount = rows;
    manifest.fields = {field("message", FieldKind::Text, FieldRole::Input, "data.kind_text"),
                       field("intent", FieldKind::Category, FieldRole::Target, "data.target_given"),
                       field("sentiment", FieldKind::Category, FieldRole::Ignore, "data.kind_category"),
                       field("language", FieldKind::Category, FieldRole::Ignore, "data.kind_category")};
    manifest.fields[1].classes = {"order_status", "return", "refund", "change_address", "damaged_item", "product_question"};
    manifest.fields[2].classes = {"negative", "neutral", "positive"};
    manifest.fields[3].classes = {"en", "zh"};
    auto lengths = spread("message", rows, 0, 4, 310, 61);
    lengths.distinct = rows;
    manifest.statistics = {lengths, counted("intent", rows, 0, {{"order_status", rows / 4}, {"return", rows / 4}, {"refund", rows / 8},
                                                               {"change_address", rows / 8}, {"damaged_item", rows / 8},
                                                               {"product_question", rows / 8}}),
                           counted("sentiment", rows, 0, {{"neutral", rows / 2}, {"negative", rows / 3}, {"positive", rows / 6}}),
                           counted("language", rows, 0, {{"en", rows / 2}, {"zh", rows / 2}})};
    manifest.report.importer = "table";
    manifest.report.rowsRead = manifest.report.rowsImported = rows;
    manifest.report.format = {{"encoding", "utf-8"}, {"delimiter", ","}, {"quote", "\""}, {"header", true}, {"line_end", "lf"}};
    manifest.source = {"/data/messages.csv"};
    divide(manifest);
    return manifest;
}

Recommendation adviceFor(const DatasetManifest& manifest, bool withWarnings)
{
    Recommendation advice;
    advice.recipe.task = {manifest.name == "flowers"    ? "image_classification"
                          : manifest.name == "messages" ? "text_classification"
                                                        : "tabular_classification", {}};
    for (const auto& info : manifest.fields) {
        if (info.role == FieldRole::Input)
            advice.recipe.inputs.push_back({info.name, {}});
        if (info.role == FieldRole::Target)
            advice.recipe.targets.push_back({info.name, {}});
    }
    advice.recipe.networks["model"].fromTemplate = {"mlp", {}};
    advice.task = manifest.name == "flowers" ? makeError("data.task_picture_classes", {{"classes", 5}})
                                             : makeError("data.task_table_classes", {{"column", "Survived"}, {"classes", 2}});
    if (withWarnings) {
        advice.warnings.push_back(makeError("data.warn_leak_number", {{"column", "Fare"}, {"target", "Survived"}}));
        advice.warnings.push_back(makeError("data.warn_few_rows", {{"rows", 713}}));
    }
    return advice;
}

Catalog startCatalog()
{
    Catalog catalog;
    catalog.buildTag = "fake";
    const auto add = [&](ComponentKind kind, const char* id, const char* title, const char* help,
                         std::vector<std::string> suits) -> ComponentInfo& {
        ComponentInfo info;
        info.kind = kind;
        info.id = id;
        info.title = title;
        info.help = help;
        info.suits = std::move(suits);
        return catalog.components.emplace_back(std::move(info));
    };
    add(ComponentKind::Task, "image_classification", "Recognize pictures",
        "Learns from pictures with one class each which class a new picture belongs to.", {"input:image", "target:category"});
    add(ComponentKind::Task, "tabular_classification", "Predict a class from columns", "Learns which class a column has.",
        {"input:table", "target:category"});
    add(ComponentKind::Task, "tabular_regression", "Predict a number from columns", "Learns which number a column has.",
        {"input:table", "target:number"});
    add(ComponentKind::Task, "text_classification", "Sort texts", "Learns from texts.", {"input:text", "target:category"});
    add(ComponentKind::Sample, "customers", "Customers who leave", "A table of 2,000 customers.", {"table"});
    add(ComponentKind::Sample, "sensors", "Machines that fail", "A table of 4,000 sensor readings.", {"table"});
    add(ComponentKind::Sample, "shapes", "Pictures of shapes", "600 small pictures of circles, crosses and stars.", {"image"});
    add(ComponentKind::Sample, "messages", "Messages to a shop", "1,200 messages in English and Chinese.", {"text"});
    add(ComponentKind::Metric, "accuracy", "Accuracy", "Share of right answers.", {});
    add(ComponentKind::Importer, "image_folder", "Pictures in folders", "One folder per class.", {"image"});
    auto& table = add(ComponentKind::Importer, "table", "Table (CSV, TSV)", "Reads a table.", {"table"});
    ParameterInfo header;
    header.name = "header";
    header.type = ParameterType::Choice;
    header.defaultValue = "auto";
    header.choices = {{"auto", "Find out"}, {"yes", "In the first line"}, {"no", "None: number the columns"}};
    header.title = "Column names";
    header.help = "Whether the first line names the columns.";
    table.parameters.push_back(header);
    auto& text = add(ComponentKind::Encoder, "text", "Text", "Texts as tokens.", {"text"});
    ParameterInfo length;
    length.name = "max_length";
    length.type = ParameterType::Integer;
    length.defaultValue = 0;
    length.minimum = 0.0;
    length.title = "Greatest length";
    length.help = "In tokens; 0 decides by the texts.";
    ParameterInfo lowercase;
    lowercase.name = "lowercase";
    lowercase.type = ParameterType::Boolean;
    lowercase.defaultValue = true;
    lowercase.title = "Lower case";
    ParameterInfo model;
    model.name = "model";
    model.type = ParameterType::Text;
    model.defaultValue = "";
    model.title = "Pretrained model";
    text.parameters = {length, lowercase, model};
    return catalog;
}

PicturePack::PicturePack(const std::filesystem::path& file, int count, int side) : m_file(file.string())
{
    std::ofstream out(file, std::ios::binary);
    std::int64_t offset = 0;
    for (int i = 0; i < count; ++i) {
        QImage image(side, i % 4 == 0 ? side * 3 / 4 : side, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(i * 37 % 360, 90, 210));
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(QColor::fromHsv(i * 71 % 360, 200, 240));
        for (int petal = 0; petal < 6; ++petal) {
            painter.save();
            painter.translate(image.width() / 2.0, image.height() / 2.0);
            painter.rotate(60.0 * petal + i);
            painter.drawEllipse(QPointF(0, side / 5.0), side / 12.0, side / 5.0);
            painter.restore();
        }
        painter.end();
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        if (!image.save(&buffer, "JPG", 85))
            throw std::runtime_error("no JPEG plug-in");
        out.write(bytes.constData(), bytes.size());
        m_places.emplace_back(offset, bytes.size());
        offset += bytes.size();
    }
}

Value PicturePack::place(std::int64_t row) const
{
    const auto& [offset, size] = m_places[static_cast<std::size_t>(row) % m_places.size()];
    return ValueMap{{"file", m_file}, {"offset", offset}, {"size_bytes", size}};
}

DataFixture::DataFixture(DatasetManifest manifest, bool withWarnings)
    : m_manifest(std::move(manifest)), m_advice(adviceFor(m_manifest, withWarnings))
{
    auto engine = std::make_unique<FakeEngine>();
    auto dialogs = std::make_unique<FakeDialogs>();
    m_engine = engine.get();
    m_dialogs = dialogs.get();
    if (m_manifest.fields.front().kind == FieldKind::Image)
        m_pack = std::make_unique<PicturePack>(m_folder.path() / "thumbnails.bin", 60);
    m_session = std::make_unique<ui::Session>(std::move(engine), std::move(dialogs));
    const Value project = ValueMap{{"id", "p1"}, {"name", m_manifest.name}, {"created_utc", "2026-03-01T12:00:00.000Z"}};
    m_engine->answer("catalog", toValue(startCatalog()));
    m_engine->answer("projects.list", [project](const Value& params) -> Result<Value> {
        return Value(ValueMap{{"projects", params.at("deleted").asBoolean() ? ValueList{} : ValueList{project}}});
    });
    m_engine->answer("datasets.list", [this](const Value&) -> Result<Value> {
        return Value(ValueMap{{"datasets", ValueList{Value(ValueMap{{"id", "d1"}, {"project", "p1"}, {"name", m_manifest.name},
                                                                    {"folder", "/workspace/datasets/d1"}, {"job", "j1"},
                                                                    {"newest_version", m_manifest.id}, {"newest_number", 1},
                                                                    {"row_count", m_manifest.rowCount}})}}});
    });
    m_engine->answer("datasets.show", [this](const Value&) -> Result<Value> {
        return Value(ValueMap{{"name", m_manifest.name}, {"number", 1}, {"manifest_path", "/workspace/" + m_manifest.id},
                              {"manifest", toValue(m_manifest)}});
    });
    m_engine->answer("worker.recommend", [this](const Value&) -> Result<Value> { return toValue(m_advice); });
    m_engine->answer("worker.rows", [this](const Value& params) { return rows(params); });
    m_engine->answer("worker.encoded", [this](const Value& params) { return encoded(params); });
}

void DataFixture::setManifest(DatasetManifest manifest) { m_manifest = std::move(manifest); }

void DataFixture::open()
{
    m_session->engine().start();
    if (!waitUntil([this] { return !m_session->projects().empty() && !m_session->catalog().components.empty(); }))
        throw std::runtime_error("the projects did not come");
    m_session->openProject("p1");
    if (!waitUntil([this] { return m_session->data().phase == ui::DataState::Phase::Ready && m_session->recommendation(); }))
        throw std::runtime_error("the data did not come");
}

Result<Value> DataFixture::rows(const Value& params) const
{
    const auto first = params.at("first").asInteger();
    const auto& split = params.at("split").asText();
    const auto total = split.empty() ? m_manifest.rowCount : m_manifest.splitRows.at(split);
    RowPage page;
    page.first = first;
    page.total = total;
    for (const auto& info : m_manifest.fields)
        page.fields.push_back(info.name);
    for (auto row = first; row < std::min(first + params.at("count").asInteger(), total); ++row) {
        page.ids.push_back(row);
        page.splits.emplace_back(split.empty() ? "train" : split);
        auto& cells = page.rows.emplace_back();
        for (const auto& info : m_manifest.fields) {
            if (info.kind == FieldKind::Image)
                cells.push_back(row % 50 == 49 ? Value() : m_pack->place(row));
            else if (m_manifest.name == "messages")
                cells.push_back(info.kind == FieldKind::Text ? messageText(row)
                                                             : info.classes[static_cast<std::size_t>(row) % info.classes.size()]);
            else if (info.name == "label")
                cells.push_back(m_manifest.fields[1].classes[static_cast<std::size_t>(row) % 5]);
            else if (info.name == "file")
                cells.push_back("roses/" + std::to_string(row) + ".jpg");
            else
                cells.push_back(passengerCell(info.name, row));
        }
    }
    return toValue(page);
}

Result<Value> DataFixture::encoded(const Value& params) const
{
    ValueList rows;
    for (const auto& row : params.at("rows").asList()) {
        Value after = ValueList{Value(0.25), Value(row.asInteger() % 2)};
        if (params.at("field").asText() == "image")
            after = ValueMap{{"height", 28}, {"width", 28}, {"channels", 1}, {"fit", "crop"}};
        rows.push_back(ValueMap{{"id", row}, {"before", Value()}, {"after", after}});
    }
    ValueMap answer{{"rows", rows}};
    if (params.at("summary").asBoolean()) {
        const ValueMap summary{{"rows", 960}, {"tokens", 12'480}, {"unknown_tokens", 312}, {"cut_rows", 14}, {"cut_tokens", 90},
                               {"longest", 79}, {"median_length", 12}, {"p95_length", 31}, {"max_length", 64}, {"vocabulary", 4'000}};
        answer["train"] = summary;
        answer["validation"] = summary;
    }
    return Value(std::move(answer));
}

} // namespace fettle::test
