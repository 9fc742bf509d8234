// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/experiment.h"

#include <algorithm>
#include <set>

#include <torch/torch.h>

#include "engine/component_api/graph_template.h"
#include "engine/component_api/loss.h"
#include "engine/component_api/optimizer.h"
#include "engine/component_api/schedule.h"
#include "engine/component_api/transform.h"
#include "engine/training/pair_fields.h"
#include "engine/training/shared_vocabulary.h"
#include "engine/training/training_checks.h"

namespace fettle::training {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view text)
{
    return std::find(list.begin(), list.end(), text) != list.end();
}

/// "image", "table", "text": what tasks and templates ask for.
std::string inputForm(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Image: case FieldKind::Audio: case FieldKind::Text: case FieldKind::Series:
        return std::string(toText(kind));
    default: return "table";
    }
}

/// Reads "what is asked for" from the recipe and the dataset step by step; each step's function is short and fails with
/// the error that names its cause.
class Resolver {
public:
    Resolver(const Recipe& recipe, std::shared_ptr<const data::Dataset> dataset, const Registry& registry,
             const ResolveOptions& options)
        : m_registry(registry), m_options(options)
    {
        m_experiment.recipe = recipe;
        m_experiment.dataset = std::move(dataset);
        m_experiment.evaluationCacheBytes = options.cacheBytes / 4;
    }

    Result<Experiment> run()
    {
        FETTLE_TRY(chooseFields());
        FETTLE_TRY(chooseTask());
        FETTLE_TRY(fitEncoders());
        FETTLE_TRY(resolveAugmentation());
        FETTLE_TRY(decideOptions());
        FETTLE_TRY(encodeTraining());
        FETTLE_TRY(createTask());
        FETTLE_TRY(generateGraphs());
        FETTLE_TRY(fillObjectives());
        return std::move(m_experiment);
    }

private:
    Recipe& recipe() { return m_experiment.recipe; }
    const DatasetManifest& manifest() const { return m_experiment.dataset->manifest(); }

    Result<void> chooseFields()
    {
        for (const auto& field : manifest().fields) {
            if (field.role == FieldRole::Weight && !m_experiment.weights)
                m_experiment.weights = m_experiment.dataset->column(field.name);
            if (field.role == FieldRole::Target && recipeHadNoTargets())
                recipe().targets.push_back({field.name, {}});
        }
        if (recipe().targets.empty())
            return makeError("training.no_target");
        std::set<std::string> targets;
        for (const auto& use : recipe().targets)
            targets.insert(use.field);
        if (recipe().inputs.empty() && mayBeMatch(recipe().targets.front()))
            recipe().inputs = usualPairInputs(manifest(), recipe().targets.front().field);
        if (recipe().inputs.empty())
            for (const auto& field : manifest().fields)
                if (field.role == FieldRole::Input && !targets.contains(field.name))
                    recipe().inputs.push_back({field.name, {}});
        if (recipe().inputs.empty())
            return makeError("training.no_inputs");
        for (const auto* uses : {&recipe().inputs, &recipe().targets})
            for (const auto& use : *uses)
                if (!manifest().findField(use.field) || !m_experiment.dataset->column(use.field))
                    return unknownField(use.field);
        return {};
    }

    /// A text that belongs to another text, and not one of several classes.
    bool mayBeMatch(const FieldUse& target) const
    {
        const auto* field = manifest().findField(target.field);
        const auto* task = m_registry.get<Task>(ComponentKind::Task, m_experiment.recipe.task.component);
        const bool isClass = target.encoder.isSet() && !isAligned(target);
        return field && field->kind == FieldKind::Text && !isClass && (task ? task->readsTarget() : !m_experiment.recipe.task.isSet());
    }

    bool recipeHadNoTargets()
    {
        if (!m_recipeHadNoTargets)
            m_recipeHadNoTargets = recipe().targets.empty();
        return *m_recipeHadNoTargets;
    }

    Error unknownField(const std::string& name) const
    {
        std::vector<std::string> names;
        for (const auto& field : manifest().fields)
            names.push_back(field.name);
        return makeError("training.unknown_field", {{"field", name}, {"nearest", nearestName(name, names)}});
    }

