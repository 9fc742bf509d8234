#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the design's rules over the tree and the build; each rule is first shown a tree that breaks it."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parent.parent / "support")]

import build_reach
import includes
import script_report
import source_rules

ROOT = pathlib.Path(os.environ.get("FETTLE_SOURCE_DIR", pathlib.Path(__file__).parents[2])).resolve()


def listed(problems: list[str]) -> str:
    return "\n" + "\n".join(problems)


class RulesCanFail(unittest.TestCase):
    def assertFinds(self, problems: list[str], *words: str):
        self.assertEqual(len(problems), 1, listed(problems))
        for word in words:
            self.assertIn(word, problems[0])

    def test_includes_upwards(self):
        self.assertFinds(includes.check_file("engine/contract/a.h", '#include "engine/platform/b.h"\n'), "a.h:1", "platform")
        self.assertFinds(includes.check_file("engine/client/a.h", '\n#include "engine/store/b.h"\n'), "a.h:2", "store")
        self.assertFinds(includes.check_file("engine/data/a.h", '  #  include "engine/model/b.h"\n'), "model")
        self.assertFinds(includes.check_file("engine/model/a.h", '#include "tests/support/environment.h"\n'), "tests")

    def test_includes_downwards_are_right(self):
        self.assertEqual(includes.check_file("engine/training/a.cpp", '#include "engine/model/b.h"\n#include <vector>\n'), [])
        self.assertEqual(includes.check_file("engine/platform/a.cpp", '#include "engine/contract/result.h"\n#include <unistd.h>\n'), [])

    def test_include_without_path(self):
        self.assertFinds(includes.check_file("engine/model/a.cpp", '#include "b.h"\n'), "path from the root")

    def test_outside_headers(self):
        for file, header, word in (("engine/service/a.h", "torch/torch.h", "LibTorch"), ("engine/model/a.h", "arrow/api.h", "Arrow"),
                                   ("engine/documents/a.h", "QString", "Qt"), ("engine/worker/a.h", "QtCore/qstring.h", "Qt"),
                                   ("engine/worker/a.cpp", "unistd.h", "operating-system"), ("engine/service/a.h", "sqlite3.h", "SQLite"),
                                   ("engine/contract/a.h", "nlohmann/json.hpp", "json_fwd")):
            self.assertFinds(includes.check_file(file, f"#include <{header}>\n"), word)

    def test_field_lists_are_for_contract_documents_and_store(self):
        self.assertFinds(includes.check_file("engine/service/a.cpp", '#include "engine/contract/job_fields.h"\n'), "documents")
        self.assertEqual(includes.check_file("engine/contract/job_fields.h", "#include <nlohmann/json.hpp>\n"), [])

    def test_store_reader_only(self):
        self.assertFinds(includes.check_file("app/cli/a.cpp", '#include "engine/store/writer.h"\n'), "reader only")
        self.assertEqual(includes.check_file("app/cli/a.cpp", '#include "engine/store/reader.h"\n'), [])

    def test_command_lines(self):
        def one(file, command):
            return build_reach.check_commands([{"file": f"/src/{file}", "command": command}], "/src")
        self.assertFinds(one("engine/store/a.cpp", "g++ -isystem /x/torch/include -c a"), "LibTorch")
        self.assertFinds(one("engine/client/a.cpp", "g++ -include /b/CMakeFiles/t.dir/cmake_pch.hxx -c a"), "precompiled")
        self.assertFinds(one("engine/contract/a.cpp", "g++ -isystem /x/pyarrow/include -c a"), "Arrow")
        self.assertFinds(one("engine/platform/a.cpp", "g++ -isystem /usr/include/qt6/QtCore -c a"), "Qt")
        self.assertEqual(one("engine/model/a.cpp", "g++ -isystem /x/torch/include -include /b/cmake_pch.hxx -c a"), [])
        generated = [{"file": "/b/engine/service/fettle_service_autogen/mocs.cpp", "command": "g++ -isystem /x/torch/include"}]
        self.assertFinds(build_reach.check_commands(generated, "/src"), "LibTorch", "service")

    def test_dependency_files(self):
        def one(target, header):
            return build_reach.check_dependencies(f"{target}: #deps 1, deps mtime 1 (VALID)\n    {header}\n\n")
        self.assertFinds(one("engine/store/CMakeFiles/fettle_store.dir/a.cpp.o", "/x/torch/include/torch/torch.h"), "LibTorch")
        self.assertFinds(one("app/cli/CMakeFiles/fettle-cli.dir/main.cpp.o", "/usr/include/arrow/api.h"), "Arrow")
        self.assertFinds(one("engine/data/CMakeFiles/fettle_data.dir/a.cpp.o", "/usr/include/x86_64-linux-gnu/qt6/QtCore/qglobal.h"), "Qt")
        self.assertEqual(one("engine/service/CMakeFiles/fettle_service.dir/a.cpp.o", "/usr/include/x86_64-linux-gnu/qt6/QtCore/QString"), [])

    def test_link_lines(self):
        self.assertFinds(build_reach.check_links({"fettle-engine": "LINK_LIBRARIES = lib/libx.a /x/lib/libtorch_cpu.so"}), "libtorch")
        self.assertFinds(build_reach.check_links({"fettle-cli": "NEEDED libarrow.so.2600"}), "libarrow")
        self.assertFinds(build_reach.check_links({"fettle-worker": "/usr/lib/libQt6Core.so.6"}), "libQt6")
        self.assertEqual(build_reach.check_links({"fettle-worker": "/x/lib/libtorch_cpu.so"}), [])

    def test_source_rules(self):
        top = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
        self.assertFinds(source_rules.check_file("engine/a.cpp", top + "\n" * 500), "501 lines")
        self.assertFinds(source_rules.check_file("engine/a.cpp", "int a;\n"), "licence")
        self.assertFinds(source_rules.check_file("engine/a.cpp", top + "// TO" "DO later\n"), "a.cpp:2")
        self.assertFinds(source_rules.check_file("engine/a.cpp", top + "auto& s = Store::inst" "ance();\n"), "singleton")
        self.assertFinds(source_rules.check_file("engine/a.h", top + "class Job" "Manager {};\n"), "says nothing")
        self.assertFinds(source_rules.check_file("engine/string_util.cpp", top), "name")
        self.assertFinds(source_rules.check_file("README.md", "get it from https://pypi" ".org/simple\n"), "registry")
        self.assertFinds(source_rules.check_file("cmake/a.cmake", "# SPDX-License-Identifier: GPL-3.0-or-later\nset(x /ro" "ot/x)\n"), "path")
        self.assertEqual(source_rules.check_file("engine/a.cpp", top + "int a;  // see engine/work/x\n"), [])

    def test_a_whole_bad_tree_is_read(self):
        with tempfile.TemporaryDirectory() as name:
            root = pathlib.Path(name)
            (root / "engine/contract").mkdir(parents=True)
            (root / "engine/contract/a.h").write_text('#include "engine/store/b.h"\n')
            subprocess.run(["git", "-C", root, "init", "-q"], check=True)
            self.assertFinds(includes.check(root), "store")
            self.assertFinds(source_rules.check(root), "licence")


class Tree(unittest.TestCase):
    def test_includes_keep_the_table(self):
        problems = includes.check(ROOT)
        self.assertFalse(problems, listed(problems))

    def test_sources_keep_the_rules(self):
        problems = source_rules.check(ROOT)
        self.assertFalse(problems, listed(problems))

    def test_every_room_is_in_the_table(self):
        rooms = {path.name for path in (ROOT / "engine").iterdir() if path.is_dir()}
        self.assertEqual(rooms - set(includes.ALLOWED), set())

    def test_build_keeps_rooms_apart(self):
        if not os.environ.get("FETTLE_BUILD_DIR"):
            self.skipTest("no build folder named in FETTLE_BUILD_DIR")
        problems = build_reach.check(ROOT, pathlib.Path(os.environ["FETTLE_BUILD_DIR"]))
        self.assertFalse(problems, listed(problems))


if __name__ == "__main__":
    script_report.main()
