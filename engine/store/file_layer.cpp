// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/file_layer.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <mutex>
#include <new>
#include <string>

#include <sqlite3.h>

#include "engine/platform/file_faults.h"
#include "engine/platform/paths.h"

namespace fettle::store {
namespace {

using platform::FileOperation;

/// SQLite's file object of ours; the system layer's follows it in the same memory.
struct File {
    sqlite3_file base;
    sqlite3_file* inner;
    platform::Path* path;
};

sqlite3_vfs* systemLayer() { return sqlite3_vfs_find(nullptr); }
sqlite3_file* innerOf(sqlite3_file* file) { return reinterpret_cast<File*>(file)->inner; }

int resultFor(int errorNumber, int otherwise)
{
    return errorNumber == ENOSPC || errorNumber == EDQUOT ? SQLITE_FULL : otherwise;
}

/// 0, or the result that SQLite gets instead of the operation.
int askFault(sqlite3_file* file, FileOperation operation, int otherwise, const void* bytes = nullptr, int size = 0,
             sqlite3_int64 offset = 0)
{
    const auto decision = platform::consultFileFaults(operation, *reinterpret_cast<File*>(file)->path);
    if (decision.shortWrite && bytes)
        innerOf(file)->pMethods->xWrite(innerOf(file), bytes, size / 2, offset);
    if (decision.killAfter)
        std::raise(SIGKILL);
    return decision.errorNumber != 0 ? resultFor(decision.errorNumber, otherwise) : SQLITE_OK;
}

int closeFile(sqlite3_file* file)
{
    auto* own = reinterpret_cast<File*>(file);
    const int result = own->inner->pMethods ? own->inner->pMethods->xClose(own->inner) : SQLITE_OK;
    delete own->path;
    own->path = nullptr;
    return result;
}
int readFile(sqlite3_file* file, void* into, int size, sqlite3_int64 offset)
{
    return innerOf(file)->pMethods->xRead(innerOf(file), into, size, offset);
}
int writeFile(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset)
{
    if (const int fault = askFault(file, FileOperation::Write, SQLITE_IOERR_WRITE, bytes, size, offset))
        return fault;
    return innerOf(file)->pMethods->xWrite(innerOf(file), bytes, size, offset);
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    if (const int fault = askFault(file, FileOperation::Write, SQLITE_IOERR_TRUNCATE))
        return fault;
    return innerOf(file)->pMethods->xTruncate(innerOf(file), size);
}
int syncFile(sqlite3_file* file, int flags)
{
    if (const int fault = askFault(file, FileOperation::Fsync, SQLITE_IOERR_FSYNC))
        return fault;
    return innerOf(file)->pMethods->xSync(innerOf(file), flags);
}
int fileSize(sqlite3_file* file, sqlite3_int64* size) { return innerOf(file)->pMethods->xFileSize(innerOf(file), size); }
int lockFile(sqlite3_file* file, int level) { return innerOf(file)->pMethods->xLock(innerOf(file), level); }
int unlockFile(sqlite3_file* file, int level) { return innerOf(file)->pMethods->xUnlock(innerOf(file), level); }
int checkReserved(sqlite3_file* file, int* reserved)
{
    return innerOf(file)->pMethods->xCheckReservedLock(innerOf(file), reserved);
}
int control(sqlite3_file* file, int operation, void* argument)
{
    return innerOf(file)->pMethods->xFileControl(innerOf(file), operation, argument);
}
int sectorSize(sqlite3_file* file) { return innerOf(file)->pMethods->xSectorSize(innerOf(file)); }
int characteristics(sqlite3_file* file) { return innerOf(file)->pMethods->xDeviceCharacteristics(innerOf(file)); }
int shmMap(sqlite3_file* file, int page, int size, int extend, void volatile** at)
{
    return innerOf(file)->pMethods->xShmMap(innerOf(file), page, size, extend, at);
}
int shmLock(sqlite3_file* file, int offset, int count, int flags)
{
    return innerOf(file)->pMethods->xShmLock(innerOf(file), offset, count, flags);
}
void shmBarrier(sqlite3_file* file) { innerOf(file)->pMethods->xShmBarrier(innerOf(file)); }
int shmUnmap(sqlite3_file* file, int remove) { return innerOf(file)->pMethods->xShmUnmap(innerOf(file), remove); }

/// Version 2: shared memory for the log; memory-mapped pages (version 3) are not used.
const sqlite3_io_methods kMethods = {
    2,         closeFile,       readFile,        writeFile,     truncateFile, syncFile, fileSize,
    lockFile,  unlockFile,      checkReserved,   control,       sectorSize,   characteristics,
    shmMap,    shmLock,         shmBarrier,      shmUnmap,      nullptr,      nullptr};

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    auto* own = reinterpret_cast<File*>(file);
    own->base.pMethods = nullptr;
    own->inner = reinterpret_cast<sqlite3_file*>(own + 1);
    std::memset(own->inner, 0, static_cast<std::size_t>(systemLayer()->szOsFile));
    own->path = new (std::nothrow) platform::Path(name ? name : "");
    if (!own->path)
        return SQLITE_NOMEM;
    const int result = systemLayer()->xOpen(systemLayer(), name, own->inner, flags, outFlags);
    if (result != SQLITE_OK) {
        delete own->path;
        own->path = nullptr;
        return result;
    }
    own->base.pMethods = &kMethods;
    return SQLITE_OK;
}

int removeFile(sqlite3_vfs*, const char* name, int syncFolder)
{
    const auto decision = platform::consultFileFaults(FileOperation::Remove, name);
    if (decision.errorNumber != 0)
        return SQLITE_IOERR_DELETE;
    return systemLayer()->xDelete(systemLayer(), name, syncFolder);
}

} // namespace

void registerFileLayer()
{
    static std::once_flag once;
    std::call_once(once, [] {
        // Everything that is not about one file's content is the system layer's: SQLite calls it with our object,
        // which holds that layer's own data pointer.
        static sqlite3_vfs layer = *systemLayer();
        layer.zName = kFileLayerName;
        layer.pNext = nullptr;
        layer.szOsFile = static_cast<int>(sizeof(File)) + systemLayer()->szOsFile;
        layer.xOpen = openFile;
        layer.xDelete = removeFile;
        sqlite3_vfs_register(&layer, 0);
    });
}

} // namespace fettle::store
