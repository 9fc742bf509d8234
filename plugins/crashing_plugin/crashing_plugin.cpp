// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>

#include "engine/component_api/plugin.h"

extern "C" __attribute__((visibility("default"))) const char* fettlePluginBuildTag() { return FETTLE_BUILD_TAG; }

extern "C" __attribute__((visibility("default"))) void fettlePluginRegister(fettle::Registry&) { std::raise(SIGSEGV); }
