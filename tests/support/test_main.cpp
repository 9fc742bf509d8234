// SPDX-License-Identifier: GPL-3.0-or-later
// main() of every test program. Counts passed, failed and skipped test cases and leaves the figures in a file
// of the folder FETTLE_TEST_REPORT, where installer/test.sh adds them up.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include "tests/support/environment.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>

namespace {

struct Tally {
    std::string currentCase;
    std::set<std::string> skippedCases;
    int run = 0;
    int failed = 0;
};

// One per program: doctest makes its listeners itself and hands nothing to them.
Tally tally;

class CountingListener : public doctest::IReporter {
public:
    explicit CountingListener(const doctest::ContextOptions&) {}
    void report_query(const doctest::QueryData&) override {}
    void test_run_start() override {}
    void test_run_end(const doctest::TestRunStats&) override {}
    void test_case_start(const doctest::TestCaseData& data) override {
        tally.currentCase = std::string(data.m_file.c_str()) + ":" + std::to_string(data.m_line) + " " + data.m_name;
        ++tally.run;
    }
    void test_case_reenter(const doctest::TestCaseData&) override {}
    void test_case_end(const doctest::CurrentTestCaseStats& stats) override {
        if (!stats.testCaseSuccess) {
            ++tally.failed;
            tally.skippedCases.erase(tally.currentCase);
        }
    }
    void test_case_exception(const doctest::TestCaseException&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void log_assert(const doctest::AssertData&) override {}
    void log_message(const doctest::MessageData&) override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}
};

void writeReport() {
    const char* folder = std::getenv("FETTLE_TEST_REPORT");
    const char* name = std::getenv("FETTLE_TEST_NAME");
    if (folder == nullptr || name == nullptr) {
        return;
    }
    const int skipped = static_cast<int>(tally.skippedCases.size());
    std::ofstream file(std::string(folder) + "/" + name + "." + std::to_string(::getpid()) + ".count");
    file << tally.run - tally.failed - skipped << ' ' << tally.failed << ' ' << skipped << '\n';
}

}  // namespace

REGISTER_LISTENER("fettle-counts", 1, CountingListener);

namespace fettle::test {

void reportSkip(std::string_view reason) {
    if (tally.skippedCases.insert(tally.currentCase).second) {
        std::printf("SKIPPED %s: %.*s\n", tally.currentCase.c_str(), static_cast<int>(reason.size()), reason.data());
        std::fflush(stdout);
    }
}

}  // namespace fettle::test

int main(int argc, char** argv) {
    doctest::Context context(argc, argv);
    const int status = context.run();
    if (!context.shouldExit()) {
        writeReport();
    }
    return status;
}
