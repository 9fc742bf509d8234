// SPDX-License-Identifier: GPL-3.0-or-later
// The interactive worker's part about what a training would do before it does it: the learning rate over its steps, and
// what augmentation makes of an example.
#include <algorithm>

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include "engine/component_api/optimizer.h"
#include "engine/component_api/schedule.h"
#include "engine/data/picture_writer.h"
#include "engine/platform/files.h"
#include "engine/training/plan_check.h"
#include "engine/worker/interactive.h"

namespace fettle::worker {
namespace {

constexpr std::int64_t kCurvePoints = 400;
constexpr std::int64_t kMostTiles = 64;

/// One picture of a uint8 batch, C×H×W, as interleaved rows.
Picture pictureOf(const torch::Tensor& encoded)
{
    const auto rows = encoded.permute({1, 2, 0}).contiguous();
    Picture picture{rows.size(0), rows.size(1), rows.size(2), {}};
    const auto* pixels = rows.data_ptr<std::uint8_t>();
    picture.pixels.assign(pixels, pixels + rows.numel());
    return picture;
}

Error noSuchPictures(const std::string& field, const DatasetManifest& manifest)
{
    std::string names;
    for (const auto& info : manifest.fields)
        if (info.kind == FieldKind::Image)
            names += (names.empty() ? "" : ", ") + info.name;
    return makeError("worker.field_missing", {{"field", field}, {"fields", names}});
}

} // namespace

Result<Value> Interactive::scheduleCurve(const Value& params, const IsCancelled&)
{
    FETTLE_TRY_ASSIGN(const auto scheduleRef, fromValue<ComponentRef>(params.at("schedule")));
    FETTLE_TRY_ASSIGN(const auto optimizerRef, fromValue<ComponentRef>(params.at("optimizer")));
    FETTLE_TRY_ASSIGN(const auto optimizer, m_registry.resolve<Optimizer>(ComponentKind::Optimizer, optimizerRef));
    FETTLE_TRY_ASSIGN(const auto schedule, m_registry.resolve<Schedule>(ComponentKind::Schedule, scheduleRef));
    ScheduleContext context;
    context.baseLearningRate = optimizer.second.real("lr");
    context.totalSteps = std::max<std::int64_t>(1, params.at("steps").asInteger(1));
    context.stepsPerEpoch = std::max<std::int64_t>(1, params.at("steps_per_epoch").asInteger(1));
    const auto curve = schedule.first->create(schedule.second, context);
    ValueList steps;
    ValueList values;
    const auto count = std::min(kCurvePoints, context.totalSteps);
    for (std::int64_t i = 0; i < count; ++i) {
        // The first and the last step are always among them; counted from 1, as points of a run are.
        const auto step = count == 1 ? 0 : i * (context.totalSteps - 1) / (count - 1);
        steps.push_back(step + 1);
        values.push_back(curve->learningRate(step));
    }
    return Value(ValueMap{{"steps", steps}, {"values", values}});
}

Result<Value> Interactive::augmented(const Value& params, const IsCancelled& cancelled)
{
    FETTLE_TRY_ASSIGN(const auto opened, dataset(params.at("manifest_path").asText()));
    const auto& field = params.at("field").asText();
    const auto* column = opened->column(field);
    const auto row = params.at("row").asInteger();
    if (!column || row < 0 || row >= opened->rowCount())
        return noSuchPictures(field, opened->manifest());
    std::vector<TransformUse> transforms;
    for (const auto& item : params.at("augmentation").asList()) {
        FETTLE_TRY_ASSIGN(const auto ref, fromValue<ComponentRef>(item));
        FETTLE_TRY_ASSIGN(auto found, m_registry.resolve<Transform>(ComponentKind::Transform, ref));
        transforms.push_back({found.first, std::move(found.second)});
    }
    ComponentRef ref{params.at("encoder").at("component").asText(), params.at("encoder").at("parameters").asMap()};
    FETTLE_TRY_ASSIGN(const auto encoder, training::fitEncoder(m_registry, ref, *opened, *column, false));
    auto shape = std::vector<std::int64_t>{1};
    for (const auto& dimension : encoder->spec().dimensions)
        if (dimension.name != "N")
            shape.push_back(dimension.size);
    if (shape.size() != 4 || encoder->cacheDType() != DType::UInt8)
        return noSuchPictures(field, opened->manifest());
    const auto folder = platform::fromUtf8(params.at("folder").asText());
    FETTLE_TRY(platform::makeFolders(folder));
    ValueList pictures;
    const auto batch = torch::empty(shape, torch::kUInt8);
    const std::int64_t rows[] = {row};
    // The first one is as it is; then what the first epochs will see.
    for (std::int64_t epoch = -1; epoch + 1 < std::clamp<std::int64_t>(params.at("count").asInteger(9), 1, kMostTiles); ++epoch) {
        if (cancelled())
            return makeError("worker.cancelled");
        EncodeContext context;
        context.training = epoch >= 0;
        context.seed = static_cast<std::uint64_t>(params.at("seed").asInteger(1));
        context.epoch = epoch;
        context.augmentation = transforms;
        try {
            encoder->encode(*column, rows, batch, context);
        } catch (const EncodeError& error) {
            return error.error();
        }
        const auto file = folder / (std::to_string(epoch + 1) + ".png");
        FETTLE_TRY(platform::writeFileAtomically(file, data::writeStoredPng(pictureOf(batch[0]))));
        pictures.push_back(platform::toUtf8(file));
    }
    return Value(ValueMap{{"pictures", pictures}, {"height", shape[2]}, {"width", shape[3]}});
}

} // namespace fettle::worker