    FieldKind kindOf(const FieldUse& use) const { return manifest().findField(use.field)->kind; }

    std::set<std::string> inputForms()
    {
        std::set<std::string> forms;
        for (const auto& use : recipe().inputs)
            forms.insert(inputForm(kindOf(use)));
        return forms;
    }

    ValueList inputKinds()
    {
        std::set<std::string> kinds;
        for (const auto& use : recipe().inputs)
            kinds.emplace(toText(kindOf(use)));
        return {kinds.begin(), kinds.end()};
    }

    /// Which of a task's target kinds a field can serve as: its own, or as classes.
    static std::optional<std::string> targetForm(const ComponentInfo& task, FieldKind kind)
    {
        const std::string own(toText(kind));
        if (contains(task.suits, "target:" + own))
            return own;
        // True and false are two classes; whole numbers may be names of classes where the user says so.
        const bool canBeClasses = kind == FieldKind::Boolean || kind == FieldKind::Number || kind == FieldKind::Text;
        if (canBeClasses && contains(task.suits, "target:category"))
            return "category";
        return std::nullopt;
    }

    Result<void> chooseTask()
    {
        if (!recipe().task.isSet()) {
            const auto forms = inputForms();
            for (const auto* info : m_registry.list(ComponentKind::Task)) {
                const bool inputsFit = std::all_of(forms.begin(), forms.end(), [&](const std::string& form) {
                    return contains(info->suits, "input:" + form);
                });
                const bool targetsFit = std::all_of(recipe().targets.begin(), recipe().targets.end(), [&](const FieldUse& use) {
                    const auto kind = kindOf(use);
                    if (kind == FieldKind::Text && !mayBeMatch(use))
                        return false;
                    return contains(info->suits, "target:" + std::string(toText(kind))) ||
                           (kind == FieldKind::Boolean && contains(info->suits, "target:category"));
                });
                if (inputsFit && targetsFit) {
                    recipe().task.component = info->id;
                    break;
                }
            }
        }
        const auto& target = recipe().targets.front();
        if (!recipe().task.isSet())
            return makeError("training.no_task", {{"target", target.field},
                                                  {"target_kind", std::string(toText(kindOf(target)))},
                                                  {"input_kinds", inputKinds()}});
        FETTLE_TRY_ASSIGN(auto task, m_registry.resolve<Task>(ComponentKind::Task, recipe().task));
        m_task = task.first;
        m_taskParameters = std::move(task.second);
        recipe().task.parameters = m_taskParameters.values();
        if (m_task->readsTarget()) {
            FETTLE_TRY(arrangePairFields(recipe(), manifest()));
            if (recipe().inputs.size() > 2 && m_options.note)
                m_options.note(makeError("training.pair_negative", {{"field", recipe().inputs[2].field}}));
        }
        return {};
    }

    Result<void> fitEncoders()
    {
        const auto* taskInfo = m_registry.info(ComponentKind::Task, recipe().task.component);
        for (auto& use : recipe().targets) {
            if (!use.encoder.isSet()) {
                const auto kind = kindOf(use);
                const auto form = targetForm(*taskInfo, kind);
                if (!form)
                    return makeError("training.task_mismatch", {{"task", recipe().task.component},
                                                                {"field", use.field},
                                                                {"kind", std::string(toText(kind))}});
                use.encoder = defaultEncoderFor(m_registry, *fromText<FieldKind>(*form), true);
            }
            if (!isAligned(use))
                FETTLE_TRY(fit(use, true));
        }
        FETTLE_TRY_ASSIGN(const auto pretrained, pretrainedModel());
        for (auto& use : recipe().inputs) {
            if (!use.encoder.isSet())
                use.encoder = defaultEncoderFor(m_registry, kindOf(use), false);
            // A pretrained model's weights know their own vocabulary and no other.
            if (use.encoder.component == kTextEncoder && !pretrained.empty())
                use.encoder.parameters["model"] = pretrained;
        }
        if (!m_options.encoderStates) {
            FETTLE_TRY_ASSIGN(m_sharedStates.inputs, fitSharedVocabularies(recipe().inputs, *m_experiment.dataset, m_registry));
        }
        for (auto& use : recipe().inputs)
            FETTLE_TRY(fit(use, false));
        for (auto& use : recipe().targets)
            if (isAligned(use))
                FETTLE_TRY(fit(use, true));
        return {};
    }

