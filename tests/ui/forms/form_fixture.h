// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <vector>

#include <QtWidgets>

#include "ui/forms/changed_mark.h"
#include "ui/forms/number_box.h"
#include "ui/forms/parameter_form.h"
#include "ui/forms/row_stack.h"
#include "ui/widgets/section.h"

namespace fettle::test {

/// A form in a window, and what it told.
struct FormFixture {
    client::Sentences sentences{"en"};
    Catalog catalog = makeCatalog();
    QScrollArea window;
    ui::ParameterForm& form = *new ui::ParameterForm(sentences, catalog);
    std::vector<std::pair<std::string, Value>> edits;

    FormFixture()
    {
        QObject::connect(&form, &ui::ParameterForm::valueEdited, &form,
                         [this](const std::string& name, const Value& value) { edits.emplace_back(name, value); });
        window.setWidget(&form);
        window.setWidgetResizable(true);
        window.resize(360, 640);
        window.show();
        window.activateWindow();
    }

    [[nodiscard]] const ComponentInfo& layer() const { return catalog.components.front(); }

    static ParameterInfo parameter(const char* name, ParameterType type, Value defaultValue, const char* title)
    {
        ParameterInfo info;
        info.name = name;
        info.type = type;
        info.defaultValue = std::move(defaultValue);
        info.title = title;
        info.help = "What it does.";
        info.whenToChange = "Change it when it helps.";
        return info;
    }

    static Catalog makeCatalog()
    {
        Catalog result;
        ComponentInfo layer;
        layer.kind = ComponentKind::Layer;
        layer.id = "conv2d";
        layer.title = "Convolution";
        auto channels = parameter("out_channels", ParameterType::Integer, 32, "Output channels");
        channels.minimum = 1;
        channels.maximum = 65536;
        channels.logarithmic = true;
        auto kernel = parameter("kernel_size", ParameterType::IntegerList, ValueList{3}, "Window size");
        kernel.minimum = 1;
        kernel.maximum = 255;
        kernel.unit = "px";
        auto share = parameter("p", ParameterType::Real, 0.5, "Share");
        share.minimum = 0;
        share.maximum = 1;
        auto mode = parameter("mode", ParameterType::Choice, "mean", "Kind of average");
        mode.choices = {{"mean", "Mean"}, {"max", "Largest"}};
        auto bias = parameter("bias", ParameterType::Boolean, true, "Bias");
        bias.advanced = true;
        auto initializer = parameter("initializer", ParameterType::Component, {}, "First weights");
        initializer.componentKind = ComponentKind::Initializer;
        initializer.advanced = true;
        layer.parameters = {channels, kernel, share, mode, bias, parameter("field", ParameterType::Text, "", "Column"),
                            parameter("fields", ParameterType::Fields, ValueList{}, "Columns"), initializer};
        ComponentInfo normal;
        normal.kind = ComponentKind::Initializer;
        normal.id = "normal";
        normal.title = "Normal";
        auto spread = parameter("std", ParameterType::Real, 0.02, "Spread");
        spread.minimum = 0;
        spread.logarithmic = true;
        normal.parameters = {spread};
        ComponentInfo zeros;
        zeros.kind = ComponentKind::Initializer;
        zeros.id = "zeros";
        zeros.title = "Zeros";
        result.components = {layer, normal, zeros};
        return result;
    }
};

} // namespace fettle::test
