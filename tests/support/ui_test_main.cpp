// SPDX-License-Identifier: GPL-3.0-or-later
// Part of every test program with the option UI of fettle_add_test: makes the application before the first test case
// and ends it after the last one. main() itself is the one of all tests (test_main.cpp).
#include <doctest/doctest.h>

#include <QApplication>
#include <QSettings>
#include <QStandardPaths>

#include "tests/support/temporary_folder.h"

namespace {

class ApplicationForTests : public doctest::IReporter {
public:
    explicit ApplicationForTests(const doctest::ContextOptions&) {}

    void test_run_start() override
    {
        // Also when somebody starts the program by hand on a desktop.
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        // No test reads or writes what belongs to the user.
        m_folder = std::make_unique<fettle::test::TemporaryFolder>();
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope,
                           QString::fromStdString(m_folder->path().string()));
        QCoreApplication::setOrganizationName(QStringLiteral("fettle-tests"));
        QCoreApplication::setApplicationName(QStringLiteral("fettle-tests"));
        m_application = std::make_unique<QApplication>(m_count, m_arguments);
        QApplication::setQuitOnLastWindowClosed(false);
    }

    void test_run_end(const doctest::TestRunStats&) override
    {
        m_application.reset();
        m_folder.reset();
    }

    void report_query(const doctest::QueryData&) override {}
    void test_case_start(const doctest::TestCaseData&) override {}
    void test_case_reenter(const doctest::TestCaseData&) override {}
    void test_case_end(const doctest::CurrentTestCaseStats&) override {}
    void test_case_exception(const doctest::TestCaseException&) override {}
    void subcase_start(const doctest::SubcaseSignature&) override {}
    void subcase_end() override {}
    void log_assert(const doctest::AssertData&) override {}
    void log_message(const doctest::MessageData&) override {}
    void test_case_skipped(const doctest::TestCaseData&) override {}

private:
    char m_name[12] = "fettle-test";
    char* m_arguments[2] = {m_name, nullptr};
    int m_count = 1;
    std::unique_ptr<fettle::test::TemporaryFolder> m_folder;
    std::unique_ptr<QApplication> m_application;
};

} // namespace

REGISTER_LISTENER("fettle-application", 1, ApplicationForTests);
