// SPDX-License-Identifier: GPL-3.0-or-later
// The session's part about what is recommended for the data, and what of it becomes the draft.
#include <nlohmann/json.hpp>

#include "ui/session/follow_advice.h"
#include "ui/session/session.h"

namespace fettle::ui {

void Session::useTemplate(const ComponentRef& model)
{
    const auto& targets = m_draft.recipe().targets;
    recommend(choice(targets.empty() ? std::string() : targets.front().field, model));
}

Session::Wish Session::choice(std::string target, ComponentRef model)
{
    Wish wish;
    wish.target = std::move(target);
    wish.model = std::move(model);
    wish.takes = Takes::Everything;
    return wish;
}

void Session::useTuning(TuningMethod method)
{
    auto wish = wishOf(m_draft.recipe());
    wish.takes = Takes::WhatIsLeft;
    if (isChoosing())
        wish = *m_wish;
    wish.tuning = method;
    recommend(wish);
}

bool Session::isChoosing() const { return m_isWishOpen && m_wish->takes != Takes::Nothing; }

Session::Wish Session::wishOf(const Recipe& recipe)
{
    Wish wish;
    if (!recipe.targets.empty())
        wish.target = recipe.targets.front().field;
    if (recipe.networks.empty())
        return wish;
    const auto named = recipe.networks.find("model");
    const auto& network = named != recipe.networks.end() ? named->second : recipe.networks.begin()->second;
    const auto pretrained = pretrainedOf(network);
    if (!pretrained.empty() || network.fromTemplate.component == kPretrainedTemplate) {
        wish.model = {kPretrainedTemplate, {{"model", pretrained}}};
        wish.tuning = recipe.training.fineTuning.method;
    } else {
        wish.model.component = network.fromTemplate.component;
    }
    wish.fromNothing = !wish.model.isSet() && network.graph.has_value();
    return wish;
}

Session::Wish Session::draftWish() const { return m_draft.isEmpty() ? choice() : wishOf(m_draft.recipe()); }

bool Session::areAlike(const Wish& one, const Wish& other)
{
    // Left open, the target is what the data say.
    const bool isSameTarget = one.target == other.target || one.target.empty() || other.target.empty();
    return isSameTarget && one.model == other.model && one.tuning == other.tuning && one.fromNothing == other.fromNothing;
}

bool Session::isOfItsModel(const Recipe& recipe, const Wish& wish)
{
    auto now = wishOf(recipe);
    now.tuning = wish.tuning;
    return areAlike(now, wish);
}

const Recommendation* Session::adviceForDraft() const
{
    return m_recommendation && m_about && areAlike(*m_about, wishOf(m_draft.recipe())) ? &*m_recommendation : nullptr;
}

void Session::recommend(Wish wish)
{
    wish.manifestPath = m_data.manifestPath;
    // A choice that is not answered yet counts more than the draft that it is about to replace.
    if (wish.takes == Takes::Nothing && isChoosing() && m_wish->manifestPath == wish.manifestPath)
        wish = *m_wish;
    m_wish = wish;
    m_isWishOpen = true;
    RecommendRequest request;
    request.manifestPath = wish.manifestPath;
    request.target = wish.target;
    request.model = wish.model;
    request.tuning = wish.tuning;
    request.fromNothing = wish.fromNothing;
    ValueMap params = toValue(request).asMap();
    params["supersedes"] = "recommend";
    m_engine->request("worker.recommend", std::move(params), this, [this, wish, round = ++m_wishRound](const Result<Value>& answer) {
        // What a newer question took the place of is nothing to tell.
        if (round == m_wishRound && wish.manifestPath == m_data.manifestPath)
            takeAnswer(answer, wish);
    });
    Q_EMIT choosingChanged();
}

void Session::takeAnswer(const Result<Value>& answer, Wish wish)
{
    m_isWishOpen = false;
    auto advice = answer ? fromValue<Recommendation>(*answer) : Result<Recommendation>(answer.error());
    if (wish.takes == Takes::WhatIsLeft && !isOfItsModel(m_draft.recipe(), wish))
        recommend(draftWish()); // undone or typed meanwhile: the way was chosen for another model
    else if (advice)
        takeAdvice(std::move(advice).value(), std::move(wish));
    else if (advice.error().code != "service.cancelled")
        goWithoutAdvice(advice.error(), wish);
    Q_EMIT choosingChanged();
    Q_EMIT recommendationChanged();
}

void Session::takeAdvice(Recommendation advice, Wish wish)
{
    m_recommendationProblem.reset();
    const auto before = adviceForDraft() ? std::optional(m_recommendation->recipe) : std::nullopt;
    m_recommendation = std::move(advice);
    Recipe recipe = m_recommendation->recipe;
    recipe.dataset.name = m_data.name;
    recipe.dataset.version = m_data.manifest.id;
    recipe.dataset.paths.clear();
    // What was chosen is told by the draft that comes of it.
    if (wish.takes == Takes::WhatIsLeft)
        wish.tuning = recipe.training.fineTuning.method;
    m_wish = m_about = wish.takes == Takes::Everything ? wishOf(recipe) : wish;
    if (wish.takes == Takes::WhatIsLeft)
        takeTuning(before ? followAdvice(m_draft.recipe(), *before, m_recommendation->recipe) : m_draft.recipe(), wish.tuning);
    else if (wish.takes == Takes::Everything && m_draft.isEmpty())
        m_draft.reset(std::move(recipe));
    else if (wish.takes == Takes::Everything)
        m_draft.edit(tr("Take the recommendation"), [&](Recipe& old) { old = recipe; });
}

void Session::goWithoutAdvice(const Error& problem, const Wish& wish)
{
    // The way alone is taken.
    if (wish.takes == Takes::WhatIsLeft)
        takeTuning(m_draft.recipe(), wish.tuning);
    if (wish.takes == Takes::Everything || !m_recommendation) {
        m_recommendation.reset();
        m_recommendationProblem = problem;
        return;
    }
    // A recipe that is being typed may ask for what does not exist: its check tells that, and what was advised before
    // stands. The next change asks again.
    m_wish = m_about;
}

void Session::takeTuning(Recipe changed, TuningMethod method)
{
    changed.training.fineTuning.method = method;
    m_draft.edit(tr("Change what is trained"), [&](Recipe& recipe) { recipe = std::move(changed); });
}

void Session::recommendAnew()
{
    if (!readsTexts())
        return;
    // What was chosen stays; the model that came stands beside it.
    recommend(draftWish());
}

/// Undo, the recipe's text, a first change of the layers: the advice is for the model as it is now.
void Session::draftChanged()
{
    if (m_data.phase != DataState::Phase::Ready || m_draft.isEmpty() || !m_wish || isChoosing())
        return;
    if (const auto wish = wishOf(m_draft.recipe()); !areAlike(*m_wish, wish))
        recommend(wish);
}

} // namespace fettle::ui
