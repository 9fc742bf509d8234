// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/start_offers.h"

#include <algorithm>

namespace fettle::ui {
namespace {

std::vector<const ComponentInfo*> tasksLearningFrom(const Catalog& catalog, const std::string& input)
{
    std::vector<const ComponentInfo*> tasks;
    for (const auto& component : catalog.components)
        if (component.kind == ComponentKind::Task && std::ranges::count(component.suits, "input:" + input) > 0)
            tasks.push_back(&component);
    return tasks;
}

} // namespace

void StartOffer::describe(const std::vector<const ComponentInfo*>& tasks, const client::Sentences& sentences)
{
    // The icon of a kind of data that came later than this page is the general one.
    iconName = input == "image" ? "image-multiple" : input == "table" ? "table-large" : input == "text" ? "message-text" : "database";
    fromFolder = input == "image";
    if (tasks.size() == 1) {
        title = QString::fromStdString(sentences.catalog(tasks.front()->title));
        sentence = QString::fromStdString(sentences.catalog(tasks.front()->help));
        return;
    }
    if (input == "table") {
        title = tr("Predict a column");
        sentence = tr("Learns from the rows of a table what one column says: a class or a number.");
        return;
    }
    if (input == "text") {
        title = tr("Sort texts");
        sentence = tr("Learns from texts what one column says of them: a class or a number, or the text that belongs to each.");
        return;
    }
    if (input == "image") {
        title = tr("Recognize pictures");
        sentence = tr("Learns from pictures what one column says of them: a class, or several labels.");
        return;
    }
    for (const auto* task : tasks) {
        const auto name = QString::fromStdString(sentences.catalog(task->title));
        title = title.isEmpty() ? name : tr("%1, or: %2").arg(title, name);
    }
    sentence = QString::fromStdString(sentences.catalog(tasks.front()->help));
}

std::vector<StartOffer> StartOffer::from(const Catalog& catalog, const client::Sentences& sentences)
{
    std::vector<StartOffer> offers;
    for (const auto& component : catalog.components) {
        if (component.kind != ComponentKind::Sample)
            continue;
        for (const auto& input : component.suits) {
            const auto tasks = tasksLearningFrom(catalog, input);
            if (tasks.empty())
                continue;
            auto offer = std::ranges::find(offers, input, &StartOffer::input);
            if (offer == offers.end()) {
                offers.emplace_back().input = input;
                offer = offers.end() - 1;
                offer->describe(tasks, sentences);
            }
            offer->samples.push_back({component.id, QString::fromStdString(sentences.catalog(component.title)),
                                      QString::fromStdString(sentences.catalog(component.help))});
        }
    }
    return offers;
}

} // namespace fettle::ui
