#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""budgets.py BUILD: runs the window's benches and prints one table of their figures, the budgets and the machine.

Nothing is asserted: a figure over its budget is marked, and the exit code says only whether every bench ran.
"""
import os
import pathlib
import platform
import re
import subprocess
import sys

# What is measured, by which program, where its figure stands, the budget, and whether less is better.
BUDGETS = [
    ("Cold start to a usable window", "bench_desktop", r"cold start: usable after (\d+) ms", 1000, "ms"),
    ("Cold start with the catalog (behind a skeleton)", "bench_desktop", r"with the catalog after (\d+) ms", 2000, "ms"),
    ("Longest stall in a session", "bench_desktop", r"session: longest stall ([\d.]+) ms", 50, "ms"),
    ("Longest stall, 1,000,000 points a minute", "bench_desktop", r"metric points: .*longest stall ([\d.]+) ms", 100, "ms"),
    ("1,000,000 rows: first page", "bench_data_page", r"rows: first page after (\d+) ms", 300, "ms"),
    ("1,000,000 rows: longest pause while scrolling", "bench_data_page", r"rows: .*scrolling ([\d.]+) ms", 50, "ms"),
    ("100,000 pictures: first thumbnails", "bench_data_page", r"pictures: first line after (\d+) ms", 500, "ms"),
    ("100,000 pictures: longest pause while scrolling", "bench_data_page", r"pictures: .*scrolling ([\d.]+) ms", 50, "ms"),
    ("100,000 pictures: memory", "bench_data_page", r"pictures: .*memory (\d+) MB", 600, "MB"),
    ("1,000 runs listed", "bench_experiments", r"1,000 runs listed: median (\d+) ms", 300, "ms"),
    ("100 curves of 100,000 points: another view", "bench_plots", r"another view +median +([\d.]+) ms", 33, "ms"),
    ("100 curves of 100,000 points: a point more", "bench_plots", r"a point more on every curve +median +([\d.]+) ms", 33, "ms"),
    ("100 curves: extremes on the picture", "bench_plots", r"(\d+) of 100 spikes", -100, "of 100"),
    ("Network of 1,000 nodes: layout", "bench_graph", r"(?:99\d|1000) nodes, .*layout (\d+) ms", 1000, "ms"),
    ("Network of 1,000 nodes: moving at 100 %", "bench_graph", r"(?:99\d|1000) nodes,[\s\S]*?moving at 100 %: +(\d+) frames", -30, "frames/s"),
    ("Network of 5,000 nodes: moving at 100 %", "bench_graph", r"(?:499\d|5000) nodes,[\s\S]*?moving at 100 %: +(\d+) frames", -30, "frames/s"),
    ("Start to the first loss point", "bench_desktop", r"first loss point after (\d+) ms", 3000, "ms"),
    ("Theme switched and repainted, the whole window", "bench_desktop", r"theme: switched and repainted in ([\d.]+) ms", 50, "ms"),
    ("A page of the handbook turned", "bench_ui_help", r"a long page is opened +([\d.]+) ms", 50, "ms"),
]


def machine():
    cpu = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        names = re.findall(r"^model name\s*:\s*(.+)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
        cpu = names[0] if names else cpu
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{cpu}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, {platform.system()} {platform.release()}, drawn offscreen"


def run(build, name):
    """What a bench prints, or None where it was not built."""
    program = build / "tests" / name
    if not program.exists():
        return None
    root = pathlib.Path(__file__).resolve().parents[3]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "FETTLE_BIN_DIR": str(build / "bin"), "FETTLE_SOURCE_DIR": str(root),
                   "FETTLE_SHARED_DATA": os.environ.get("FETTLE_SHARED_DATA", str(root.parent / "shared" / "data")),
                   "FETTLE_BUILD_DIR": str(build), "FETTLE_TEST_NAME": name, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([program], env=environment, capture_output=True, text=True)
    print(f"--- {name}\n{done.stdout}{done.stderr}", flush=True)
    return done.stdout


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/ci").resolve()
    printed = {name: run(build, name) for name in dict.fromkeys(program for _, program, *_ in BUDGETS)}
    width = max(len(title) for title, *_ in BUDGETS)
    print(machine())
    print(f"{'':{width}}  {'measured':>16}  {'budget':>16}")
    missing = 0
    for title, program, pattern, budget, unit in BUDGETS:
        found = re.search(pattern, printed[program]) if printed[program] is not None else None
        if not found:
            missing += 1
            print(f"{title:{width}}  {'not measured':>16}")
            continue
        value = float(found.group(1))
        good = value >= -budget if budget < 0 else value <= budget
        limit = f"{'≥' if budget < 0 else '≤'} {abs(budget)} {unit}"
        print(f"{title:{width}}  {f'{value:g} {unit}':>16}  {limit:>16}{'' if good else '   over'}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
