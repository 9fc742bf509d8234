// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pages.h"

#include "ui/pages/data/data_page.h"
#include "ui/pages/experiments/experiments_page.h"
#include "ui/pages/help/help_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/model/model_page.h"
#include "ui/pages/queue/queue_page.h"
#include "ui/pages/results/results_page.h"
#include "ui/pages/settings/settings_page.h"
#if __has_include("ui/pages/train/train_page.h")
#include "ui/pages/train/train_page.h"
#endif
#include "ui/pages/use/use_page.h"

namespace fettle::desktop {

using namespace ui;

PageFactory pageFactory(Session& session, Settings& settings)
{
    PageFactory factory;
    factory[Place::Home] = [&session](QWidget* parent) { return new HomePage(session, parent); };
    factory[Place::Data] = [&session](QWidget* parent) { return new DataPage(session, parent); };
    factory[Place::Model] = [&session](QWidget* parent) { return new ModelPage(session, parent); };
#if __has_include("ui/pages/train/train_page.h")
    factory[Place::Train] = [&session](QWidget* parent) { return new TrainPage(session, parent); };
#endif
    factory[Place::Results] = [&session](QWidget* parent) { return new ResultsPage(session, parent); };
    factory[Place::Use] = [&session](QWidget* parent) { return new UsePage(session, parent); };
    factory[Place::Experiments] = [&session](QWidget* parent) { return new ExperimentsPage(session, parent); };
    factory[Place::Queue] = [&session](QWidget* parent) { return new QueuePage(session, parent); };
    factory[Place::Help] = [&session](QWidget* parent) { return new HelpPage(session, parent); };
    factory[Place::Settings] = [&session, &settings](QWidget* parent) { return new SettingsPage(session, settings, parent); };
    return factory;
}

} // namespace fettle::desktop