    /// The model of the library that a network begins with; empty: none does.
    Result<std::string> pretrainedModel()
    {
        for (auto& [name, network] : recipe().networks) {
            if (!network.fromTemplate.isSet())
                continue;
            FETTLE_TRY_ASSIGN(const auto found, m_registry.resolve<GraphTemplate>(ComponentKind::Template, network.fromTemplate));
            if (auto model = found.first->pretrainedModel(found.second); !model.empty() && network.weights.empty())
                network.weights = {{"pretrained", std::move(model)}};
        }
        for (const auto& [name, network] : recipe().networks)
            if (const auto model = network.weights.find("pretrained"); model != network.weights.end())
                return model->second.asText();
        return std::string();
    }

    Result<void> fit(FieldUse& use, bool asTarget)
    {
        if (!use.encoder.isSet())
            return makeError("training.no_encoder", {{"field", use.field}, {"kind", std::string(toText(kindOf(use)))}});
        FETTLE_TRY_ASSIGN(auto found, m_registry.resolve<Encoder>(ComponentKind::Encoder, use.encoder));
        use.encoder.parameters = found.second.values();
        const auto* column = m_experiment.dataset->column(use.field);
        const Value* state = nullptr;
        const auto& states = m_options.encoderStates ? *m_options.encoderStates : m_sharedStates;
        const auto& ofKind = asTarget ? states.targets : states.inputs;
        if (const auto at = ofKind.find(use.field); at != ofKind.end())
            state = &at->second;
        AlignedField input;
        if (asTarget && found.first->alignedKind()) {
            FETTLE_TRY_ASSIGN(input, alignedInput(use, *found.first->alignedKind()));
        }
        const auto& rows = m_experiment.dataset->rows(Split::Train);
        auto fitted = state         ? found.first->restore(found.second, *state)
                    : input.encoder ? found.first->fitAligned(found.second, *column, input, rows)
                                    : found.first->fit(found.second, *column, rows, asTarget);
        if (!fitted)
            return fitted.error();
        const auto* encoder = fitted->get();
        (asTarget ? m_experiment.targetEncoders : m_experiment.encoders)[use.field] = std::move(fitted).value();
        if (m_options.note)
            for (const auto& note : encoder->notes())
                m_options.note(note);
        (asTarget ? m_experiment.targets : m_experiment.inputs).push_back({use.field, column, encoder, input});
        if (!asTarget)
            m_experiment.inputSpecs.emplace_back(use.field, encoder->spec());
        return {};
    }

    /// A target that is fitted beside an input.
    bool isAligned(const FieldUse& use) const
    {
        const auto* encoder = m_registry.get<Encoder>(ComponentKind::Encoder, use.encoder.component);
        return encoder && encoder->alignedKind();
    }

    /// The input that a target is aligned to: the one it names, which is the only one of its kind where it names none.
    Result<AlignedField> alignedInput(FieldUse& use, FieldKind kind)
    {
        auto& named = use.encoder.parameters[Encoder::kAlignedParameter];
        std::vector<const EncodedField*> found;
        for (const auto& input : m_experiment.inputs)
            if (input.column->field().kind == kind && (named.asText().empty() || input.name == named.asText()))
                found.push_back(&input);
        if (found.size() != 1)
            return makeError(found.empty() ? "training.aligned_missing" : "training.aligned_several",
                             {{"target", use.field}, {"kind", std::string(toText(kind))}, {"field", named}});
        named = found.front()->name;
        return AlignedField{found.front()->column, found.front()->encoder};
    }

