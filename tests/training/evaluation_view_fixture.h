// SPDX-License-Identifier: GPL-3.0-or-later
// An evaluation from literal numbers.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/training/stored_evaluation.h"

namespace fettle::test {

struct ViewOfClasses {
    struct Example {
        std::int64_t target;
        std::vector<double> scores;
    };

    explicit ViewOfClasses(std::vector<std::string> classes, const std::vector<Example>& examples)
    {
        for (const auto& example : examples) {
            ids.push_back(100 + static_cast<std::int64_t>(ids.size()));
            targets.push_back(example.target);
            std::size_t best = 0;
            for (std::size_t c = 0; c < example.scores.size(); ++c) {
                scores.push_back(example.scores[c]);
                if (example.scores[c] > example.scores[best])
                    best = c;
            }
            predicted.push_back(static_cast<std::int64_t>(best));
        }
        view.classes = std::move(classes);
        view.ids = ids;
        view.targets = targets;
        view.predicted = predicted;
        view.scores = scores;
    }
    ViewOfClasses(const ViewOfClasses&) = delete;
    ViewOfClasses& operator=(const ViewOfClasses&) = delete;

    std::vector<std::int64_t> ids, targets, predicted;
    std::vector<double> scores;
    training::EvaluationView view;
};

struct ViewOfNumbers {
    /// Pairs of what is true and what was predicted.
    explicit ViewOfNumbers(const std::vector<std::pair<double, double>>& examples)
    {
        for (const auto& [truth, answer] : examples) {
            ids.push_back(100 + static_cast<std::int64_t>(ids.size()));
            numbers.push_back(truth);
            scores.push_back(answer);
        }
        view.ids = ids;
        view.numbers = numbers;
        view.scores = scores;
    }
    ViewOfNumbers(const ViewOfNumbers&) = delete;
    ViewOfNumbers& operator=(const ViewOfNumbers&) = delete;

    std::vector<std::int64_t> ids;
    std::vector<double> numbers, scores;
    training::EvaluationView view;
};

} // namespace fettle::test
