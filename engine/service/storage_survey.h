// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include <QObject>

#include "engine/contract/result.h"
#include "engine/service/storage_usage.h"
#include "engine/store/reader.h"

namespace fettle::service {

class Workspace;

/// Looks at the workspace's folders, and clears its cache, in a thread of its own: a disk with a million pictures takes
/// a while, and the supervisor has a queue to run. One thing at a time, in the order asked; those who ask for the sizes
/// while the same question still waits get one answer. Answers come in the thread of this object.
class StorageSurvey : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(Result<Value>)>;

    explicit StorageSurvey(const Workspace& workspace, QObject* parent = nullptr);
    /// Leaves off where it is; nobody is answered any more.
    ~StorageSurvey() override;

    /// toValue(StorageUsage). The trash is what `reader` says is in it now.
    void measure(const store::Reader& reader, Answer answer);
    /// Removes what lies in cache/, which Fettle makes anew when it needs it. {freed_bytes}. Errors:
    /// platform.remove_failed for the first thing that would not go; the others are gone all the same.
    void emptyCache(Answer answer);

private:
    struct Task {
        bool measures = false;
        StorageQuestion question;
        std::vector<Answer> answers;
    };
    void add(Task task);
    void runNext();
    void finish(const Result<Value>& result);

    const Workspace& m_workspace;
    /// The front one runs.
    std::deque<Task> m_tasks;
    std::jthread m_thread;
};

} // namespace fettle::service
