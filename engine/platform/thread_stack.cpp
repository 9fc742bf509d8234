// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/platform/thread_stack.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <thread>

#include <execinfo.h>
#include <pthread.h>
#include <signal.h>

namespace fettle::platform {
namespace {

constexpr int kMostFrames = 64;
/// The handler itself and the kernel's return from it.
constexpr int kOwnFrames = 2;

// A signal handler reaches nothing but globals.
constexpr int kNotAsked = -2;
constexpr int kAsked = -1;
std::array<void*, kMostFrames> stackFrames;
std::atomic<int> stackFrameCount = kNotAsked;

void writeDownStack(int)
{
    // A signal that comes late finds no question, or one that was answered.
    if (stackFrameCount.load(std::memory_order_acquire) != kAsked)
        return;
    stackFrameCount.store(::backtrace(stackFrames.data(), kMostFrames), std::memory_order_release);
}

} // namespace

ObservedThread::ObservedThread() : m_thread(static_cast<std::uint64_t>(::pthread_self()))
{
    // The first call loads a library, which a signal handler must not do.
    std::array<void*, 1> warm{};
    ::backtrace(warm.data(), 1);
    struct sigaction action = {};
    action.sa_handler = writeDownStack;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGURG, &action, nullptr);
}

ObservedThread::~ObservedThread() { ::signal(SIGURG, SIG_DFL); }

std::vector<std::string> ObservedThread::stack(int timeoutMs) const
{
    stackFrameCount.store(kAsked, std::memory_order_release);
    if (::pthread_kill(static_cast<pthread_t>(m_thread), SIGURG) != 0)
        return {};
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
    int count = kAsked;
    while ((count = stackFrameCount.load(std::memory_order_acquire)) < 0) {
        if (std::chrono::steady_clock::now() > deadline) {
            // Where the answer comes this very moment, it is not looked at.
            stackFrameCount.compare_exchange_strong(count, kNotAsked);
            return {};
        }
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    const std::unique_ptr<char*, decltype(&std::free)> names(::backtrace_symbols(stackFrames.data(), count), &std::free);
    std::vector<std::string> stack;
    for (int i = kOwnFrames; names && i < count; ++i)
        stack.emplace_back(names.get()[i]);
    return stack;
}

} // namespace fettle::platform
