// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/model/problem_notice.h"

#include <algorithm>

#include "ui/widgets/button.h"

namespace fettle::ui {
namespace {

constexpr int kRepairsShown = 4;

} // namespace

ProblemNotice::ProblemNotice(GraphEditor& editor, QWidget* parent) : Notice(NoticeKind::Danger, parent), m_editor(editor) {}

void ProblemNotice::showNode(const std::string& path)
{
    const auto* facts = m_editor.facts().find(path);
    if (!facts || (!facts->error && !facts->blocked)) {
        m_shown.clear();
        hide();
        return;
    }
    if (!facts->error) {
        // The mistake lies before it.
        const auto& nodes = m_editor.facts().report().nodes;
        const auto first = std::ranges::find_if(nodes, [](const NodeReport& node) { return node.error.has_value(); });
        const QString sentence = tr("Not reached: something before it is wrong.");
        if (!isAsShown(sentence + QString::fromStdString(path))) {
            setKind(NoticeKind::Warning);
            setText(sentence);
            setDetails({});
            if (first != nodes.end())
                addButton(tr("Show the mistake"), [this, wrong = first->node] { Q_EMIT nodeAsked(wrong); });
        }
        show();
        return;
    }
    const QString sentence = QString::fromStdString(m_editor.sentences().sentence(*facts->error));
    if (!isAsShown(sentence + QString::fromStdString(path))) {
        setKind(NoticeKind::Danger);
        setText(sentence);
        setDetails(QString::fromStdString(facts->error->detail));
        const auto& nodes = m_editor.facts().report().nodes;
        const auto report = std::ranges::find(nodes, facts->errorPath, &NodeReport::node);
        if (facts->errorPath != path)
            addButton(tr("Show the mistake"), [this, wrong = facts->errorPath] { Q_EMIT nodeAsked(wrong); });
        if (report != nodes.end())
            addRepairs(*report);
    }
    show();
}

void ProblemNotice::showNetwork()
{
    const auto* error = m_editor.facts().firstError();
    if (!error) {
        m_shown.clear();
        hide();
        return;
    }
    const auto& nodes = m_editor.facts().report().nodes;
    const auto wrong = std::ranges::find_if(nodes, [&](const NodeReport& node) { return node.error && &*node.error == error; });
    const QString sentence = QString::fromStdString(m_editor.sentences().sentence(*error));
    if (!isAsShown(sentence)) {
        setKind(NoticeKind::Danger);
        setText(sentence);
        setDetails(QString::fromStdString(error->detail));
        if (wrong != nodes.end()) {
            addButton(tr("Show the node"), [this, path = wrong->node] { Q_EMIT nodeAsked(path); });
            addRepairs(*wrong);
        }
    }
    show();
}

void ProblemNotice::showError(const Error& error)
{
    const QString sentence = QString::fromStdString(m_editor.sentences().sentence(error));
    if (!isAsShown(sentence)) {
        setKind(NoticeKind::Danger);
        setText(sentence);
        setDetails(QString::fromStdString(error.detail));
    }
    show();
}

bool ProblemNotice::isAsShown(const QString& what)
{
    // Repairs can differ while the sentence is the same.
    QString all = what;
    for (const auto& node : m_editor.facts().report().nodes)
        for (const auto& repair : node.repairs)
            all += QLatin1Char('|') + m_editor.sentenceOf(repair);
    if (m_editor.isReadOnly())
        all += QLatin1Char('|');
    if (all == m_shown)
        return true;
    m_shown = all;
    clearActions();
    return false;
}

void ProblemNotice::addRepairs(const NodeReport& report)
{
    if (m_editor.isReadOnly())
        return;
    int shown = 0;
    for (const auto& repair : report.repairs)
        if (shown < kRepairsShown && canRepair(m_editor.root(), repair, m_editor.catalog())) {
            addButton(m_editor.sentenceOf(repair), [this, repair] { m_editor.repair(repair); });
            ++shown;
        }
}

void ProblemNotice::addButton(const QString& text, std::function<void()> act)
{
    // Pressing it may change what is shown here, and with it the button itself.
    connect(addAction(text), &QAbstractButton::clicked, this, std::move(act), Qt::QueuedConnection);
}

} // namespace fettle::ui
