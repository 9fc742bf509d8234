// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "engine/component_api/sample.h"
#include "engine/component_api/transform.h"
#include "engine/platform/files.h"

namespace fettle::components {

/// 2,000 customers of a made-up telephone company, of whom about a third leave. What makes them leave acts together
/// (support calls matter on monthly contracts, price matters for those who use little), and chance has its part, so that
/// about five of six can be told.
class CustomersSample final : public Sample {
public:
    [[nodiscard]] ComponentInfo describe() const override
    {
        ComponentInfo info;
        info.kind = ComponentKind::Sample;
        info.id = "customers";
        info.title = FETTLE_TEXT("Customers who leave");
        info.help = FETTLE_TEXT("A table of 2,000 customers with contract, usage and support calls. Predict who leaves (churn).");
        info.keywords = {"table", "churn", "classification"};
        info.suits = {"table"};
        return info;
    }
    [[nodiscard]] std::string target() const override { return "churn"; }

    [[nodiscard]] Result<std::vector<std::string>> write(const std::string& folder, std::uint64_t seed) const override
    {
        std::string text = "customer_id,age,region,contract,months,monthly_fee,usage_gb,support_calls,late_payments,payment,"
                           "paperless,family_plan,churn\n";
        for (std::uint64_t i = 0; i < kRows; ++i) {
            RandomStream random(seed, 0, i, 0);
            text += row(i, random);
        }
        const platform::Path path = platform::fromUtf8(folder) / "customers.csv";
        FETTLE_TRY(platform::writeFileDurably(path, text));
        return std::vector<std::string>{platform::toUtf8(path)};
    }

private:
    static constexpr std::uint64_t kRows = 2000;

    template <std::size_t N>
    static std::size_t pick(RandomStream& random, const double (&shares)[N])
    {
        double left = random.uniform();
        for (std::size_t i = 0; i + 1 < N; ++i)
            if ((left -= shares[i]) < 0.0)
                return i;
        return N - 1;
    }
    /// About normal: the sum of some uniform numbers.
    static double bell(RandomStream& random, double mean, double deviation)
    {
        double sum = 0.0;
        for (int i = 0; i < 12; ++i)
            sum += random.uniform();
        return mean + deviation * (sum - 6.0);
    }

    static std::string row(std::uint64_t index, RandomStream& random)
    {
        static constexpr const char* kRegions[] = {"north", "south", "east", "west"};
        static constexpr const char* kContracts[] = {"monthly", "one year", "two years"};
        static constexpr const char* kPayments[] = {"card", "bank transfer", "invoice"};
        const double age = std::clamp(bell(random, 46.0, 15.0), 18.0, 90.0);
        const std::size_t region = pick(random, {0.3, 0.25, 0.25, 0.2});
        const std::size_t contract = pick(random, {0.55, 0.25, 0.2});
        const double months = std::floor(-std::log(1.0 - random.uniform() * 0.98) * 22.0) + 1.0;
        const double usage = std::exp(bell(random, 2.2, 0.8));
        const double fee = std::round((18.0 + 2.1 * std::sqrt(usage) * 3.0 + bell(random, 6.0, 9.0)) * 100.0) / 100.0;
        const double calls = std::floor(-std::log(1.0 - random.uniform() * 0.995) * 1.4);
        const double late = std::floor(-std::log(1.0 - random.uniform() * 0.99) * 0.7);
        const std::size_t payment = pick(random, {0.5, 0.3, 0.2});
        const bool paperless = random.uniform() < 0.6;
        const bool family = random.uniform() < 0.3;

        double pull = -3.3;
        pull += contract == 0 ? 2.4 : contract == 1 ? -0.4 : -2.0;
        pull += (contract == 0 ? 1.15 : 0.45) * calls;
        pull += 1.9 * std::max(0.0, fee - 30.0) / (6.0 + usage);
        pull -= months < 6.0 ? -0.9 : 0.035 * std::min(months, 48.0);
        pull += 0.8 * late + (payment == 2 ? 0.7 : 0.0) - (family ? 1.1 : 0.0) + (region == 3 ? 0.6 : 0.0);
        pull += age < 27.0 ? 0.8 : 0.0;
        const bool churn = random.uniform() < 1.0 / (1.0 + std::exp(-1.5 * pull));

        // Some answers are missing, as they are in life.
        const std::string ageText = random.uniform() < 0.06 ? "" : fmt::format("{:.0f}", age);
        const std::string usageText = random.uniform() < 0.03 ? "" : fmt::format("{:.1f}", usage);
        const std::string paymentText = random.uniform() < 0.02 ? "" : kPayments[payment];
        return fmt::format("C{:05},{},{},{},{:.0f},{:.2f},{},{:.0f},{:.0f},{},{},{},{}\n", 10001 + index * 7, ageText,
                           kRegions[region], kContracts[contract], months, fee, usageText, calls, late, paymentText,
                           paperless ? "yes" : "no", family ? "yes" : "no", churn ? "yes" : "no");
    }
};

} // namespace fettle::components

FETTLE_COMPONENT(samples, customers, components::CustomersSample)
