// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/contract/enum_text.h"
#include "engine/contract/json.h"
#include "engine/contract/value.h"

namespace fettle {

enum class ComponentKind {
    Importer, Sample, Encoder, Tokenizer, Sampler, Collator, Transform, Layer, Initializer, Template,
    Task, Loss, Optimizer, Schedule, Metric, Decoder, Exporter
};

/// The node families of the canvas; colour and icon follow from them.
enum class NodeCategory {
    None, Io, Dense, Convolution, Embedding, Recurrent, Attention, Block, Norm, Activation, Pooling, Shape
};

enum class ParameterType {
    Boolean, Integer, Real, Text, Choice,
    IntegerList, ///< one or several whole numbers: kernel_size 3 or [3, 5]
    Fields,      ///< names of dataset fields
    Component    ///< a component of `componentKind` with its own parameters: {"component": id, …}
};

struct ParameterChoice {
    std::string value;
    std::string title;
    friend bool operator==(const ParameterChoice&, const ParameterChoice&) = default;
};

/// One field of a form. Titles and sentences are English source texts; clients translate them.
struct ParameterInfo {
    std::string name; ///< PyTorch's name: out_features, kernel_size, weight_decay
    ParameterType type = ParameterType::Real;
    Value defaultValue;
    std::optional<double> minimum; ///< inclusive
    std::optional<double> maximum; ///< inclusive
    std::vector<ParameterChoice> choices;
    std::optional<ComponentKind> componentKind;
    std::string unit;
    std::string title;
    std::string help;         ///< what it does
    std::string whenToChange; ///< a sentence on when to change it
    bool required = false;    ///< has no sensible default; the default only builds
    bool advanced = false;
    bool logarithmic = false; ///< a slider or search moves on a log scale
    friend bool operator==(const ParameterInfo&, const ParameterInfo&) = default;
};

struct PortInfo {
    std::string name;
    std::string help;
    bool variadic = false; ///< takes any number (≥ 1) of edges, in the order of their ports name:0, name:1 …
    bool optional = false;
    friend bool operator==(const PortInfo&, const PortInfo&) = default;
};

/// Everything a client needs to know of a component, as data: palette, form, tooltip, validation, help, reference.
struct ComponentInfo {
    ComponentKind kind = ComponentKind::Layer;
    std::string id;   ///< stable for ever
    int version = 1;  ///< behaviour version; models record it
    std::string title;
    std::string help;
    NodeCategory category = NodeCategory::None;
    std::vector<PortInfo> inputs;
    std::vector<PortInfo> outputs;
    std::vector<ParameterInfo> parameters;
    std::vector<std::string> replaces; ///< ids that documents of earlier versions may use
    std::vector<std::string> keywords; ///< what people type to find it
    std::vector<std::string> suits;    ///< encoder: field kinds; task/template: what it needs ("image", "table", …)
    bool advanced = false;
    std::string plugin; ///< the plug-in it comes from; empty for built-in ones
    friend bool operator==(const ComponentInfo&, const ComponentInfo&) = default;
};

struct Catalog {
    std::string buildTag; ///< compiler, LibTorch, component_api hash; plug-in hashes. The cache's key.
    std::vector<ComponentInfo> components;
    [[nodiscard]] const ComponentInfo* find(ComponentKind kind, std::string_view id) const;
    friend bool operator==(const Catalog&, const Catalog&) = default;
};

/// A component by id with its parameters, as documents hold it; missing parameters mean their defaults.
struct ComponentRef {
    std::string component;
    ValueMap parameters;
    [[nodiscard]] bool isSet() const { return !component.empty(); }
    friend bool operator==(const ComponentRef&, const ComponentRef&) = default;
};

[[nodiscard]] nlohmann::json toJson(const ParameterChoice& value);
[[nodiscard]] nlohmann::json toJson(const ParameterInfo& value);
[[nodiscard]] nlohmann::json toJson(const PortInfo& value);
[[nodiscard]] nlohmann::json toJson(const ComponentInfo& value);
[[nodiscard]] nlohmann::json toJson(const Catalog& value);
[[nodiscard]] nlohmann::json toJson(const ComponentRef& value);

} // namespace fettle

FETTLE_ENUM_TEXT(fettle::ComponentKind, {Importer, "importer"}, {Sample, "sample"}, {Encoder, "encoder"},
                 {Tokenizer, "tokenizer"}, {Sampler, "sampler"}, {Collator, "collator"}, {Transform, "transform"},
                 {Layer, "layer"}, {Initializer, "initializer"}, {Template, "template"}, {Task, "task"},
                 {Loss, "loss"}, {Optimizer, "optimizer"}, {Schedule, "schedule"}, {Metric, "metric"},
                 {Decoder, "decoder"}, {Exporter, "exporter"});
FETTLE_ENUM_TEXT(fettle::NodeCategory, {None, "none"}, {Io, "io"}, {Dense, "dense"}, {Convolution, "convolution"},
                 {Embedding, "embedding"}, {Recurrent, "recurrent"}, {Attention, "attention"}, {Block, "block"},
                 {Norm, "norm"}, {Activation, "activation"}, {Pooling, "pooling"}, {Shape, "shape"});
FETTLE_ENUM_TEXT(fettle::ParameterType, {Boolean, "boolean"}, {Integer, "integer"}, {Real, "real"}, {Text, "text"},
                 {Choice, "choice"}, {IntegerList, "integer_list"}, {Fields, "fields"}, {Component, "component"});
