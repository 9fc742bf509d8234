// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <doctest/doctest.h>

#include "engine/platform/thread_stack.h"

using namespace fettle;

TEST_CASE("a thread that is busy says where it is, and goes on")
{
    std::atomic<const platform::ObservedThread*> observed = nullptr;
    std::atomic<bool> stop = false;
    std::thread busy([&] {
        const platform::ObservedThread self;
        observed = &self;
        while (!stop)
            std::this_thread::yield();
    });
    while (!observed)
        std::this_thread::yield();
    const auto first = observed.load()->stack(5000);
    const auto second = observed.load()->stack(5000);
    stop = true;
    busy.join();
    CHECK(first.size() >= 2);
    CHECK(second.size() >= 2);
}
