// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <QWidget>

/// The pages of the gallery: every widget in its states, to be looked at by people.
namespace fettle::ui::gallery {

/// The English or the Chinese text, as the gallery's language is.
QString text(const char* english, const char* chinese);
void setChinese(bool chinese);

std::unique_ptr<QWidget> controls();
std::unique_ptr<QWidget> messages();
std::unique_ptr<QWidget> collections();
std::unique_ptr<QWidget> page();

} // namespace fettle::ui::gallery
