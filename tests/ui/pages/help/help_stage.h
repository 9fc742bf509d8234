// SPDX-License-Identifier: GPL-3.0-or-later
// The help page on an engine from memory, with a few components.
#pragma once

#include <nlohmann/json.hpp>

#include "tests/ui/support/fake_engine.h"
#include "ui/pages/help/help_page.h"

namespace fettle::test {

inline ParameterInfo helpParameter(const char* name, ParameterType type, Value standard, const char* title,
                                   const char* help)
{
    ParameterInfo parameter;
    parameter.name = name;
    parameter.type = type;
    parameter.defaultValue = std::move(standard);
    parameter.title = title;
    parameter.help = help;
    return parameter;
}

inline Catalog helpCatalog()
{
    ComponentInfo conv;
    conv.kind = ComponentKind::Layer;
    conv.id = "conv2d";
    conv.title = "Conv*2d*"; // a name that is no Markdown
    conv.help = "Looks for a small pattern everywhere.";
    conv.category = NodeCategory::Convolution;
    conv.inputs = {{"input", "The pictures.", true, false}};
    conv.outputs = {{"output", "", false, false}};
    auto kernel = helpParameter("kernel_size", ParameterType::Integer, 3, "Kernel size", "The size of the pattern.");
    kernel.minimum = 1;
    kernel.maximum = 11;
    kernel.unit = "px";
    kernel.whenToChange = "For large patterns.";
    auto mode = helpParameter("padding_mode", ParameterType::Choice, "zeros", "Edge", "What lies outside.");
    mode.choices = {{"zeros", "Zeros"}, {"reflect", "Mirror"}};
    mode.advanced = true;
    auto channels = helpParameter("out_channels", ParameterType::Integer, 16, "Channels", "How many patterns.");
    channels.required = true;
    conv.parameters =
        {kernel, mode, channels, helpParameter("bias", ParameterType::Boolean, true, "Bias", "Adds a number."),
                       helpParameter("sizes", ParameterType::IntegerList, ValueList{128, 64}, "", "A list.")};
    ComponentInfo linear;
    linear.kind = ComponentKind::Layer;
    linear.id = "linear";
    linear.title = "Linear";
    linear.help = "Weighs every input.";
    linear.category = NodeCategory::Dense;
    ComponentInfo mse;
    mse.kind = ComponentKind::Loss;
    mse.id = "mse";
    mse.title = "Mean squared error";
    mse.help = "Large mistakes count much more.";
    mse.plugin = "extra";
    ComponentInfo number;
    number.kind = ComponentKind::Encoder;
    number.id = "number";
    number.title = "Number";
    number.help = "A number as one input.";
    number.suits = {"number", "boolean"};
    return Catalog{"test", {conv, mse, linear, number}};
}

struct HelpStage {
    explicit HelpStage(bool withCatalog = true)
    {
        if (withCatalog)
            engine->answer("catalog", toValue(helpCatalog()));
        engine->setState(ui::EngineApi::State::Ready);
    }

    FakeEngine* engine = new FakeEngine;
    ui::Session session{std::unique_ptr<ui::EngineApi>(engine), std::make_unique<FakeDialogs>()};
    ui::HelpPage page{session};
};

} // namespace fettle::test
