// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/components/warm_up.h"

namespace fettle::components {
namespace {

/// PyTorch's ReduceLROnPlateau with a relative threshold; observes the metric that early stopping watches.
class PlateauInstance final : public WarmUpSchedule {
public:
    PlateauInstance(const Parameters& parameters, const ScheduleContext& context)
        : WarmUpSchedule(parameters, context), m_factor(parameters.real("factor")), m_patience(parameters.integer("patience")),
          m_threshold(parameters.real("threshold")), m_minimum(parameters.real("min_lr")), m_current(m_base)
    {
    }

    void observe(double metric) override
    {
        if (isBetter(metric)) {
            m_best = metric;
            m_seen = true;
            m_bad = 0;
        } else {
            ++m_bad;
        }
        if (m_bad > m_patience) {
            m_current = std::max(m_current * m_factor, m_minimum);
            m_bad = 0;
        }
    }

    Value state() const override
    {
        return ValueMap{{"best", m_best}, {"seen", m_seen}, {"bad", m_bad}, {"lr", m_current}};
    }
    void load(const Value& state) override
    {
        m_best = state.at("best").asReal();
        m_seen = state.at("seen").asBoolean();
        m_bad = state.at("bad").asInteger();
        m_current = state.at("lr").asReal(m_base);
    }

private:
    double after(std::int64_t) const override { return m_current; }
    bool isBetter(double metric) const
    {
        if (std::isnan(metric))
            return false;
        if (!m_seen)
            return true;
        return m_lowerIsBetter ? metric < m_best * (1.0 - m_threshold) : metric > m_best * (1.0 + m_threshold);
    }
    double m_factor;
    std::int64_t m_patience;
    double m_threshold;
    double m_minimum;
    double m_current;
    double m_best = 0.0;
    bool m_seen = false;
    std::int64_t m_bad = 0;
};

class PlateauSchedule final : public Schedule {
public:
    ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Schedule;
        info.id = "plateau";
        info.title = FETTLE_TEXT("On a plateau");
        info.help = FETTLE_TEXT("Lowers the learning rate when the watched metric has not improved for a while.");
        info.parameters = {
            realParameter("factor", 0.1).range(0.001, 0.999).title(FETTLE_TEXT("Factor"))
                .help(FETTLE_TEXT("What the learning rate is multiplied by."))
                .when(FETTLE_TEXT("0.5 for gentler changes.")),
            integerParameter("patience", 10).range(0, 1e6).unit("evaluations").title(FETTLE_TEXT("Patience"))
                .help(FETTLE_TEXT("Evaluations without improvement before it is lowered."))
                .when(FETTLE_TEXT("Fewer when every epoch is long; keep it below the patience of early stopping.")),
            realParameter("threshold", 1e-4).range(0.0, 0.5).title(FETTLE_TEXT("Threshold"))
                .help(FETTLE_TEXT("Improvements smaller than this share do not count."))
                .when(FETTLE_TEXT("Raise it when a noisy metric keeps the learning rate high.")).advanced(),
            realParameter("min_lr", 0.0).range(0.0, 1.0).title(FETTLE_TEXT("Smallest value"))
                .help(FETTLE_TEXT("The learning rate is never lower."))
                .when(FETTLE_TEXT("Hardly ever.")).advanced()};
        for (auto& parameter : warmUpParameters())
            info.parameters.push_back(std::move(parameter));
        return info;
    }

    std::unique_ptr<ScheduleInstance> create(const Parameters& parameters, const ScheduleContext& context) const override
    {
        return std::make_unique<PlateauInstance>(parameters, context);
    }
};

} // namespace
} // namespace fettle::components

FETTLE_COMPONENT(schedules, plateau, components::PlateauSchedule)