    Result<void> resolveAugmentation()
    {
        for (auto& ref : recipe().augmentation) {
            FETTLE_TRY_ASSIGN(auto found, m_registry.resolve<Transform>(ComponentKind::Transform, ref));
            ref.parameters = found.second.values();
            m_experiment.augmentation.push_back({found.first, std::move(found.second)});
        }
        if (!recipe().sampler.isSet())
            recipe().sampler.component = inputForms().contains("text") ? "length_buckets" : "shuffle";
        FETTLE_TRY_ASSIGN(auto sampler, m_registry.resolve<Sampler>(ComponentKind::Sampler, recipe().sampler));
        recipe().sampler.parameters = sampler.second.values();
        return {};
    }

    Result<void> decideOptions()
    {
        auto& training = recipe().training;
        const auto rows = static_cast<std::int64_t>(m_experiment.dataset->rows(Split::Train).size());
        const bool pictures = inputForms().contains("image");
        const bool texts = inputForms().contains("text");
        FETTLE_TRY(settleTrainingOptions(training));
        if (training.epochs == 0.0 && training.steps == 0)
            training.epochs = pictures || texts ? 10.0 : 20.0;
        if (training.batchSize == 0)
            training.batchSize = pictures ? 64 : rows < 10'000 ? 32 : rows < 100'000 ? 128 : 512;
        if (rows > 0)
            training.batchSize = std::min(training.batchSize, rows);
        if (m_options.microBatchSize > 0)
            training.microBatchSize = m_options.microBatchSize;
        if (training.microBatchSize <= 0 || training.microBatchSize > training.batchSize)
            training.microBatchSize = training.batchSize;
        training.threads = m_options.threads;
        return {};
    }

    Result<void> encodeTraining()
    {
        auto options = encodeOptions();
        options.augment = !m_experiment.augmentation.empty();
        options.augmentation = m_experiment.augmentation;
        m_experiment.train = std::make_unique<EncodedSplit>(m_experiment.inputs, m_experiment.targets, m_experiment.weights,
                                                            m_experiment.dataset->rows(Split::Train), options);
        if (m_experiment.train->exceedsMemory() && m_options.note)
            m_options.note(makeError("training.pictures_not_held"));
        FETTLE_TRY(dropRowsWithoutTarget());
        for (const auto& target : m_experiment.targets)
            if (const auto classes = target.encoder->classes().size(); classes > 0 && m_experiment.train->targetOffsets(target.name).empty()) {
                const auto& encoded = m_experiment.train->target(target.name);
                // Labels are a column each, with a 1 where a row has it.
                const auto counts = encoded.is_floating_point() ? encoded.sum(0).to(torch::kInt64)
                                                                : torch::bincount(encoded, {}, static_cast<std::int64_t>(classes));
                m_experiment.classCounts[target.name].assign(counts.data_ptr<std::int64_t>(),
                                                             counts.data_ptr<std::int64_t>() + counts.numel());
            }
        return {};
    }

    EncodeOptions encodeOptions()
    {
        EncodeOptions options;
        options.threads = m_options.threads;
        options.memoryBytes = m_options.cacheBytes;
        options.channelsLast = recipe().training.channelsLast;
        options.seed = static_cast<std::uint64_t>(recipe().training.seed);
        return options;
    }

    Result<void> dropRowsWithoutTarget()
    {
        for (const auto& target : m_experiment.targets) {
            const auto keep = m_experiment.train->knownTargets(target.name);
            const auto dropped = std::ranges::count(keep, false);
            if (dropped == static_cast<std::int64_t>(keep.size()))
                return makeError("training.no_rows", {{"split", "train"}, {"target", target.name}});
            if (dropped > 0 && m_options.note)
                m_options.note(makeError("training.rows_without_target", {{"count", dropped}, {"target", target.name}}));
            m_experiment.train->keepRows(keep);
        }
        auto& training = recipe().training;
        training.batchSize = std::min(training.batchSize, m_experiment.train->size());
        training.microBatchSize = std::min(training.microBatchSize, training.batchSize);
        return {};
    }

