// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/thumbnail_loader.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include <QFile>
#include <QPainter>

namespace fettle::ui {
namespace {

constexpr int kThreads = 2;
constexpr int kTogetherMs = 16;
constexpr qsizetype kBudgetBytes = 96 << 20;
/// Import makes them far smaller; more is damage.
constexpr qint64 kMostThumbnailBytes = 4 << 20;
constexpr int kMostSide = 4096;

QImage decodeThumbnail(QFile& file, const ThumbnailPlace& place)
{
    if (file.fileName() != place.file) {
        file.close();
        file.setFileName(place.file);
    }
    if (place.sizeBytes <= 0 || place.sizeBytes > kMostThumbnailBytes || (!file.isOpen() && !file.open(QIODevice::ReadOnly))
        || !file.seek(place.offset))
        return {};
    const auto bytes = file.read(place.sizeBytes);
    if (bytes.size() != place.sizeBytes)
        return {};
    auto image = QImage::fromData(bytes);
    return image.width() > kMostSide || image.height() > kMostSide ? QImage() : image;
}

} // namespace

std::optional<ThumbnailPlace> ThumbnailPlace::from(const Value& value)
{
    if (value.at("file").asText().empty() || value.at("size_bytes").asInteger() <= 0)
        return std::nullopt;
    return ThumbnailPlace{QString::fromStdString(value.at("file").asText()), value.at("offset").asInteger(),
                          value.at("size_bytes").asInteger()};
}

QImage seenByTask(const QImage& picture, const PictureLook& look)
{
    if (picture.isNull() || look.width < 1 || look.height < 1)
        return picture;
    const QSize size(look.width, look.height);
    QImage seen(size, look.channels == 1 ? QImage::Format_Grayscale8 : QImage::Format_RGB32);
    seen.fill(Qt::black);
    const auto mode = look.fit == QLatin1String("crop")  ? Qt::KeepAspectRatioByExpanding
                      : look.fit == QLatin1String("pad") ? Qt::KeepAspectRatio
                                                         : Qt::IgnoreAspectRatio;
    auto scaled = picture.scaled(size, mode, Qt::SmoothTransformation);
    if (look.channels == 1)
        scaled = scaled.convertToFormat(QImage::Format_Grayscale8);
    QPainter painter(&seen);
    painter.drawImage((size.width() - scaled.width()) / 2, (size.height() - scaled.height()) / 2, scaled);
    return seen;
}

/// Shared with the threads, which may still be decoding when the loader goes.
class ThumbnailLoader::Queue {
public:
    struct Result {
        qint64 id;
        QImage image;
        int round;
    };

    Queue()
    {
        for (int i = 0; i < kThreads; ++i)
            m_threads.emplace_back([this] { work(); });
    }
    ~Queue()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ended = true;
            m_waiting.clear();
        }
        m_changed.notify_all();
        for (auto& thread : m_threads)
            thread.join();
    }
    void replace(std::deque<Request> waiting)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = std::move(waiting);
        m_changed.notify_all();
    }
    void startRound(std::optional<PictureLook> look)
    {
        const std::lock_guard lock(m_mutex);
        ++m_round;
        m_look = std::move(look);
        m_waiting.clear();
        m_done.clear();
    }
    std::vector<Result> takeDone(bool& busy)
    {
        const std::lock_guard lock(m_mutex);
        busy = !m_waiting.empty() || m_working > 0;
        std::erase_if(m_done, [this](const Result& result) { return result.round != m_round; });
        return std::exchange(m_done, {});
    }

private:
    void work()
    {
        QFile file;
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [this] { return m_ended || !m_waiting.empty(); });
            if (m_ended)
                return;
            const auto request = std::move(m_waiting.front());
            m_waiting.pop_front();
            const auto look = m_look;
            const int round = m_round;
            ++m_working;
            lock.unlock();
            auto image = decodeThumbnail(file, request.place);
            if (look)
                image = seenByTask(image, *look);
            lock.lock();
            --m_working;
            m_done.push_back({request.id, std::move(image), round});
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Request> m_waiting;
    std::vector<Result> m_done;
    std::optional<PictureLook> m_look;
    int m_round = 0;
    int m_working = 0;
    bool m_ended = false;
    std::vector<std::thread> m_threads;
};

ThumbnailLoader::ThumbnailLoader(QObject* parent) : QObject(parent), m_queue(std::make_shared<Queue>())
{
    setBudget(kBudgetBytes);
    m_collectTimer.setInterval(kTogetherMs);
    connect(&m_collectTimer, &QTimer::timeout, this, &ThumbnailLoader::collect);
}

ThumbnailLoader::~ThumbnailLoader() = default;

void ThumbnailLoader::setBudget(qsizetype bytes) { m_images.setMaxCost(bytes / 1024); }

void ThumbnailLoader::want(const std::vector<Request>& pictures)
{
    std::deque<Request> waiting;
    for (const auto& picture : pictures)
        if (!m_images.contains(picture.id))
            waiting.push_back(picture);
    if (!waiting.empty())
        m_collectTimer.start();
    m_queue->replace(std::move(waiting));
}

ThumbnailLoader::State ThumbnailLoader::state(qint64 id) const
{
    const auto* image = m_images.object(id);
    return !image ? State::Unknown : image->isNull() ? State::Broken : State::Loaded;
}

QImage ThumbnailLoader::find(qint64 id) const
{
    const auto* image = m_images.object(id);
    return image ? *image : QImage();
}

void ThumbnailLoader::clear()
{
    m_images.clear();
    m_queue->startRound(m_look);
}

void ThumbnailLoader::setLook(std::optional<PictureLook> look)
{
    if (look == m_look)
        return;
    m_look = std::move(look);
    clear();
}

void ThumbnailLoader::collect()
{
    bool busy = false;
    QList<qint64> ids;
    for (auto& result : m_queue->takeDone(busy)) {
        const auto cost = std::max<qsizetype>(1, result.image.sizeInBytes() / 1024);
        m_images.insert(result.id, new QImage(std::move(result.image)), cost);
        ids << result.id;
    }
    if (!ids.isEmpty())
        Q_EMIT loaded(ids);
    else if (!busy)
        m_collectTimer.stop();
}

} // namespace fettle::ui
