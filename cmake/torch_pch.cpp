// SPDX-License-Identifier: GPL-3.0-or-later
// Only the precompiled header of this target is wanted.
