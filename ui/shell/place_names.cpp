// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/place_names.h"

#include <QCoreApplication>

namespace fettle::ui {
namespace {

struct PlaceWords {
    Q_DECLARE_TR_FUNCTIONS(Place)
};
struct StateWords {
    Q_DECLARE_TR_FUNCTIONS(State)
};

} // namespace

QString placeName(Place place)
{
    switch (place) {
    case Place::Home: return PlaceWords::tr("Home");
    case Place::Data: return PlaceWords::tr("Data");
    case Place::Model: return PlaceWords::tr("Model");
    case Place::Train: return PlaceWords::tr("Train");
    case Place::Results: return PlaceWords::tr("Results");
    case Place::Use: return PlaceWords::tr("Use");
    case Place::Experiments: return PlaceWords::tr("Experiments");
    case Place::Queue: return PlaceWords::tr("Queue");
    case Place::Settings: return PlaceWords::tr("Settings");
    case Place::Help: return PlaceWords::tr("Help");
    }
    return {};
}

std::string_view placeIcon(Place place)
{
    switch (place) {
    case Place::Home: return "home";
    case Place::Data: return "database";
    case Place::Model: return "sitemap";
    case Place::Train: return "play-circle";
    case Place::Results: return "poll";
    case Place::Use: return "send";
    case Place::Experiments: return "flask-outline";
    case Place::Queue: return "playlist-play";
    case Place::Settings: return "settings";
    case Place::Help: return "help-circle-outline";
    }
    return "home";
}

QString stateName(JobState state)
{
    switch (state) {
    case JobState::Queued: return StateWords::tr("queued");
    case JobState::Running: return StateWords::tr("running");
    case JobState::Pausing: return StateWords::tr("pausing");
    case JobState::Paused: return StateWords::tr("paused");
    case JobState::Stopping: return StateWords::tr("stopping");
    case JobState::Stopped: return StateWords::tr("stopped");
    case JobState::Completed: return StateWords::tr("completed");
    case JobState::Failed: return StateWords::tr("failed");
    case JobState::Interrupted: return StateWords::tr("interrupted");
    }
    return {};
}

} // namespace fettle::ui
