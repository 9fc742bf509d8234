// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QImage>
#include <QList>

#include "ui/pages/train/run_details.h"
#include "ui/widgets/section.h"

namespace fettle::ui {

class FlowLayout;
class ImageTile;
class KeyValueList;

/// A few examples of the validation set and what the model says of them, newly after each check. Nothing is shown while
/// there are none.
class LiveExamplesView : public Section {
    Q_OBJECT
public:
    LiveExamplesView(Session& session, RunDetails& details, QWidget* parent = nullptr);

    [[nodiscard]] const QList<ImageTile*>& tiles() const { return m_tiles; }
    [[nodiscard]] KeyValueList& list() { return *m_list; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void take();
    void refresh();
    void showTiles(const ValueList& rows);
    void showList(const ValueList& rows);
    void askPictures(const ValueList& rows);
    [[nodiscard]] QString prediction(const Value& row) const;
    [[nodiscard]] bool isPictures() const;

    Session& m_session;
    RunDetails& m_details;
    std::string m_run;
    Value m_examples;
    std::map<std::int64_t, QImage> m_pictures;
    QWidget* m_tileArea = nullptr;
    FlowLayout* m_tileFlow = nullptr;
    QList<ImageTile*> m_tiles;
    KeyValueList* m_list = nullptr;
};

} // namespace fettle::ui
