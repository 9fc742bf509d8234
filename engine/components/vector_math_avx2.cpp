// SPDX-License-Identifier: GPL-3.0-or-later
// The loops of vector_math.h for one instruction set: CMakeLists.txt gives this file its flags.
#define FETTLE_VECTOR_SPACE vector_avx2
#define FETTLE_VECTOR_BYTES 32
#define FETTLE_VECTOR_ROWS 6
#if defined(__x86_64__) || FETTLE_VECTOR_BYTES == 16
#include "engine/components/vector_math_loops.h"
#endif
