// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/random_state.h"

#include <mutex>

namespace fettle::model {
namespace {

at::CPUGeneratorImpl& defaultGenerator()
{
    return *at::check_generator<at::CPUGeneratorImpl>(at::detail::getDefaultCPUGenerator());
}

} // namespace

void RandomState::keep()
{
    auto& generator = defaultGenerator();
    const std::lock_guard lock(generator.mutex_);
    m_engine = generator.engine();
    m_nextFloat = generator.next_float_normal_sample();
    m_nextDouble = generator.next_double_normal_sample();
}

void RandomState::restore() const
{
    auto& generator = defaultGenerator();
    const std::lock_guard lock(generator.mutex_);
    generator.set_engine(m_engine);
    generator.set_next_float_normal_sample(m_nextFloat);
    generator.set_next_double_normal_sample(m_nextDouble);
}

KeptRandomState::KeptRandomState(std::uint64_t seed)
{
    auto& generator = defaultGenerator();
    const std::lock_guard lock(generator.mutex_);
    generator.set_current_seed(seed);
}

} // namespace fettle::model
