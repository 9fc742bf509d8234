// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/train/training_options.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include <QRegularExpression>

#include "ui/session/recipe_inputs.h"

namespace fettle::ui {
namespace {

/// An option: how it is read and how it is set.
struct Option {
    const char* name;
    std::function<Value(const Recipe&)> read;
    std::function<void(Recipe&, const Value&)> set;
};

Value toOption(const ComponentRef& ref)
{
    if (!ref.isSet())
        return {};
    ValueMap map = ref.parameters;
    map.insert_or_assign("component", ref.component);
    return map;
}

ComponentRef fromOption(const Value& value)
{
    ComponentRef ref{value.at("component").asText(), value.asMap()};
    ref.parameters.erase("component");
    return ref;
}

std::string joinedNames(const std::vector<std::string>& names)
{
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

/// With commas or spaces between them.
std::vector<std::string> splitNames(const std::string& text)
{
    std::vector<std::string> names;
    for (const auto& name : QString::fromStdString(text).split(QRegularExpression(QStringLiteral("[\\s,，、]+")), Qt::SkipEmptyParts))
        names.push_back(name.toStdString());
    return names;
}

Objective objectiveOf(const Recipe& recipe) { return recipe.objectives.empty() ? Objective() : recipe.objectives.front(); }

template <class Get>
Option componentOption(const char* name, Get get)
{
    return {name, [get](const Recipe& recipe) {
                auto objective = objectiveOf(recipe);
                return toOption(get(objective));
            },
            [get](Recipe& recipe, const Value& value) {
                if (recipe.objectives.empty())
                    recipe.objectives.emplace_back();
                get(recipe.objectives.front()) = fromOption(value);
            }};
}

template <class T, class Get>
Option plainOption(const char* name, Get get)
{
    return {name, [get](const Recipe& recipe) {
                auto training = recipe.training;
                return Value(get(training));
            },
            [get](Recipe& recipe, const Value& value) {
                if constexpr (std::is_same_v<T, bool>)
                    get(recipe.training) = value.asBoolean();
                else if constexpr (std::is_same_v<T, std::string>)
                    get(recipe.training) = value.asText();
                else if constexpr (std::is_same_v<T, double>)
                    get(recipe.training) = value.asReal();
                else
                    get(recipe.training) = value.asInteger();
            }};
}

#define FETTLE_PLAIN_OPTION(name, member, type)                                                                        \
    plainOption<type>(name, [](TrainingOptions& training) -> type& { return training.member; })

const std::vector<Option>& allOptions()
{
    static const std::vector<Option> options{
        componentOption("optimizer", [](Objective& objective) -> ComponentRef& { return objective.optimizer; }),
        componentOption("schedule", [](Objective& objective) -> ComponentRef& { return objective.schedule; }),
        componentOption("loss", [](Objective& objective) -> ComponentRef& { return objective.loss; }),
        {"sampler", [](const Recipe& recipe) { return toOption(recipe.sampler); },
         [](Recipe& recipe, const Value& value) { recipe.sampler = fromOption(value); }},
        {"epochs", [](const Recipe& recipe) { return Value(recipe.training.epochs); },
         [](Recipe& recipe, const Value& value) {
             recipe.training.epochs = value.asReal();
             if (recipe.training.epochs > 0.0)
                 recipe.training.steps = 0;
         }},
        {"steps", [](const Recipe& recipe) { return Value(recipe.training.steps); },
         [](Recipe& recipe, const Value& value) { recipe.training.steps = value.asInteger(); }},
        {"precision", [](const Recipe& recipe) { return Value(std::string(toText(recipe.training.precision))); },
         [](Recipe& recipe, const Value& value) {
             recipe.training.precision = fromText<Precision>(value.asText()).value_or(Precision::Auto);
         }},
        {"activation_checkpointing",
         [](const Recipe& recipe) { return Value(std::string(toText(recipe.training.activationCheckpointing))); },
         [](Recipe& recipe, const Value& value) {
             recipe.training.activationCheckpointing
                 = fromText<ActivationCheckpointing>(value.asText()).value_or(ActivationCheckpointing::Auto);
         }},
        {kTuningOption, [](const Recipe& recipe) { return Value(std::string(toText(recipe.training.fineTuning.method))); },
         [](Recipe& recipe, const Value& value) {
             recipe.training.fineTuning.method = fromText<TuningMethod>(value.asText()).value_or(TuningMethod::Auto);
         }},
        FETTLE_PLAIN_OPTION("head_factor", fineTuning.headFactor, double),
        FETTLE_PLAIN_OPTION("layer_decay", fineTuning.layerDecay, double),
        FETTLE_PLAIN_OPTION("contrastive_steps", fineTuning.contrastiveSteps, std::int64_t),
        FETTLE_PLAIN_OPTION("lora_rank", fineTuning.loraRank, std::int64_t),
        FETTLE_PLAIN_OPTION("lora_alpha", fineTuning.loraAlpha, double),
        {"lora_targets", [](const Recipe& recipe) { return Value(joinedNames(recipe.training.fineTuning.loraTargets)); },
         [](Recipe& recipe, const Value& value) { recipe.training.fineTuning.loraTargets = splitNames(value.asText()); }},
        FETTLE_PLAIN_OPTION("max_minutes", maxMinutes, double),
        FETTLE_PLAIN_OPTION("batch_size", batchSize, std::int64_t),
        FETTLE_PLAIN_OPTION("accumulation", accumulation, std::int64_t),
        FETTLE_PLAIN_OPTION("clip_norm", clipNorm, double),
        FETTLE_PLAIN_OPTION("l1", l1, double),
        FETTLE_PLAIN_OPTION("ema_decay", emaDecay, double),
        FETTLE_PLAIN_OPTION("channels_last", channelsLast, bool),
        FETTLE_PLAIN_OPTION("device", device, std::string),
        FETTLE_PLAIN_OPTION("threads", threads, std::int64_t),
        FETTLE_PLAIN_OPTION("seed", seed, std::int64_t),
        FETTLE_PLAIN_OPTION("deterministic", deterministic, bool),
        FETTLE_PLAIN_OPTION("evaluate_every_epochs", evaluateEveryEpochs, double),
        FETTLE_PLAIN_OPTION("checkpoint_seconds", checkpointSeconds, double),
        FETTLE_PLAIN_OPTION("early_stopping", earlyStopping.enabled, bool),
        FETTLE_PLAIN_OPTION("patience", earlyStopping.patience, std::int64_t),
        FETTLE_PLAIN_OPTION("minimum_delta", earlyStopping.minimumDelta, double),
        FETTLE_PLAIN_OPTION("watched_metric", earlyStopping.metric, std::string),
        FETTLE_PLAIN_OPTION("restore_best", earlyStopping.restoreBest, bool),
    };
    return options;
}

#undef FETTLE_PLAIN_OPTION

/// Gathers the options of a group.
class Described {
public:
    explicit Described(const Recipe& recommended) : m_defaults(trainingOptionValues(recommended)) {}

    ParameterInfo& add(const char* name, ParameterType type, const QString& title, const QString& help, const QString& when)
    {
        ParameterInfo info;
        info.name = name;
        info.type = type;
        if (const auto value = m_defaults.find(name); value != m_defaults.end())
            info.defaultValue = value->second;
        info.title = title.toStdString();
        info.help = help.toStdString();
        info.whenToChange = when.toStdString();
        m_info.parameters.push_back(std::move(info));
        return m_info.parameters.back();
    }
    ParameterInfo& component(const char* name, ComponentKind kind, const QString& title, const QString& help, const QString& when)
    {
        // A nested form's own sentences come between the choice and its help: it is told where one asks for it.
        auto& info = add(name, ParameterType::Component, title, {}, help + QLatin1Char(' ') + when);
        info.componentKind = kind;
        info.required = true;
        return info;
    }
    [[nodiscard]] ComponentInfo take(const char* id)
    {
        m_info.id = id;
        return std::move(m_info);
    }

private:
    ValueMap m_defaults;
    ComponentInfo m_info;
};

void bound(ParameterInfo& info, double minimum, double maximum)
{
    info.minimum = minimum;
    info.maximum = maximum;
}

void addFineTuning(Described& form)
{
    auto& method = form.add(kTuningOption, ParameterType::Choice, TrainingOptionForms::tr("What is trained"),
                            TrainingOptionForms::tr("How much of the pretrained model changes."),
                            TrainingOptionForms::tr("The last layer alone for a handful of examples or a quick first look; LoRA where memory is short."));
    method.choices = {{"auto", TrainingOptionForms::tr("Auto").toStdString()},
                      {"full", TrainingOptionForms::tr("Everything").toStdString()},
                      {"frozen", TrainingOptionForms::tr("The last layer alone").toStdString()},
                      {"lora", TrainingOptionForms::tr("Small changes (LoRA)").toStdString()}};
    auto& head = form.add("head_factor", ParameterType::Real, TrainingOptionForms::tr("Speed of the last layer"),
                          TrainingOptionForms::tr("Its learning rate, as a multiple of the others'; 0 decides by itself."),
                          TrainingOptionForms::tr("Raise it if the last layer learns too slowly."));
    bound(head, 0.0, 1e4);
    head.advanced = true;
    auto& decay = form.add("layer_decay", ParameterType::Real, TrainingOptionForms::tr("Slower toward the input"),
                           TrainingOptionForms::tr("Each layer nearer to the input learns slower by this factor; 1 treats all alike."),
                           TrainingOptionForms::tr("0.9 keeps more of what the model knew."));
    bound(decay, 0.01, 1.0);
    decay.advanced = true;
    auto& contrast = form.add("contrastive_steps", ParameterType::Integer, TrainingOptionForms::tr("Compare examples first"),
                              TrainingOptionForms::tr("So many steps first in which examples of one class are drawn together and others apart; 0 leaves them out. With the last layer alone."),
                              TrainingOptionForms::tr("100 to 300 for a handful of examples a class."));
    bound(contrast, 0.0, 100000.0);
    contrast.advanced = true;
    auto& rank = form.add("lora_rank", ParameterType::Integer, TrainingOptionForms::tr("LoRA rank"),
                          TrainingOptionForms::tr("How wide the two small matrices of each change are."),
                          TrainingOptionForms::tr("Raise it where LoRA stays behind training everything."));
    bound(rank, 1.0, 1024.0);
    rank.advanced = true;
    auto& alpha = form.add("lora_alpha", ParameterType::Real, TrainingOptionForms::tr("LoRA alpha"),
                           TrainingOptionForms::tr("The change counts alpha divided by the rank."),
                           TrainingOptionForms::tr("Twice the rank is usual."));
    bound(alpha, 0.001, 1e4);
    alpha.advanced = true;
    auto& targets = form.add("lora_targets", ParameterType::Text, TrainingOptionForms::tr("LoRA targets"),
                             TrainingOptionForms::tr("Which weights get a change: some of query, key, value, out, linear1 and linear2, with commas between them. Empty means query and value."),
                             TrainingOptionForms::tr("Name more of them where LoRA stays behind training everything."));
    targets.advanced = true;
}

} // namespace

QString TrainingOptionForms::title(Group group)
{
    switch (group) {
    case Group::Learning:
        return tr("How it learns");
    case Group::Length:
        return tr("How long, and when it stops");
    case Group::Machine:
        return tr("Batches, numbers and machine");
    }
    return {};
}

std::vector<ComponentInfo> TrainingOptionForms::describeAll(const Recipe& recommended, const Catalog& catalog)
{
    std::vector<ComponentInfo> forms;
    for (const auto group : kGroups)
        forms.push_back(describe(group, recommended, catalog));
    return forms;
}

ComponentInfo TrainingOptionForms::describe(Group group, const Recipe& recommended, const Catalog& catalog)
{
    Described form(recommended);
    if (group == Group::Learning) {
        if (!pretrainedOf(recommended).empty())
            addFineTuning(form);
        form.component("optimizer", ComponentKind::Optimizer, tr("Optimizer"),
                       tr("How the weights are moved after each batch. The learning rate is one of its options."),
                       tr("AdamW is a good start nearly everywhere; SGD can end better in long trainings of pictures."));
        form.component("schedule", ComponentKind::Schedule, tr("Learning rate over time"),
                       tr("What the learning rate is multiplied with as the training goes on."),
                       tr("Falling rates help long trainings; with early stopping a constant one is simplest."));
        form.component("loss", ComponentKind::Loss, tr("Loss"), tr("What the training makes small."),
                       tr("Class weights help where some classes are rare; Huber where single values are far off."));
        auto& sampler = form.component("sampler", ComponentKind::Sampler, tr("Order of the examples"),
                                       tr("Shuffled anew for every epoch, unless something else is chosen."),
                                       tr("Balanced classes show rare classes more often."));
        sampler.required = false;
        sampler.advanced = true;
        auto& clip = form.add("clip_norm", ParameterType::Real, tr("Largest gradient"),
                              tr("A longer gradient is shortened to this length; 0 turns it off."),
                              tr("Set 1 if the loss jumps or becomes NaN."));
        bound(clip, 0.0, 1e6);
        clip.advanced = true;
        auto& l1 = form.add("l1", ParameterType::Real, tr("L1 penalty"), tr("Pulls weights to exactly zero; 0 turns it off."),
                            tr("For tables with many columns that say nothing."));
        bound(l1, 0.0, 10.0);
        l1.advanced = true;
        auto& ema = form.add("ema_decay", ParameterType::Real, tr("Weight averaging"),
                             tr("The model keeps a moving average of its weights; 0 turns it off, 0.999 is usual."),
                             tr("Makes results of noisy trainings steadier."));
        bound(ema, 0.0, 0.999999);
        ema.advanced = true;
        return form.take("learning");
    }
    if (group == Group::Length) {
        bound(form.add("epochs", ParameterType::Real, tr("Epochs"), tr("How often every example is seen."),
                       tr("More while the validation curve still improves at the end.")),
              0.0, 1e6);
        auto& steps = form.add("steps", ParameterType::Integer, tr("Steps instead of epochs"),
                               tr("Above 0 the training ends after so many steps, whatever the epochs are."),
                               tr("To compare trainings with different batch sizes."));
        bound(steps, 0.0, 1e9);
        steps.advanced = true;
        form.add("early_stopping", ParameterType::Boolean, tr("Stop early"),
                 tr("Ends the training when the validation set shows no improvement any more."),
                 tr("Off only to see the whole curve."));
        bound(form.add("patience", ParameterType::Integer, tr("Patience"),
                       tr("How many checks without improvement it waits before it stops."),
                       tr("More for noisy curves and small validation sets.")),
              1.0, 100'000.0);
        form.add("restore_best", ParameterType::Boolean, tr("Keep the best, not the last"),
                 tr("The model gets the weights of the best check."), tr("Off only to study overfitting."));
        auto& delta = form.add("minimum_delta", ParameterType::Real, tr("Smallest improvement"),
                               tr("Smaller ones do not count for early stopping."), tr("If it goes on for tiny gains."));
        bound(delta, 0.0, 1e6);
        delta.advanced = true;
        auto& metric = form.add("watched_metric", ParameterType::Choice, tr("Watched metric"),
                                tr("What early stopping looks at, on the validation set."),
                                tr("F1 where one class is rare; the loss where the metric moves in large jumps."));
        metric.choices = {{"", tr("The task's own").toStdString()}, {"loss", tr("Loss").toStdString()}};
        for (const auto& known : catalog.components)
            if (known.kind == ComponentKind::Metric)
                metric.choices.push_back({known.id, known.title});
        metric.advanced = true;
        auto& every = form.add("evaluate_every_epochs", ParameterType::Real, tr("Check every … epochs"),
                               tr("How often the validation set is looked at."), tr("Below 1 for large data, above 1 for tiny data."));
        bound(every, 1e-3, 1e6);
        every.advanced = true;
        auto& checkpoint = form.add("checkpoint_seconds", ParameterType::Real, tr("Checkpoint every … seconds"),
                                    tr("At most so much work is lost if the computer fails."), tr("Longer for huge models."));
        bound(checkpoint, 1.0, 1e6);
        checkpoint.advanced = true;
        return form.take("length");
    }
    bound(form.add("batch_size", ParameterType::Integer, tr("Batch size"), tr("How many examples one step sees."),
                   tr("Smaller where memory runs short; larger makes steps smoother.")),
          1.0, 1e6);
    auto& accumulation = form.add("accumulation", ParameterType::Integer, tr("Batches per step"),
                                  tr("So many batches make one step: a larger batch with less memory."),
                                  tr("Where a large batch does not fit into memory."));
    bound(accumulation, 1.0, 1e6);
    accumulation.advanced = true;
    auto& precision = form.add("precision", ParameterType::Choice, tr("Precision"), tr("How numbers are held while training."),
                               tr("Auto measures what is faster on this machine."));
    precision.choices = {{"auto", tr("Auto").toStdString()}, {"float32", "float32"}, {"bfloat16", "bfloat16"}, {"float64", "float64"}};
    auto& checkpointing = form.add("activation_checkpointing", ParameterType::Choice, tr("Save memory"),
                                   tr("Works the blocks of a Transformer out a second time instead of keeping what they gave: "
                                      "the same result for less memory, in about a third more time."),
                                   tr("On where a long text or a large model does not fit; auto switches it on where memory asks for it."));
    checkpointing.choices = {{"auto", tr("Auto").toStdString()}, {"on", tr("On").toStdString()}, {"off", tr("Off").toStdString()}};
    checkpointing.advanced = true;
    auto& threads = form.add("threads", ParameterType::Integer, tr("CPU threads"), tr("0 means as many as this machine has cores."),
                             tr("Fewer to keep the computer free for other work."));
    bound(threads, 0.0, 4096.0);
    auto& seed = form.add("seed", ParameterType::Integer, tr("Seed"), tr("The same seed gives the same training."),
                          tr("Another one to see how much is chance."));
    bound(seed, 0.0, 9.0e15);
    auto& last = form.add("channels_last", ParameterType::Boolean, tr("Channels last"),
                          tr("Lays pictures out so that convolutions run faster; results differ only in rounding."),
                          tr("Off to compare with other programs."));
    last.advanced = true;
    auto& deterministic = form.add("deterministic", ParameterType::Boolean, tr("Exactly repeatable"),
                                   tr("Only ways of computing that give the same result every time."), tr("Off for a little more speed on a GPU."));
    deterministic.advanced = true;
    return form.take("machine");
}

ValueMap trainingOptionValues(const Recipe& recipe)
{
    ValueMap values;
    for (const auto& option : allOptions())
        values[option.name] = option.read(recipe);
    return values;
}

void setTrainingOption(Recipe& recipe, const std::string& name, const Value& value)
{
    for (const auto& option : allOptions())
        if (name == option.name)
            option.set(recipe, value);
}

int changedTrainingOptions(const Recipe& recipe, const Recipe& recommended)
{
    int count = recipe.augmentation == recommended.augmentation ? 0 : 1;
    for (const auto& option : allOptions())
        count += option.read(recipe) == option.read(recommended) ? 0 : 1;
    return count;
}

std::vector<OptionReason> optionReasons(const std::vector<RecommendedOption>& options)
{
    struct Place {
        std::string_view path;
        const char* option;
        const char* part;
    };
    static constexpr std::array kPlaces{
        Place{"training.epochs", "epochs", ""},
        Place{"training.batch_size", "batch_size", ""},
        Place{"training.early_stopping.patience", "patience", ""},
        Place{"training.fine_tuning.method", kTuningOption, ""},
        Place{"training.fine_tuning.contrastive_steps", "contrastive_steps", ""},
        Place{"training.fine_tuning.head_factor", "head_factor", ""},
        Place{"optimizer.lr", "optimizer", "lr"},
        Place{"optimizer.weight_decay", "optimizer", "weight_decay"},
        Place{"schedule", "schedule", "component"},
        Place{"loss.class_weights", "loss", "class_weights"},
    };
    static constexpr std::string_view kAugmentation = "augmentation.";
    std::vector<OptionReason> reasons;
    for (const auto& option : options) {
        if (const auto place = std::ranges::find(kPlaces, option.path, &Place::path); place != kPlaces.end())
            reasons.push_back({place->option, place->part, option.value, option.reason});
        else if (option.path.starts_with(kAugmentation))
            reasons.push_back({"augmentation", option.path.substr(kAugmentation.size()), option.value, option.reason});
    }
    return reasons;
}

QString titleOf(const OptionReason& reason, const std::vector<ComponentInfo>& forms, const Catalog& catalog,
                const client::Sentences& sentences)
{
    const auto shown = [&](const std::string& source) { return QString::fromStdString(sentences.catalog(source)); };
    if (reason.option == "augmentation") {
        const auto* info = catalog.find(ComponentKind::Transform, reason.part);
        return info ? shown(info->title) : QString::fromStdString(reason.part);
    }
    for (const auto& form : forms) {
        const auto option = std::ranges::find(form.parameters, reason.option, &ParameterInfo::name);
        if (option == form.parameters.end())
            continue;
        const auto* chosen = option->componentKind ? catalog.find(*option->componentKind, option->defaultValue.at("component").asText()) : nullptr;
        const auto part = chosen ? std::ranges::find(chosen->parameters, reason.part, &ParameterInfo::name) : std::vector<ParameterInfo>::const_iterator();
        return chosen && part != chosen->parameters.end() ? shown(part->title) : QString::fromStdString(option->title);
    }
    return QString::fromStdString(reason.option);
}

bool holds(const OptionReason& reason, const Recipe& recipe, const ValueMap& values)
{
    if (reason.option == "augmentation")
        return reason.value.asBoolean() == (std::ranges::find(recipe.augmentation, reason.part, &ComponentRef::component) != recipe.augmentation.end());
    const auto& value = values.at(reason.option);
    const auto& now = reason.part.empty() ? value : value.at(reason.part);
    return now == reason.value || (now.isNumber() && reason.value.isNumber() && now.asReal() == reason.value.asReal());
}

Catalog catalogForTask(const Catalog& catalog, const std::string& task)
{
    const std::string other = task.ends_with("regression") ? "target:category" : "target:number";
    Catalog fitting = catalog;
    const std::vector<std::string> ofTexts{"target:text"};
    std::erase_if(fitting.components, [&](const ComponentInfo& info) {
        if (info.kind != ComponentKind::Loss && info.kind != ComponentKind::Metric)
            return false;
        return task == "sentence_embeddings" ? info.suits != ofTexts : info.suits == std::vector{other} || info.suits == ofTexts;
    });
    return fitting;
}

} // namespace fettle::ui
