<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>MachineFindings</name>
    <message>
        <source>%1 %2</source>
        <extracomment>two whole sentences, one after the other</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. It lacks the instructions that training is fast with (AVX2 or NEON): everything works, but several times slower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Training uses its fast instructions: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A training takes %1 threads. The system lets Fettle use %2 of the %3 cores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A training takes %1 threads, and this computer has %2 cores.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is one core only: training and everything else take turns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in all, %2 free now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system allows Fettle no more than that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is enough for tables and small pictures; larger models will not fit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs before you train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 free on the disk of the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checkpoints and imports need room: delete what you no longer need, or choose a workspace on another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no NVIDIA GPU, so training uses the processor. That is all right for tables and small pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but its driver is not loaded, so training uses the processor. Install NVIDIA&apos;s driver, then start the computer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but you may not use it, so training uses the processor. Ask for your account to be added to the groups &quot;video&quot; and &quot;render&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Being tried…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Training uses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. This build of Fettle is for the processor alone: a build with CUDA would use the GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, LibTorch %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reference</name>
    <message>
        <source>%1: %2</source>
        <extracomment>a line of an option&apos;s description: &quot;Default: 32&quot;</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokenizers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samplers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Collators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Augmentations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initializers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Losses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Optimizers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decoders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input and output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normalization and dropout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Activation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape and joining</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 in recipes and in code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It comes from the plug-in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For columns of the kind: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of this kind: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inputs and outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input %1, any number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output %1, any number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input %1, may be left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output %1, may be left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, it has to be set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Range</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When to change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown under More, for those who know what it does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 or less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pausing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::AboutSection</name>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fettle %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. Your data stays on this computer: Fettle sends nothing anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>License</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Software of others in Fettle</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::AppearanceSection</name>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language / 语言</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels open at once and progress is shown without moving parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::BottomBar</name>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>What this computer has, and why training uses it so: see Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The background program of Fettle went away. It is being started again; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ChangedMark</name>
    <message>
        <source>Changed. Press to reset it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed. Press to reset it to %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ChoiceEditor</name>
    <message>
        <source>Choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not one of the choices.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ClassTableModel</name>
    <message>
        <source>The class, as the data has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many examples are of this class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the model gave this answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recall: of the examples of this class, how many were recognized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision: when this was the answer, how often it was right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right when answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1: the harmonic mean of the two, low as soon as one of them is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ColumnChooser</name>
    <message>
        <source>Columns to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a column</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ColumnHeader</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ColumnPopover</name>
    <message>
        <source>To free this column, choose another one to predict in the sentence above the table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>present</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>spread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another kind reads the data again, as a new data version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used as</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::CommandPalette</name>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ComponentEditor</name>
    <message>
        <source>Choose one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the layer does by itself</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ConfusionMatrix</name>
    <message>
        <source>(not known)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 of a class that the model does not know were answered “%3” (%4%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 “%3” were recognized (%4%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 “%3” were taken for “%4” (%5%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confusion matrix: rows are what is true, columns what was answered</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::CurvePlot</name>
    <message>
        <source>%1, as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 at step %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out outliers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as a chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as SVG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save numbers as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More about this chart</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::CurvesCard</name>
    <message>
        <source>How sure it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often it was right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the dashed line sureness can be taken at its word: of the answers with 80%, 80 of 100 are right. Below it the model is too sure of itself. On average it is off by %1 points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many “%1” are found against how many others are taken for it, at every threshold. The area is %2; 1 is perfect, 0.5 is guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many of a class are found against how many others are taken for it, at every threshold. The mean area is %1; 1 is perfect, 0.5 is guessing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrongly taken for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The more of a class are to be found, the more wrong ones come along. The mean of the average precisions is %1; 1 is perfect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found (recall)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right among those answered (precision)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sureness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration: how sure it was against how often it was right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiver operating characteristic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::DataPage</name>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, data version %2, read as %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a table or a folder of pictures here, choose files, or paste cells that you copied from a spreadsheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other files become a project of their own; this one stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables and archives of pictures (*.csv *.tsv *.tab *.txt *.gz *.xlsx *.zip);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted cells</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::DataView</name>
    <message>
        <source>%1, gray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, color</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remarks of the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the data are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which rows are shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the task will see them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the model gets of each value: numbers scaled, classes counted, pictures in its size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skipped rows with their reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the data</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::DropArea</name>
    <message>
        <source>Drop a table or a folder of pictures here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It becomes a project of its own. Your files stay where they are and are not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place to drop files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ExampleTiles</name>
    <message>
        <source>is: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples as pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ExamplesCard</name>
    <message>
        <source>%1 in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of a class that the model does not know, answered “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of “%2” that were recognized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of “%2” that were taken for “%3”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Furthest off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At random</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Those in which the model believed least in the right class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples as a table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ExamplesModel</name>
    <message>
        <source>(not known)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, answered %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::FailedPane</name>
    <message>
        <source>Choose another file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the data as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data version before this attempt is still there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::Finding</name>
    <message>
        <source>A column gives the answer away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes of unequal size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broken files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 files could not be read and were left out, for example “%2”: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values are missing in %1 and %2 more columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values are missing in %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is told where one is missing; no row is lost by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” occurs %2 times, “%3” only %4 times.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::FindingCards</name>
    <message>
        <source>Leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out the column %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your file is not touched, and this can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::FindingRow</name>
    <message>
        <source>%1 (attention)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::FormatCard</name>
    <message>
        <source>Read as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change an option first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the file was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it differently</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::FormatText</name>
    <message>
        <source>Sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row of the column names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder that is the class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs of files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column separator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Character encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotation mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compressed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates count from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the first line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, numbered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows, %2 columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 pictures, %2 classes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::HelpPage</name>
    <message>
        <source>Reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <extracomment>a page of the handbook and a part of it</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the handbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found. Try another word, in English or in Chinese.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::Histogram</name>
    <message>
        <source>Spread of the values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2: %3 rows</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::HomePage</name>
    <message>
        <source>Choose the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables and archives of pictures (*.csv *.tsv *.tab *.txt *.gz *.xlsx *.zip);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop your data anywhere in this window, or try a sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::IconButton</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>The tooltip of a button: what it does, and its shortcut.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ImportingPane</name>
    <message>
        <source>Reading %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working out columns, split and statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving the data version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your files are read, never changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is just being started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::IntegerListEditor</name>
    <message>
        <source>Type one whole number, or several: 3 or 3, 5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be between %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be at least %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be at most %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 or 3, 5</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::IssuesModel</name>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::MainWindow</name>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page&apos;s next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open your data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder of pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This panel alone (for presenting)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – Fettle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model is being trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training has finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training has failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A training is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can go on without the window; opening Fettle again shows how far it is. Pausing and stopping keep everything learnt so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::MistakesCard</name>
    <message>
        <source>Mixed up most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is taken for what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was mixed up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows are what is true, columns what was answered. Press a cell to see its examples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole matrix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is mixed up most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes that are mixed up most</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::Notice</name>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::NumberBox</name>
    <message>
        <source>Type a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be between %1 and %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be at least %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be at most %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ParameterEditor</name>
    <message>
        <source>on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ParameterForm</name>
    <message>
        <source>%1: %2</source>
        <comment>an option and what is wrong with it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n changed from default</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>More options</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::PictureModel</name>
    <message>
        <source>no class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::PictureView</name>
    <message>
        <source>The data as pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotLegend</name>
    <message>
        <source>Show or hide “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotOverlay</name>
    <message>
        <source>Step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotPanel</name>
    <message>
        <source>%1 against %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The plot as a table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotTableModel</name>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::PredictionSentence</name>
    <message>
        <source>Predict %1 from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column to predict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which columns the model learns from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn from %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ProjectRow</name>
    <message>
        <source>today %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No data yet, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows, not trained yet, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows, the last run failed, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows, training: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows, 1 run, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rows, %2 runs, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the project %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of the last run that ended, on rows it did not learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Course of the last run of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name of the project</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ProjectShelf</name>
    <message>
        <source>Show fewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all %1 projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, kept until %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recently deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the copy of the data in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training runs with their checkpoints: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>models: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files that you imported stay where they are. The project can be restored for 30 days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After 30 days these files go:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was deleted. It can be restored for 30 days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet. What you drop or try becomes a project, and you find it here again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::Rail</name>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop a file, or start from a sample on Home.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs data first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to show until something was trained.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no trained model yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1%</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::RegressionCard</name>
    <message>
        <source>Every point is an example; on the dashed line the prediction is exact. Of many examples these are a selection, the furthest off among them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every point is an example; on the dashed line the prediction is exact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>True “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the predictions are off: to the right of 0 they are too high, to the left too low. The outer bars also hold what lies beyond.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted minus true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The worst is off by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 100 are off by at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With large errors counted more (RMSE)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Root mean squared error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too high (+) or too low (−) on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean of predicted minus true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the differences explained (R²)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coefficient of determination: 1 is perfect, 0 is no better than the average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it is off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predicted and true</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which plot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ResultWords</name>
    <message>
        <source>right on %1 that it learned from, likely between %2 and %3 of 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right on %1 that it learned from, likely between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right on %1 of the validation set, likely between %2 and %3 of 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right on %1 of the validation set, likely between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right on %1 it never saw, likely between %2 and %3 of 100.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>right on %1 it never saw, likely between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on average over %1 that it learned from, likely between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on average over %1 of the validation set, likely between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on average over %1 it never saw, likely between %2 and %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are the examples it learned from. New ones will go less well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This set also decided when to stop and which model to keep, so the number is a little too good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always answering “%1” would get %2 of %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always answering “%1” would get %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clear difference from always answering “%1”: with %2 it may be chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does no better than always answering “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accuracy %1%. The range is Wilson&apos;s interval at 95% confidence; it tells how much the number depends on which examples happened to be in the set.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on a single example, which says next to nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean absolute error. The range is Student&apos;s t interval at 95% confidence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always answering the average, %1, would be off by %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clear difference from always answering the average: with %1 it may be chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does no better than always answering the average.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Answers everything, however unsure it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer only when at least %1% sure: it never is, so everything goes to a person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer only when at least %1% sure: it always is, and %2 of 100 are right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer only when at least %1% sure: answers %2 of 100, %3 of 100 of those right; the rest go to a person.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ResultsPage</name>
    <message>
        <source>This run has no model yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which part of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No result yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Train a model, and you see here how good it is and where it is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not done yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its result stands here as soon as it has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was stopped and discarded, so there is no result.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no stored evaluation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best model until then was kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the kept model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change how it trains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data that the run saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network as it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures of each class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This data has no test set, so nothing was kept back that the model never met. The number comes from the validation set and is a little too good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change how the data is split</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::RowsModel</name>
    <message>
        <source>The task does not look at this column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::RowsView</name>
    <message>
        <source>The data as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt and the down arrow open the menu of a column.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunDetails</name>
    <message>
        <source>Checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Best so far: step %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped here: it got no better</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunNames</name>
    <message>
        <source>Run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2, best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunWords</name>
    <message>
        <source>Run %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawn network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 100 right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name of a metric, its value</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::SavedMark</name>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ScoreBars</name>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How likely each answer is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::Section</name>
    <message>
        <source>Less</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::SeriesWords</name>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples per second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor load (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU load (%)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>validation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>test</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::Session</name>
    <message>
        <source>Use the column “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ignore the column “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the recommendation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you set holds at once and is saved by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings cannot be written to &quot;%1&quot;. What you set holds until Fettle closes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ShortcutsSection</name>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find an action or keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no shortcuts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No action or keys match.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::Spinner</name>
    <message>
        <source>Working</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::SplitBar</name>
    <message>
        <source>Training set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Validation set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2, %3 %4, %5 %6</source>
        <extracomment>The three parts of a dataset with their shares, for screen readers.</extracomment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::SplitCard</name>
    <message>
        <source>Split</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the rows are divided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model learns from the training set, is chosen by the validation set and judged by the test set.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::StartCard</name>
    <message>
        <source>Use my data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a sample…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: use my data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: try a sample</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::StartOffer</name>
    <message>
        <source>Predict a column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learns from the rows of a table what one column says: a class or a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, or: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::StorageSection</name>
    <message>
        <source>Storage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Storage used by what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: %1 freed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cache holds what Fettle makes anew when it needs it. Your data, runs and models are not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fettle&apos;s workspace takes %1. %2 are free on this disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fettle&apos;s workspace takes %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fettle&apos;s workspace takes more than %1: some folders could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::SurenessCard</name>
    <message>
        <source>%1%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure it has to be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure the model has to be to answer, in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This run left no model, so this is not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays with the model: wherever it is used, less sure answers are marked.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::SystemCheck</name>
    <message>
        <source>Only %1 are free on the disk of the workspace. Free some space before you train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only %1 of memory are free. Close other programs before you train.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but its driver is not loaded, so the CPU is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but you may not open it, so the CPU is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NVIDIA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None found; training uses the CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready, with a remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready to train</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 threads for training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 free of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::SystemSection</name>
    <message>
        <source>System check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fettle has not looked at this computer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a question to others: what stands here, without names or paths of yours.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::TextLabel</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::TopBar</name>
    <message>
        <source>Search actions, pages and options (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All projects</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrainCharts</name>
    <message>
        <source>%1, %2</source>
        <comment>run, part of the data</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More plots</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curve begins with the first step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The curve begins with the first check on data that the model has not seen, usually after an epoch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>step</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrainingSection</name>
    <message>
        <source>Training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many parts of the processor a training uses at a time. 0: Fettle decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a checkpoint every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a crash or a power cut a training goes on from its last checkpoint, so at most this much work is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the computer awake while something trains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The screen may still go dark. Below 20% battery a training pauses by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell me when a training ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message of the desktop, while Fettle&apos;s window is not in front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For trainings whose recipe names no number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>More threads than the %n core(s) that Fettle may use make training slower.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>For trainings whose recipe names no number. Fettle would take %1 of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fettle takes %1 of %2 cores: one stays free, so that the computer stays usable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Fettle takes all %n core(s), and lets other programs go first, so that the computer stays usable.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Fettle decides: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fettle decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrashModel</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>goes at the next clean-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Can be restored</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrashSection</name>
    <message>
        <source>Trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trash is empty. What you delete can be brought back from here for 30 days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Restore %n item(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what to restore in the list.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::TryForm</name>
    <message>
        <source>Values to try</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(not known)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2026-05-31</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::ValueBars</name>
    <message>
        <source>%1 other values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each value occurs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 of %3 (%4%)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::WorkspaceSection</name>
    <message>
        <source>Choose a folder for the workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datasets, projects, runs and models are kept in this folder, and nowhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the usual folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay with the present one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the next start on, Fettle works in &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is moved: what is in &quot;%1&quot; stays there, and is there again when you choose that folder.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::XyPlot</name>
    <message>
        <source>%1 to %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fettle::ui::XyTableModel</name>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
