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
    <name>fettle::ui::BottomBar</name>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation>
            <numerusform>CPU, %n thread</numerusform>
            <numerusform>CPU, %n threads</numerusform>
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
    <name>fettle::ui::Rail</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
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
</TS>
