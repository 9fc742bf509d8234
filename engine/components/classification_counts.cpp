// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/classification_counts.h"

#include <algorithm>

#include <torch/torch.h>

namespace fettle::components {

ClassificationCounts::ClassificationCounts(const EvaluationData& data)
{
    const auto predictedTensor = data.predicted.contiguous();
    const auto targetTensor = data.targets.contiguous();
    const auto* guesses = predictedTensor.data_ptr<std::int64_t>();
    const auto* truths = targetTensor.data_ptr<std::int64_t>();
    total = targetTensor.numel();
    std::size_t classes = data.classes.size();
    for (std::int64_t i = 0; i < total; ++i)
        classes = std::max({classes, static_cast<std::size_t>(guesses[i] + 1), static_cast<std::size_t>(truths[i] + 1)});
    truePositives.resize(classes);
    predicted.resize(classes);
    actual.resize(classes);
    for (std::int64_t i = 0; i < total; ++i) {
        if (guesses[i] >= 0)
            ++predicted[static_cast<std::size_t>(guesses[i])];
        if (truths[i] < 0)
            continue;
        ++actual[static_cast<std::size_t>(truths[i])];
        if (guesses[i] == truths[i]) {
            ++truePositives[static_cast<std::size_t>(truths[i])];
            ++right;
        }
    }
}

double averaged(const EvaluationData& data, const std::string& average,
                const std::function<double(double, double, double)>& figure)
{
    const ClassificationCounts counts(data);
    const auto of = [&](std::size_t index) {
        return figure(static_cast<double>(counts.truePositives[index]), static_cast<double>(counts.predicted[index]),
                      static_cast<double>(counts.actual[index]));
    };
    const std::size_t classes = counts.actual.size();
    if (average == "binary" || (average == "auto" && classes == 2))
        return classes > 1 ? of(1) : 0.0;
    if (average == "micro") {
        double predicted = 0.0;
        for (const auto count : counts.predicted)
            predicted += static_cast<double>(count);
        return figure(static_cast<double>(counts.right), predicted, static_cast<double>(counts.total));
    }
    double sum = 0.0;
    double weights = 0.0;
    for (std::size_t i = 0; i < classes; ++i) {
        // Like scikit-learn, only classes that occur in the targets or the predictions take part.
        if (counts.actual[i] == 0 && counts.predicted[i] == 0)
            continue;
        const double weight = average == "weighted" ? static_cast<double>(counts.actual[i]) : 1.0;
        sum += weight * of(i);
        weights += weight;
    }
    return weights > 0.0 ? sum / weights : 0.0;
}

ParameterInfo averageParameter()
{
    return choiceParameter("average", "auto").choice("auto", FETTLE_TEXT("By the number of classes"))
        .choice("binary", FETTLE_TEXT("The second of two classes")).choice("macro", FETTLE_TEXT("All classes count alike"))
        .choice("micro", FETTLE_TEXT("All examples count alike"))
        .choice("weighted", FETTLE_TEXT("Classes count by their size"))
        .title(FETTLE_TEXT("Average"))
        .help(FETTLE_TEXT("How the figures of the classes become one."))
        .when(FETTLE_TEXT("Macro shows rare classes, weighted follows the common ones.")).advanced();
}

} // namespace fettle::components
