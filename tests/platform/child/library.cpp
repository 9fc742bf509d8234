// SPDX-License-Identifier: GPL-3.0-or-later
extern "C" int fettleTestAnswer(int number) { return number + 1; }
