// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "engine/component_api/sample.h"
#include "engine/component_api/transform.h"
#include "engine/platform/files.h"

namespace fettle::components {

/// 4,000 readings of made-up machines, of which about one in twenty is followed by a failure: overheating, overload or
/// a worn bearing, each from two readings that act together.
class SensorsSample final : public Sample {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Sample;
        info.id = "sensors";
        info.title = FETTLE_TEXT("Machines that fail");
        info.help = FETTLE_TEXT("A table of 4,000 sensor readings of machines. Predict the rare failures.");
        info.keywords = {"table", "maintenance", "imbalanced", "classification"};
        info.suits = {"table"};
        return info;
    }
    [[nodiscard]] std::string target() const override { return "failure"; }

    [[nodiscard]] Result<std::vector<std::string>> write(const std::string& folder, std::uint64_t seed) const override
    {
        std::string text = "machine,model,temperature_c,ambient_c,vibration_mm_s,pressure_bar,speed_rpm,torque_nm,"
                           "hours_since_service,shift,failure\n";
        for (std::uint64_t i = 0; i < kRows; ++i) {
            RandomStream random(seed, 1, i, 0);
            text += row(random);
        }
        const platform::Path path = platform::fromUtf8(folder) / "sensors.csv";
        FETTLE_TRY(platform::writeFileDurably(path, text));
        return std::vector<std::string>{platform::toUtf8(path)};
    }

private:
    static constexpr std::uint64_t kRows = 4000;

    static double bell(RandomStream& random, double mean, double deviation)
    {
        double sum = 0.0;
        for (int i = 0; i < 12; ++i)
            sum += random.uniform();
        return mean + deviation * (sum - 6.0);
    }

    static std::string row(RandomStream& random)
    {
        static constexpr const char* kModels[] = {"P100", "P200", "X7"};
        static constexpr const char* kShifts[] = {"day", "evening", "night"};
        const std::int64_t machine = random.below(40);
        const std::int64_t model = machine % 3;
        const double ambient = bell(random, 22.0, 3.0);
        const double speed = std::max(600.0, bell(random, model == 2 ? 2100.0 : 1500.0, 220.0));
        const double torque = std::max(5.0, bell(random, 40.0, 10.0) - (speed - 1500.0) / 60.0);
        const double hours = std::floor(random.uniform() * 900.0);
        const double wear = hours / 900.0;
        const double temperature = ambient + 38.0 + torque * 0.25 + bell(random, 0.0, 3.5);
        const double vibration = std::max(0.2, 1.4 + 1.6 * wear * wear + bell(random, 0.0, 0.45));
        const double pressure = bell(random, 6.0, 0.4);
        // What the machine bears depends on model and wear; the readings carry noise on top.
        const double power = torque * speed / 9549.0;
        const double heat = (temperature - ambient - 53.0) / 2.2 + (speed < 1300.0 ? 1.4 : 0.0);
        const double overload = (power - (model == 0 ? 9.2 : model == 1 ? 10.4 : 11.4)) / 0.6;
        const double bearing = (vibration - 3.3) / 0.28 + 2.0 * (wear - 0.8);
        const double risk = 1.0 - (1.0 - chance(heat - 1.6)) * (1.0 - chance(overload - 0.8)) * (1.0 - chance(bearing));
        const bool failure = random.uniform() < 0.004 + 0.98 * risk;
        const std::string pressureText = random.uniform() < 0.04 ? "" : fmt::format("{:.2f}", pressure);
        return fmt::format("M{:02},{},{:.1f},{:.1f},{:.2f},{},{:.0f},{:.1f},{:.0f},{},{}\n", machine + 1, kModels[model],
                           temperature, ambient, vibration, pressureText, speed, torque, hours, kShifts[random.below(3)],
                           failure ? 1 : 0);
    }
    static double chance(double x) { return 1.0 / (1.0 + std::exp(-4.0 * x)); }
};

} // namespace fettle::components

FETTLE_COMPONENT(samples, sensors, components::SensorsSample)
