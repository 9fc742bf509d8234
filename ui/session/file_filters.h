// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace fettle::ui {

/// What dialogs for files show at first, in the words of the reader. Everything that import reads stands in the first
/// entry; what bears no such name is found below "All files".
class FileFilters {
    Q_DECLARE_TR_FUNCTIONS(fettle::ui::FileFilters)

public:
    /// Of data that becomes a project.
    [[nodiscard]] static QString data();
    /// Of rows to predict.
    [[nodiscard]] static QString rows();
    /// Of pictures to predict.
    [[nodiscard]] static QString pictures();
};

} // namespace fettle::ui
