// SPDX-License-Identifier: GPL-3.0-or-later
// How long the Results page waits for its figures and its first examples, printed and never asserted.
#include <chrono>
#include <cstdio>
#include <random>

#include <doctest/doctest.h>

#include "engine/training/evaluation_rows.h"
#include "engine/training/evaluation_summary.h"

using namespace fettle;
using namespace fettle::training;

namespace {

struct MadeUp {
    std::vector<std::int64_t> ids, targets, predicted;
    std::vector<double> scores;
    EvaluationView view;

    MadeUp(int count, int classes)
    {
        std::mt19937 random(1);
        for (int c = 0; c < classes; ++c)
            view.classes.push_back("class " + std::to_string(c));
        for (int i = 0; i < count; ++i) {
            ids.push_back(i);
            targets.push_back(random() % static_cast<unsigned>(classes));
            const auto first = scores.size();
            double sum = 0.0;
            for (int c = 0; c < classes; ++c) {
                scores.push_back((static_cast<double>(random()) + 1.0) * (c == targets.back() ? 4.0 : 1.0));
                sum += scores.back();
            }
            std::size_t best = first;
            for (auto at = first; at < scores.size(); ++at) {
                scores[at] /= sum;
                best = scores[at] > scores[best] ? at : best;
            }
            predicted.push_back(static_cast<std::int64_t>(best - first));
        }
        view.ids = ids;
        view.targets = targets;
        view.predicted = predicted;
        view.scores = scores;
    }
};

template <class F>
double milliseconds(F&& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

TEST_CASE("Figures and pages of an evaluation")
{
    for (const auto& [count, classes] : {std::pair{10'000, 10}, std::pair{100'000, 100}, std::pair{1'000'000, 2}}) {
        const MadeUp data(count, classes);
        const double summary = milliseconds([&] { CHECK(summarizeEvaluation(data.view, {0, {}, 0.8}).classes.size() > 1); });
        EvaluationRowsRequest request;
        request.count = 64;
        const double first = milliseconds([&] { CHECK(evaluationPage(data.view, request, nullptr)->rows.size() == 64); });
        request.first = count / 2;
        const double middle = milliseconds([&] { CHECK(evaluationPage(data.view, request, nullptr)->rows.size() == 64); });
        std::printf("%9d examples, %3d classes: summary %7.1f ms, first page %6.1f ms, page in the middle %6.1f ms\n", count,
                    classes, summary, first, middle);
    }
}
