<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>fettle::ui::AdvancedSetup</name>
    <message numerus="yes">
        <source>%n changed from default</source>
        <translation>
            <numerusform>%n changed from default</numerusform>
            <numerusform>%n changed from default</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::AnswerCard</name>
    <message numerus="yes">
        <source>%Ln marked part(s)</source>
        <translation>
            <numerusform>%Ln marked part</numerusform>
            <numerusform>%Ln marked parts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::BottomBar</name>
    <message numerus="yes">
        <source>CPU, %n thread(s) (why?)</source>
        <translation>
            <numerusform>CPU, %n thread (why?)</numerusform>
            <numerusform>CPU, %n threads (why?)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::CompareView</name>
    <message numerus="yes">
        <source>%n differences, and nothing else.</source>
        <translation>
            <numerusform>%n difference, and nothing else.</numerusform>
            <numerusform>%n differences, and nothing else.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::ComponentListModel</name>
    <message numerus="yes">
        <source>A block of this network, used %n time(s).</source>
        <translation>
            <numerusform>A block of this network, used %n time.</numerusform>
            <numerusform>A block of this network, used %n times.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::ExperimentsPage</name>
    <message numerus="yes">
        <source>%n runs moved to the trash for 30 days.</source>
        <translation>
            <numerusform>%n run moved to the trash for 30 days.</numerusform>
            <numerusform>%n runs moved to the trash for 30 days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n runs</source>
        <translation>
            <numerusform>%1 of %n run</numerusform>
            <numerusform>%1 of %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::FindBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::GraphEditor</name>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n note</numerusform>
            <numerusform>%n notes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::ModelChoice</name>
    <message numerus="yes">
        <source>%n changed from default</source>
        <translation>
            <numerusform>%n changed from default</numerusform>
            <numerusform>%n changed from default</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s), %1 parameters</source>
        <translation>
            <numerusform>%n node, %1 parameters</numerusform>
            <numerusform>%n nodes, %1 parameters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::NetworkCompare</name>
    <message numerus="yes">
        <source>%n node(s) added</source>
        <translation>
            <numerusform>%n node added</numerusform>
            <numerusform>%n nodes added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) changed</source>
        <translation>
            <numerusform>%n node changed</numerusform>
            <numerusform>%n nodes changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) removed</source>
        <translation>
            <numerusform>%n node removed</numerusform>
            <numerusform>%n nodes removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) differ</source>
        <translation>
            <numerusform>%n connection differs</numerusform>
            <numerusform>%n connections differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::NetworkPanel</name>
    <message numerus="yes">
        <source>A step of %n example(s)</source>
        <translation>
            <numerusform>A step of %n example</numerusform>
            <numerusform>A step of %n examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::NetworkView</name>
    <message numerus="yes">
        <source>%n mistake(s)</source>
        <translation>
            <numerusform>%n mistake</numerusform>
            <numerusform>%n mistakes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %1 for a step of %n example(s)</source>
        <translation>
            <numerusform>about %1 for a step of %n example</numerusform>
            <numerusform>about %1 for a step of %n examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::NodePanel</name>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>%n node selected</numerusform>
            <numerusform>%n nodes selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::ParameterForm</name>
    <message numerus="yes">
        <source>%n changed from default</source>
        <translation>
            <numerusform>%n changed from default</numerusform>
            <numerusform>%n changed from default</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotLegend</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotOverlay</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::ProjectFiles</name>
    <message numerus="yes">
        <source>“%1” is in %2 now (%3). %n trainings that have not ended were left out.</source>
        <translation>
            <numerusform>“%1” is in %2 now (%3). %n training that has not ended was left out.</numerusform>
            <numerusform>“%1” is in %2 now (%3). %n trainings that have not ended were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::Rail</name>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::ReadyCard</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::ResultWords</name>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln picture</numerusform>
            <numerusform>%Ln pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s)</source>
        <translation>
            <numerusform>%Ln text</numerusform>
            <numerusform>%Ln texts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunStatus</name>
    <message numerus="yes">
        <source>It starts by itself when %n trainings before it are done.</source>
        <translation>
            <numerusform>It starts by itself when the training before it is done.</numerusform>
            <numerusform>It starts by itself when %n trainings before it are done.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunView</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::SimpleSetup</name>
    <message numerus="yes">
        <source>CPU, %n threads.</source>
        <translation>
            <numerusform>CPU, %n thread.</numerusform>
            <numerusform>CPU, %n threads.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::TextCard</name>
    <message numerus="yes">
        <source>%n changed from default</source>
        <translation>
            <numerusform>%n changed from default</numerusform>
            <numerusform>%n changed from default</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the end of %n text(s): %1 tokens are read</source>
        <translation>
            <numerusform>the end of %n text: %1 tokens are read</numerusform>
            <numerusform>the end of %n texts: %1 tokens are read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrainingSection</name>
    <message numerus="yes">
        <source>More threads than the %n core(s) that Fettle may use make training slower.</source>
        <translation>
            <numerusform>More threads than the %n core that Fettle may use make training slower.</numerusform>
            <numerusform>More threads than the %n cores that Fettle may use make training slower.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fettle takes all %n core(s), and lets other programs go first, so that the computer stays usable.</source>
        <translation>
            <numerusform>Fettle takes the one core, and lets other programs go first, so that the computer stays usable.</numerusform>
            <numerusform>Fettle takes all %n cores, and lets other programs go first, so that the computer stays usable.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrashModel</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrashSection</name>
    <message numerus="yes">
        <source>Restore %n item(s)</source>
        <translation>
            <numerusform>Restore %n item</numerusform>
            <numerusform>Restore %n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::TryForm</name>
    <message numerus="yes">
        <source>Show %n more column(s)</source>
        <translation>
            <numerusform>Show %n more column</numerusform>
            <numerusform>Show %n more columns</numerusform>
        </translation>
    </message>
</context>
</TS>