    Result<void> createTask()
    {
        TaskContext context;
        for (const auto& target : m_experiment.targets) {
            context.targetFields.push_back(target.name);
            context.targetEncoders[target.name] = target.encoder;
            if (const auto& encoded = m_experiment.train->target(target.name); encoded.is_floating_point())
                context.targetMeans[target.name] = encoded.to(torch::kFloat64).mean().item<double>();
        }
        context.classCounts = m_experiment.classCounts;
        FETTLE_TRY_ASSIGN(m_experiment.task, m_task->create(m_taskParameters, context));
        return {};
    }

    std::string usualTemplate()
    {
        const auto forms = inputForms();
        return forms.contains("image") ? "cnn_batch_norm" : forms.contains("text") ? "text_cnn" : "mlp";
    }

    Result<void> generateGraphs()
    {
        if (recipe().networks.empty())
            recipe().networks["model"] = {};
        TemplateContext context;
        context.inputs = m_experiment.inputSpecs;
        context.trainingRows = m_experiment.train->size();
        for (const auto& head : m_experiment.task->heads())
            context.heads.push_back(head.head);
        for (auto& [name, network] : recipe().networks) {
            if (network.graph)
                continue;
            if (!network.fromTemplate.isSet())
                network.fromTemplate.component = usualTemplate();
            FETTLE_TRY_ASSIGN(auto found, m_registry.resolve<GraphTemplate>(ComponentKind::Template, network.fromTemplate));
            network.fromTemplate.parameters = found.second.values();
            FETTLE_TRY_ASSIGN(network.graph, found.first->generate(found.second, context));
        }
        return {};
    }

    Result<void> fillObjectives()
    {
        const auto usual = m_task->defaultObjective();
        if (recipe().objectives.empty())
            recipe().objectives.push_back(usual);
        for (auto& objective : recipe().objectives) {
            if (!objective.loss.isSet())
                objective.loss = usual.loss;
            if (!objective.optimizer.isSet())
                objective.optimizer = usual.optimizer.isSet() ? usual.optimizer : ComponentRef{"adamw", {}};
            if (!objective.schedule.isSet())
                objective.schedule = usual.schedule.isSet() ? usual.schedule : ComponentRef{"constant", {}};
            FETTLE_TRY_ASSIGN(auto loss, m_registry.resolve<Loss>(ComponentKind::Loss, objective.loss));
            FETTLE_TRY_ASSIGN(auto optimizer, m_registry.resolve<Optimizer>(ComponentKind::Optimizer, objective.optimizer));
            FETTLE_TRY_ASSIGN(auto schedule, m_registry.resolve<Schedule>(ComponentKind::Schedule, objective.schedule));
            objective.loss.parameters = loss.second.values();
            objective.optimizer.parameters = optimizer.second.values();
            objective.schedule.parameters = schedule.second.values();
            if (objective.everySteps < 1)
                return optionOutOfRange("objectives.every_steps", objective.everySteps, FETTLE_PHRASE("1 or more"));
            for (const auto& network : objective.networks)
                if (!recipe().networks.contains(network))
                    return makeError("training.objective_network", {{"objective", objective.name}, {"network", network}});
        }
        return {};
    }

    const Registry& m_registry;
    const ResolveOptions& m_options;
    Experiment m_experiment;
    EncoderStates m_sharedStates; ///< of encoders that were fitted on several columns together
    std::optional<bool> m_recipeHadNoTargets;
    const Task* m_task = nullptr;
    Parameters m_taskParameters;
};

} // namespace

ComponentRef defaultEncoderFor(const Registry& registry, FieldKind kind, bool)
{
    // A kind's own encoder bears its name; otherwise the first that says it suits.
    const std::string own(toText(kind));
    ComponentRef ref;
    for (const auto* info : registry.list(ComponentKind::Encoder))
        if (contains(info->suits, own) && (info->id == own || !ref.isSet()))
            ref.component = info->id;
    return ref;
}

Result<Experiment> resolveExperiment(const Recipe& recipe, std::shared_ptr<const data::Dataset> dataset,
                                     const Registry& registry, const ResolveOptions& options)
{
    return Resolver(recipe, std::move(dataset), registry, options).run();
}

} // namespace fettle::training
