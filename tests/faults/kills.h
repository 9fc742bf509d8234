// SPDX-License-Identifier: GPL-3.0-or-later
// kill −9 of worker, supervisor or both at random moments, counted. FETTLE_KILLS says how many are counted in all
// subjects together (20), FETTLE_SEED repeats a draw of moments and victims.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "tests/e2e/cli_runner.h"

namespace fettle::test {

/// A subject's part of all kills; those of all subjects add up to them. Throws where the subject is not known.
[[nodiscard]] int killShare(std::string_view subject);

/// The kills of one subject: says its seed at the beginning, and its figures and those of all so far at the end.
class KillTally {
public:
    explicit KillTally(std::string_view subject);
    ~KillTally();
    KillTally(const KillTally&) = delete;
    KillTally& operator=(const KillTally&) = delete;

    [[nodiscard]] bool isDone() const { return counted >= wanted; }
    [[nodiscard]] int left() const { return wanted - counted; }
    [[nodiscard]] int number(int least, int most) { return std::uniform_int_distribution(least, most)(random); }

    const int wanted;
    int counted = 0;
    std::vector<double> firstStepSeconds; ///< from a start after a kill to the first new step
    std::mt19937 random;

private:
    std::string m_subject;
};

enum class Victim { Worker, Supervisor, Both };
[[nodiscard]] Victim anyVictim(KillTally& tally);

/// Kills these processes and waits until they are gone. False where none of them lived.
bool killAll(const std::vector<std::int64_t>& pids);
/// Looks again and again; false after `timeoutMs`.
[[nodiscard]] bool waitUntil(const std::function<bool()>& condition, int timeoutMs);

/// A job that works while kills rain.
struct Storm {
    std::string job;
    std::string run;  ///< of a training: its checkpoints are checked, and how soon it makes a new step is measured
    int mostKills = 8; ///< fewer than the engine takes for a job that can never get on
    int longestWaitMs = 1500;
};

/// Kills at random moments, in start-up and preparation too, until `mostKills` were counted or the job is over. A kill
/// counts where the job was not over when it came. After a supervisor's death the database and the checkpoints are
/// looked at before anything starts again.
void killWhileItRuns(const CliRunner& cli, const Storm& storm, KillTally& tally);

/// A sample of Fettle's own as a dataset of the same name; `file` is what it is written to.
void importSample(const CliRunner& cli, const std::string& sample, const std::string& file);
/// Waits for a job's end by `queue wait`, which starts the supervisor where none runs.
[[nodiscard]] nlohmann::json waitForEnd(const CliRunner& cli, const std::string& job);

} // namespace fettle::test
