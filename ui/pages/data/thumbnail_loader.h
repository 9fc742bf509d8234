// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QCache>
#include <QImage>
#include <QObject>
#include <QTimer>

#include "engine/contract/value.h"

namespace fettle::ui {

/// Where an encoded thumbnail lies within the packed file that import wrote.
struct ThumbnailPlace {
    QString file;
    qint64 offset = 0;
    qint64 sizeBytes = 0;

    /// From a cell of worker.rows or an item of worker.images; nothing where there is no picture.
    [[nodiscard]] static std::optional<ThumbnailPlace> from(const Value& value);
};

/// How the task will see a picture: its size and channels, and how it is made to fit ("stretch", "crop", "pad").
struct PictureLook {
    int width = 0;
    int height = 0;
    int channels = 3;
    QString fit;
    friend bool operator==(const PictureLook&, const PictureLook&) = default;
};

/// The picture in that size and with those channels, as near as its thumbnail allows.
[[nodiscard]] QImage seenByTask(const QImage& picture, const PictureLook& look);

/// Reads and decodes thumbnails in threads of its own; keeps those that were looked at last, in bounded memory.
class ThumbnailLoader : public QObject {
    Q_OBJECT
public:
    struct Request {
        qint64 id = 0;
        ThumbnailPlace place;
    };
    enum class State { Unknown, Loaded, Broken };

    explicit ThumbnailLoader(QObject* parent = nullptr);
    ~ThumbnailLoader() override;

    /// What is in sight now, the most wanted first: what was waiting and is not among it is dropped.
    void want(const std::vector<Request>& pictures);
    [[nodiscard]] State state(qint64 id) const;
    /// A null image until it is there, and where it cannot be shown.
    [[nodiscard]] QImage find(qint64 id) const;
    void clear();
    /// Pictures as the task will see them, or as they are.
    void setLook(std::optional<PictureLook> look);
    [[nodiscard]] const std::optional<PictureLook>& look() const { return m_look; }
    /// Bytes of decoded pictures that are kept.
    void setBudget(qsizetype bytes);

Q_SIGNALS:
    void loaded(const QList<qint64>& ids);

private:
    class Queue;
    void collect();

    std::shared_ptr<Queue> m_queue;
    QCache<qint64, QImage> m_images; ///< a null image: broken
    std::optional<PictureLook> m_look;
    QTimer m_collectTimer;
};

} // namespace fettle::ui
