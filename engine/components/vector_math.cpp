// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/components/vector_math.h"

namespace fettle::components {

namespace vector_plain {
const VectorMath<float>& floats();
const VectorMath<double>& doubles();
} // namespace vector_plain

#if defined(__x86_64__)
namespace vector_avx2 {
const VectorMath<float>& floats();
const VectorMath<double>& doubles();
} // namespace vector_avx2
namespace vector_avx512 {
const VectorMath<float>& floats();
const VectorMath<double>& doubles();
} // namespace vector_avx512

namespace {

bool hasAvx512()
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
}

bool hasAvx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

} // namespace

template <>
const VectorMath<float>& vectorMath<float>()
{
    static const VectorMath<float>& chosen =
        hasAvx512() ? vector_avx512::floats() : hasAvx2() ? vector_avx2::floats() : vector_plain::floats();
    return chosen;
}

template <>
const VectorMath<double>& vectorMath<double>()
{
    static const VectorMath<double>& chosen =
        hasAvx512() ? vector_avx512::doubles() : hasAvx2() ? vector_avx2::doubles() : vector_plain::doubles();
    return chosen;
}
#else
template <>
const VectorMath<float>& vectorMath<float>()
{
    return vector_plain::floats();
}

template <>
const VectorMath<double>& vectorMath<double>()
{
    return vector_plain::doubles();
}
#endif

} // namespace fettle::components
