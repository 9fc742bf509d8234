<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>MachineFindings</name>
    <message>
        <source>%1 %2</source>
        <extracomment>two whole sentences, one after the other</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Unknown processor</source>
        <translation>未知处理器</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>%1. It lacks the instructions that training is fast with (AVX2 or NEON): everything works, but several times slower.</source>
        <translation>%1。它缺少让训练变快的指令（AVX2 或 NEON）：一切可用，但会慢好几倍。</translation>
    </message>
    <message>
        <source>%1. Training uses its fast instructions: %2.</source>
        <translation>%1。训练使用它的快速指令：%2。</translation>
    </message>
    <message>
        <source>CPU threads</source>
        <translation>CPU 线程</translation>
    </message>
    <message>
        <source>A training takes %1 threads. The system lets Fettle use %2 of the %3 cores.</source>
        <translation>一次训练使用 %1 个线程。系统允许 Fettle 使用 %3 个核心中的 %2 个。</translation>
    </message>
    <message>
        <source>A training takes %1 threads, and this computer has %2 cores.</source>
        <translation>一次训练使用 %1 个线程，这台电脑有 %2 个核心。</translation>
    </message>
    <message>
        <source>There is one core only: training and everything else take turns.</source>
        <translation>只有一个核心：训练与其他程序轮流使用。</translation>
    </message>
    <message>
        <source>%1 in all, %2 free now.</source>
        <translation>共 %1，现在可用 %2。</translation>
    </message>
    <message>
        <source>The system allows Fettle no more than that.</source>
        <translation>系统只允许 Fettle 使用这么多。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>That is enough for tables and small pictures; larger models will not fit.</source>
        <translation>足够处理表格和小图片，更大的模型放不下。</translation>
    </message>
    <message>
        <source>Close other programs before you train.</source>
        <translation>训练前先关闭其他程序。</translation>
    </message>
    <message>
        <source>%1 free on the disk of the workspace.</source>
        <translation>工作区所在磁盘可用 %1。</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Checkpoints and imports need room: delete what you no longer need, or choose a workspace on another disk.</source>
        <translation>检查点和导入需要空间：删除不再需要的内容，或选择其他磁盘上的工作区。</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>There is no NVIDIA GPU, so training uses the processor. That is all right for tables and small pictures.</source>
        <translation>没有 NVIDIA GPU，训练使用处理器。对表格和小图片来说足够了。</translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but its driver is not loaded, so training uses the processor. Install NVIDIA&apos;s driver, then start the computer again.</source>
        <translation>有 NVIDIA GPU，但驱动没有加载，因此训练使用处理器。安装 NVIDIA 驱动后重新启动电脑。</translation>
    </message>
    <message>
        <source>%1. Being tried…</source>
        <translation>%1。正在测试…</translation>
    </message>
    <message>
        <source>%1. Training uses it.</source>
        <translation>%1。训练会使用它。</translation>
    </message>
    <message>
        <source>%1. This build of Fettle is for the processor alone: a build with CUDA would use the GPU.</source>
        <translation>%1。这个版本的 Fettle 只使用处理器：带 CUDA 的版本会使用 GPU。</translation>
    </message>
    <message>
        <source>%1, LibTorch %2</source>
        <translation>%1，LibTorch %2</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but you may not use it, so training uses the processor. Ask for your account to be added to the groups “video” and “render”.</source>
        <translation>有 NVIDIA GPU，但你没有使用权限，因此训练使用处理器。让管理员把你的账户加入“video”和“render”组。</translation>
    </message>
</context>
<context>
    <name>NodeTexts</name>
    <message>
        <source>%1, %2</source>
        <comment>a tensor&apos;s shape and type of number</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>This version does not know “%1”.</source>
        <translation>这个版本不认识“%1”。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a node&apos;s title and its name</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Not reached: something before it is wrong.</source>
        <translation>未到达：前面有错误。</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>参数量 %1</translation>
    </message>
    <message>
        <source>%1 of the cost</source>
        <translation>占总计算量的 %1</translation>
    </message>
</context>
<context>
    <name>Place</name>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>Reference</name>
    <message>
        <source>%1: %2</source>
        <extracomment>a line of an option&apos;s description: &quot;Default: 32&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Importers</source>
        <translation>导入组件</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Tokenizers</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Samplers</source>
        <translation>采样器</translation>
    </message>
    <message>
        <source>Collators</source>
        <translation>组批组件</translation>
    </message>
    <message>
        <source>Augmentations</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Initializers</source>
        <translation>初始化方式</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Optimizers</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Decoders</source>
        <translation>解码器</translation>
    </message>
    <message>
        <source>Exporters</source>
        <translation>导出组件</translation>
    </message>
    <message>
        <source>Input and output</source>
        <translation>输入和输出</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Normalization and dropout</source>
        <translation>归一化和随机失活</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Shape and joining</source>
        <translation>形状与合并</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>It comes from the plug-in %1.</source>
        <translation>来自插件 %1。</translation>
    </message>
    <message>
        <source>For columns of the kind: %1.</source>
        <translation>适用的列类型：%1。</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>There is nothing to set.</source>
        <translation>没有可设置的选项。</translation>
    </message>
    <message>
        <source>Inputs and outputs</source>
        <translation>输入和输出</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>Output %1</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>Input %1, any number</source>
        <translation>输入 %1，数量不限</translation>
    </message>
    <message>
        <source>Output %1, any number</source>
        <translation>输出 %1，数量不限</translation>
    </message>
    <message>
        <source>Input %1, may be left out</source>
        <translation>输入 %1，可省略</translation>
    </message>
    <message>
        <source>Output %1, may be left out</source>
        <translation>输出 %1，可省略</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>none, it has to be set</source>
        <translation>无，必须设置</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>可选值</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>One of</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>When to change it</source>
        <translation>何时更改</translation>
    </message>
    <message>
        <source>Shown under More, for those who know what it does.</source>
        <translation>显示在“更多”里，供了解它的人使用。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>%1 or more</source>
        <translation>%1 或更大</translation>
    </message>
    <message>
        <source>%1 or less</source>
        <translation>%1 或更小</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Kind: %1. In recipes and in code: %2.</source>
        <extracomment>the kind as a link to all of it, and the id as recipes have it</extracomment>
        <translation>类型：%1。在配方和代码中：%2。</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>fettle::ui::AboutSection</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Fettle %1</source>
        <translation>Fettle %1</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. Your data stays on this computer: Fettle sends nothing anywhere.</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更新版本。你的数据留在这台电脑上：Fettle 不向任何地方发送内容。</translation>
    </message>
    <message>
        <source>License</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Software of others in Fettle</source>
        <translation>Fettle 中的第三方软件</translation>
    </message>
</context>
<context>
    <name>fettle::ui::AdapterCard</name>
    <message>
        <source>The command is copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>This model holds only what was learned (%1) and needs “%2” on the computer that uses it.</source>
        <translation>这个模型只保存学到的部分（%1），在哪台电脑上使用，哪里就要有“%2”。</translation>
    </message>
    <message>
        <source>This model holds all its weights in one file (%1) and needs no other. What was learned lies beside it as an adapter.</source>
        <translation>这个模型的全部权重都在一个文件里（%1），不需要别的模型。学到的部分另存为适配器，放在旁边。</translation>
    </message>
    <message>
        <source>The model is one file of %1 now and answers as before.</source>
        <translation>模型现在是一个文件（%1），回答和以前一样。</translation>
    </message>
    <message>
        <source>What the model consists of</source>
        <translation>模型由什么组成</translation>
    </message>
    <message>
        <source>Merge into one file</source>
        <translation>合并为一个文件</translation>
    </message>
    <message>
        <source>The learned change is added to the weights of the pretrained model. The model then needs more room and no other model.</source>
        <translation>把学到的改动加到预训练模型的权重里。之后模型占用更多空间，但不再需要别的模型。</translation>
    </message>
    <message>
        <source>Show the adapter for others (PEFT)</source>
        <translation>显示可供其他程序使用的适配器（PEFT）</translation>
    </message>
    <message>
        <source>Opens the folder with the adapter, which other programs with the PEFT library can read.</source>
        <translation>打开适配器所在的文件夹，其他程序可以用 PEFT 库读取。</translation>
    </message>
    <message>
        <source>Copy as a command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Merging into one file</source>
        <translation>正在合并为一个文件</translation>
    </message>
    <message>
        <source>This model holds only what was learned (%1). “%2”, which it changes, lies in its folder too (%3), so it needs no other on any computer.</source>
        <translation>这个模型只保存学到的部分（%1）。它所改动的“%2”也在它的文件夹里（%3），因此在任何电脑上都不需要别的模型。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::AdvancedSetup</name>
    <message>
        <source>Take the recommended options</source>
        <translation>采用推荐的选项</translation>
    </message>
    <message numerus="yes">
        <source>%n changed from default</source>
        <translation>
            <numerusform>%n 项与默认不同</numerusform>
        </translation>
    </message>
    <message>
        <source>Change “%1”</source>
        <translation>更改“%1”</translation>
    </message>
    <message>
        <source>Switch “%1” on</source>
        <translation>打开“%1”</translation>
    </message>
    <message>
        <source>Switch “%1” off</source>
        <translation>关闭“%1”</translation>
    </message>
    <message>
        <source>Change the augmentation</source>
        <translation>更改数据增强</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Pictures are changed a little in every epoch, so that the model learns what does not matter.</source>
        <translation>每一轮都把图片稍作改动，让模型学会忽略无关紧要的部分。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::AnalyzeModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
</context>
<context>
    <name>fettle::ui::AnswerCard</name>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>%1 sure</source>
        <translation>把握 %1</translation>
    </message>
    <message>
        <source>Not sure enough, ask a person: %1, and %2 are needed.</source>
        <translation>把握不够，请交给人判断：现在是 %1，需要 %2。</translation>
    </message>
    <message>
        <source>In the data it is “%1”.</source>
        <translation>数据中是“%1”。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Answer of %1</source>
        <translation>%1 的答案</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>没有把握</translation>
    </message>
    <message>
        <source>Nothing is marked</source>
        <translation>没有标出任何内容</translation>
    </message>
    <message numerus="yes">
        <source>%Ln marked part(s)</source>
        <translation>
            <numerusform>%Ln 处标注</numerusform>
        </translation>
    </message>
    <message>
        <source>No label</source>
        <translation>没有标签</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 alike</source>
        <translation>%1 相似</translation>
    </message>
</context>
<context>
    <name>fettle::ui::AppearanceSection</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language / 语言</source>
        <translation>Language / 语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Panels open at once and progress is shown without moving parts.</source>
        <translation>面板直接打开，进度显示不带动画。</translation>
    </message>
    <message>
        <source>As the system: %1</source>
        <translation>跟随系统：%1</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>fettle::ui::AugmentationPreview</name>
    <message>
        <source>One example as the first epochs will see it. If you would not recognize it any more, the changes are too strong.</source>
        <translation>同一张图片在前几轮训练中的样子。如果连你也认不出来，改变就太强了。</translation>
    </message>
    <message>
        <source>Another example</source>
        <translation>换一个样本</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>The example as it is</source>
        <translation>原来的样本</translation>
    </message>
    <message>
        <source>The example in epoch %1</source>
        <translation>第 %1 轮的样本</translation>
    </message>
</context>
<context>
    <name>fettle::ui::BottomBar</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>What this computer has, and why training uses it so: see Settings.</source>
        <translation>这台电脑的配置以及训练为何这样使用它，见“设置”。</translation>
    </message>
    <message>
        <source>The background program of Fettle went away. It is being started again; nothing is lost.</source>
        <translation>Fettle 的后台程序已退出，正在重新启动，没有丢失任何内容。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n thread(s) (why?)</source>
        <translation>
            <numerusform>CPU，%n 个线程（为什么？）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::CanvasBar</name>
    <message>
        <source>Network</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation>添加层</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>自动排列</translation>
    </message>
    <message>
        <source>Find a node</source>
        <translation>查找节点</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom to fit</source>
        <translation>缩放到全部可见</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放比例</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ChangedMark</name>
    <message>
        <source>Changed. Press to reset it.</source>
        <translation>已更改。点击可还原。</translation>
    </message>
    <message>
        <source>Changed. Press to reset it to %1.</source>
        <translation>已更改。点击可还原为 %1。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ChoiceEditor</name>
    <message>
        <source>Choose one.</source>
        <translation>选择一项。</translation>
    </message>
    <message>
        <source>“%1” is not one of the choices.</source>
        <translation>“%1”不在可选项中。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ClassLevelCard</name>
    <message>
        <source>Which folder is the class?</source>
        <translation>哪一级文件夹是类别？</translation>
    </message>
    <message>
        <source>The pictures lie in folders within folders.</source>
        <translation>图片放在多级文件夹里。</translation>
    </message>
    <message>
        <source>%1 classes: %2 …</source>
        <translation>%1 个类别：%2……</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>%1 classes: %2</source>
        <translation>%1 个类别：%2</translation>
    </message>
    <message>
        <source>the outermost folder</source>
        <translation>最外层文件夹</translation>
    </message>
    <message>
        <source>the innermost folder</source>
        <translation>最内层文件夹</translation>
    </message>
    <message>
        <source>folder %1 on the way</source>
        <translation>第 %1 级文件夹</translation>
    </message>
    <message>
        <source>This is the class now</source>
        <translation>现在这一级是类别</translation>
    </message>
    <message>
        <source>This is the class</source>
        <translation>这一级是类别</translation>
    </message>
    <message>
        <source>The class is %1</source>
        <translation>作为类别：%1</translation>
    </message>
    <message>
        <source>The pictures are read so already.</source>
        <translation>图片已经是这样读取的。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ClassTableModel</name>
    <message>
        <source>The class, as the data has it</source>
        <translation>数据中的类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>How many examples are of this class</source>
        <translation>该类别的样本数</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>How often the model gave this answer</source>
        <translation>模型给出该答案的次数</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>回答次数</translation>
    </message>
    <message>
        <source>Recall: of the examples of this class, how many were recognized</source>
        <translation>召回率：该类别的样本中有多少被认出</translation>
    </message>
    <message>
        <source>Recognized</source>
        <translation>认出</translation>
    </message>
    <message>
        <source>Precision: when this was the answer, how often it was right</source>
        <translation>精确率：给出该答案时有多少是对的</translation>
    </message>
    <message>
        <source>Right when answered</source>
        <translation>回答正确</translation>
    </message>
    <message>
        <source>F1: the harmonic mean of the two, low as soon as one of them is</source>
        <translation>F1 值：两者的调和平均，任何一个低它就低</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1 值</translation>
    </message>
    <message>
        <source>From this score on a row has the label; chosen on the validation set.</source>
        <translation>分数从这里起，一行就有这个标签；在验证集上选定。</translation>
    </message>
    <message>
        <source>From score</source>
        <translation>起始分数</translation>
    </message>
</context>
<context>
    <name>fettle::ui::CodeView</name>
    <message>
        <source>Edit the recipe&apos;s text</source>
        <translation>编辑配方文本</translation>
    </message>
    <message>
        <source>The experiment stays as it was until the text can be read.</source>
        <translation>在文本可以读取之前，实验保持不变。</translation>
    </message>
    <message>
        <source>The data stay those of this project; they are chosen on the page Data.</source>
        <translation>数据仍是这个项目的数据；在“数据”页更改。</translation>
    </message>
    <message>
        <source>The code appears here once the network has no mistakes.</source>
        <translation>网络结构没有错误后，代码会显示在这里。</translation>
    </message>
    <message>
        <source>The code appears here once the network is checked.</source>
        <translation>网络结构检查后，代码会显示在这里。</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>The whole experiment as text. Changes are read as you type; comments are not kept.</source>
        <translation>整个实验的文本。边输入边读取；注释不会保留。</translation>
    </message>
    <message>
        <source>PyTorch code</source>
        <translation>PyTorch 代码</translation>
    </message>
    <message>
        <source>The same network for Python; it loads the weights that are trained here.</source>
        <translation>同一网络结构的 Python 代码，可以加载在这里训练的权重。</translation>
    </message>
    <message>
        <source>Copy the recipe</source>
        <translation>复制配方</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>There is no code for this network.</source>
        <translation>这个网络结构没有代码。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ColumnChooser</name>
    <message>
        <source>Columns to learn from</source>
        <translation>用来学习的列</translation>
    </message>
    <message>
        <source>Find a column</source>
        <translation>查找列</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ColumnHeader</name>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ColumnPopover</name>
    <message>
        <source>To free this column, choose another one to predict in the sentence above the table.</source>
        <translation>要改变这一列的用途，先在表格上方的句子里选择另一列来预测。</translation>
    </message>
    <message>
        <source>present</source>
        <translation>有值</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>different</source>
        <translation>不同值</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>spread</source>
        <translation>离散程度</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Column %1</source>
        <translation>列 %1</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Another kind reads the data again, as a new data version.</source>
        <translation>更改类型会重新读取数据，成为新的数据版本。</translation>
    </message>
    <message>
        <source>Used as</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>characters on average</source>
        <translation>平均字符数</translation>
    </message>
    <message>
        <source>the longest</source>
        <translation>最长</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
</context>
<context>
    <name>fettle::ui::CommandPalette</name>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到的内容</translation>
    </message>
</context>
<context>
    <name>fettle::ui::CompareView</name>
    <message>
        <source>%1, %2</source>
        <comment>metric, part of the data</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Which curve is compared</source>
        <translation>比较哪条曲线</translation>
    </message>
    <message>
        <source>What differs between the runs</source>
        <translation>各次训练的不同之处</translation>
    </message>
    <message>
        <source>None of these runs has a curve yet.</source>
        <translation>这些训练还没有曲线。</translation>
    </message>
    <message numerus="yes">
        <source>%n differences, and nothing else.</source>
        <translation>
            <numerusform>共有 %n 处不同，其余都相同。</numerusform>
        </translation>
    </message>
    <message>
        <source>These runs do not differ.</source>
        <translation>这些训练没有不同之处。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ComponentEditor</name>
    <message>
        <source>Choose one.</source>
        <translation>选择一项。</translation>
    </message>
    <message>
        <source>As the layer does by itself</source>
        <translation>由层自行决定</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ComponentListModel</name>
    <message>
        <source>Inputs and outputs</source>
        <translation>输入与输出</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Normalization and dropout</source>
        <translation>归一化与随机失活</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Joining and reshaping</source>
        <translation>合并与变形</translation>
    </message>
    <message numerus="yes">
        <source>A block of this network, used %n time(s).</source>
        <translation>
            <numerusform>这个网络结构中的模块，用了 %n 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>Does not fit here</source>
        <translation>不适合这里</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ConfusionMatrix</name>
    <message>
        <source>(not known)</source>
        <translation>（未知）</translation>
    </message>
    <message>
        <source>%1 of %2 of a class that the model does not know were answered “%3” (%4%)</source>
        <translation>模型不认识的类别共 %2 个，其中 %1 个被判断为“%3”（%4%）</translation>
    </message>
    <message>
        <source>%1 of %2 “%3” were recognized (%4%)</source>
        <translation>“%3”共 %2 个，认出 %1 个（%4%）</translation>
    </message>
    <message>
        <source>%1 of %2 “%3” were taken for “%4” (%5%)</source>
        <translation>“%3”共 %2 个，其中 %1 个被当成“%4”（%5%）</translation>
    </message>
    <message>
        <source>Confusion matrix: rows are what is true, columns what was answered</source>
        <translation>混淆矩阵：行是真实类别，列是给出的答案</translation>
    </message>
</context>
<context>
    <name>fettle::ui::CurvePlot</name>
    <message>
        <source>%1, as a table</source>
        <translation>%1，表格形式</translation>
    </message>
    <message>
        <source>%1: %2 at step %3</source>
        <translation>%1：第 %3 步为 %2</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中等</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>强</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数坐标轴</translation>
    </message>
    <message>
        <source>Leave out outliers</source>
        <translation>忽略异常值</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show as a chart</source>
        <translation>显示为图表</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>显示为表格</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Copy numbers</source>
        <translation>复制数字</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>保存为 SVG…</translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation>将数字保存为 CSV…</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Save as SVG</source>
        <translation>保存为 SVG</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Save numbers as CSV</source>
        <translation>将数字保存为 CSV</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>More about this chart</source>
        <translation>图表的更多操作</translation>
    </message>
</context>
<context>
    <name>fettle::ui::CurvesCard</name>
    <message>
        <source>How sure it was</source>
        <translation>把握程度</translation>
    </message>
    <message>
        <source>How often it was right</source>
        <translation>正确比例</translation>
    </message>
    <message>
        <source>On the dashed line sureness can be taken at its word: of the answers with 80%, 80 of 100 are right. Below it the model is too sure of itself. On average it is off by %1 points.</source>
        <translation>在虚线上，把握程度名副其实：把握为 80% 的答案，100 个里有 80 个是对的。低于虚线说明模型过于自信。平均相差 %1 个百分点。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>How many “%1” are found against how many others are taken for it, at every threshold. The area is %2; 1 is perfect, 0.5 is guessing.</source>
        <translation>在每个阈值下，找到了多少“%1”，又有多少其他样本被误认为它。面积为 %2；1 是完美，0.5 等于猜测。</translation>
    </message>
    <message>
        <source>How many of a class are found against how many others are taken for it, at every threshold. The mean area is %1; 1 is perfect, 0.5 is guessing.</source>
        <translation>在每个阈值下，一个类别找到了多少，又有多少其他样本被误认为它。平均面积为 %1；1 是完美，0.5 等于猜测。</translation>
    </message>
    <message>
        <source>Wrongly taken for it</source>
        <translation>误认</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>The more of a class are to be found, the more wrong ones come along. The mean of the average precisions is %1; 1 is perfect.</source>
        <translation>想找到的越多，混进来的错误也越多。平均精确率的均值为 %1；1 是完美。</translation>
    </message>
    <message>
        <source>Found (recall)</source>
        <translation>找到（召回率）</translation>
    </message>
    <message>
        <source>Right among those answered (precision)</source>
        <translation>回答中正确的（精确率）</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Sureness</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Calibration: how sure it was against how often it was right</source>
        <translation>校准：把握程度与正确比例的对照</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Receiver operating characteristic</source>
        <translation>受试者工作特征曲线</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>精确率和召回率</translation>
    </message>
    <message>
        <source>Which curves</source>
        <translation>选择曲线</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>显示为表格</translation>
    </message>
</context>
<context>
    <name>fettle::ui::DataPage</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>%1, data version %2, read as %3</source>
        <translation>%1，数据版本 %2，读取方式：%3</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Other data…</source>
        <translation>其他数据…</translation>
    </message>
    <message>
        <source>Other files become a project of their own; this one stays as it is.</source>
        <translation>其他文件会成为单独的项目，当前项目保持不变。</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Choose the data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>Pasted cells</source>
        <translation>粘贴的单元格</translation>
    </message>
    <message>
        <source>Drop a table, or a folder of pictures or texts here, choose files, or paste cells that you copied from a spreadsheet.</source>
        <translation>把表格、图片或文本文件夹拖到这里，选择文件，或粘贴从电子表格复制的单元格。</translation>
    </message>
    <message>
        <source>Choose a folder of pictures or texts</source>
        <translation>选择图片或文本文件夹</translation>
    </message>
</context>
<context>
    <name>fettle::ui::DataView</name>
    <message>
        <source>%1, gray</source>
        <translation>%1，灰度</translation>
    </message>
    <message>
        <source>%1, color</source>
        <translation>%1，彩色</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Skipped rows</source>
        <translation>跳过的行</translation>
    </message>
    <message>
        <source>Remarks of the import</source>
        <translation>导入说明</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>How the data are shown</source>
        <translation>数据的显示方式</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Which rows are shown</source>
        <translation>显示哪些行</translation>
    </message>
    <message>
        <source>As the task will see them</source>
        <translation>显示任务看到的样子</translation>
    </message>
    <message>
        <source>What the model gets of each value: numbers scaled, classes counted, pictures in its size</source>
        <translation>模型实际得到的内容：缩放后的数值、编号后的类别、调整尺寸后的图片</translation>
    </message>
    <message>
        <source>Skipped rows with their reasons</source>
        <translation>跳过的行及原因</translation>
    </message>
    <message>
        <source>About the data</source>
        <translation>关于数据</translation>
    </message>
    <message>
        <source>Texts without labels can be sorted by the names of classes alone. Nothing is trained for that.</source>
        <translation>没有标签的文本可以只凭类别名称归类，不需要训练。</translation>
    </message>
    <message>
        <source>Sort by the names of the classes</source>
        <translation>按类别名称归类</translation>
    </message>
</context>
<context>
    <name>fettle::ui::DifferenceList</name>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>before, after</comment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>option, before, after</comment>
        <translation>%1：%2 → %3</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between differences</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
</context>
<context>
    <name>fettle::ui::DifferencesModel</name>
    <message>
        <source>%1, %2</source>
        <comment>metric, part of the data</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Data version</source>
        <translation>数据版本</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>CPU threads</source>
        <translation>CPU 线程</translation>
    </message>
    <message>
        <source>Examples per second</source>
        <translation>每秒样本数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Epochs, at most</source>
        <translation>最多轮数</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>容忍次数</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Time limit (minutes)</source>
        <translation>时间上限（分钟）</translation>
    </message>
    <message>
        <source>Time (seconds)</source>
        <translation>用时（秒）</translation>
    </message>
    <message>
        <source>Time of the steps (seconds)</source>
        <translation>各步用时（秒）</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate over time</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Order of the examples</source>
        <translation>样本顺序</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
</context>
<context>
    <name>fettle::ui::DownloadsSection</name>
    <message>
        <source>Pretrained models</source>
        <translation>预训练模型</translation>
    </message>
    <message>
        <source>A token is kept</source>
        <translation>已保存凭证</translation>
    </message>
    <message>
        <source>None is on this computer yet.</source>
        <translation>这台电脑上还没有。</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>这台电脑上</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>Remove “%1” from this computer?</source>
        <translation>从这台电脑上移除“%1”？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Model hub</source>
        <translation>模型平台</translation>
    </message>
    <message>
        <source>The address of a hub from which models are fetched by name. It has to speak Hugging Face&apos;s protocol.</source>
        <translation>按名称下载模型的平台地址。平台需使用 Hugging Face 的协议。</translation>
    </message>
    <message>
        <source>Mirror of the hub</source>
        <translation>平台的镜像</translation>
    </message>
    <message>
        <source>Is asked before the hub, and never gets your access token.</source>
        <translation>先于平台被访问，不会得到你的访问凭证。</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>访问凭证</translation>
    </message>
    <message>
        <source>For models whose makers ask for one. Only the hub gets it, and only you can read the file in which it is kept.</source>
        <translation>用于作者要求凭证的模型。凭证只发给平台，保存它的文件只有你能读取。</translation>
    </message>
    <message>
        <source>Package index</source>
        <translation>软件包索引</translation>
    </message>
    <message>
        <source>Where the starter model comes from: the address that pip uses.</source>
        <translation>入门模型的来源：pip 使用的地址。</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>Such as http://proxy.example.org:3128. Empty: as the system says; “none”: without one.</source>
        <translation>例如 http://proxy.example.org:3128。留空：跟随系统；“none”：不使用代理。</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>删除凭证</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <translation>保持离线</translation>
    </message>
    <message>
        <source>Nothing is asked of any network. What is on this computer works all the same.</source>
        <translation>不访问任何网络。这台电脑上已有的内容照常可用。</translation>
    </message>
    <message>
        <source>%1 become free. Models that you trained from it stay; those trained by LoRA need it again before you can use them.</source>
        <translation>将释放 %1。由它训练出的模型会保留；其中用 LoRA 训练的，重新获取它之后才能使用。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::DropArea</name>
    <message>
        <source>It becomes a project of its own. Your files stay where they are and are not changed.</source>
        <translation>它会成为单独的项目。你的文件留在原处，不会被改动。</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Place to drop files</source>
        <translation>拖放文件的位置</translation>
    </message>
    <message>
        <source>Drop a table, or a folder of pictures or texts here</source>
        <translation>把表格、图片或文本文件夹拖到这里</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ExampleTexts</name>
    <message>
        <source>Examples as texts</source>
        <translation>样本文本</translation>
    </message>
    <message>
        <source>Enter opens the whole text.</source>
        <translation>按回车键打开全文。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ExampleTiles</name>
    <message>
        <source>is: %1</source>
        <translation>实为：%1</translation>
    </message>
    <message>
        <source>Examples as pictures</source>
        <translation>样本图片</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ExamplesCard</name>
    <message>
        <source>%1 in all</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>%1 of a class that the model does not know, answered “%2”</source>
        <translation>模型不认识的类别，%1，被判断为“%2”</translation>
    </message>
    <message>
        <source>%1 of “%2” that were recognized</source>
        <translation>“%2”中被认出的 %1</translation>
    </message>
    <message>
        <source>%1 of “%2” that were taken for “%3”</source>
        <translation>“%2”中被当成“%3”的 %1</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Furthest off</source>
        <translation>偏差最大</translation>
    </message>
    <message>
        <source>Most wrong</source>
        <translation>错得最多</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最接近</translation>
    </message>
    <message>
        <source>Best</source>
        <translation>最好</translation>
    </message>
    <message>
        <source>At random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Those in which the model believed least in the right class</source>
        <translation>模型对正确类别最没有把握的样本</translation>
    </message>
    <message>
        <source>Which examples</source>
        <translation>选择样本</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Examples as a table</source>
        <translation>样本表格</translation>
    </message>
    <message>
        <source>Those with the most mistakes</source>
        <translation>错误最多的样本</translation>
    </message>
    <message>
        <source>Those whose right text stands furthest down</source>
        <translation>正确文本排得最靠后的样本</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ExamplesModel</name>
    <message>
        <source>(not known)</source>
        <translation>（未知）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, answered %2</source>
        <translation>%1，回答 %2</translation>
    </message>
    <message>
        <source>What is true</source>
        <translation>真实值</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Off by</source>
        <translation>偏差</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>%1, %2 sure</source>
        <translation>%1，把握 %2</translation>
    </message>
    <message>
        <source>%1, %2 sure; it is %3</source>
        <translation>%1，把握 %2；其实是 %3</translation>
    </message>
    <message>
        <source>(nothing)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>Nothing to mark, and nothing was marked</source>
        <translation>没有要标出的，也没有标出</translation>
    </message>
    <message>
        <source>All right: %1</source>
        <translation>全对：%1</translation>
    </message>
    <message>
        <source>Answered %1; in the data %2</source>
        <translation>标出 %1；数据中是 %2</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>第 %1 位</translation>
    </message>
    <message>
        <source>Has no matching text</source>
        <translation>没有对应的文本</translation>
    </message>
    <message>
        <source>Found at first place, %1 alike</source>
        <translation>排在第一位，%1 相似</translation>
    </message>
    <message>
        <source>Found at place %1, %2 alike</source>
        <translation>排在第 %1 位，%2 相似</translation>
    </message>
    <message>
        <source>How alike</source>
        <translation>有多相似</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ExperimentsPage</name>
    <message>
        <source>See results</source>
        <translation>查看结果</translation>
    </message>
    <message>
        <source>Show the training</source>
        <translation>查看训练过程</translation>
    </message>
    <message>
        <source>Train again from these settings</source>
        <translation>用这些设置再训练</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Edit tags</source>
        <translation>编辑标签</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>编辑备注</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Take the settings of “%1”</source>
        <translation>采用“%1”的设置</translation>
    </message>
    <message>
        <source>What is still training or queued is stopped first, on the Train page.</source>
        <translation>正在训练或排队的，先在“训练”页停止。</translation>
    </message>
    <message numerus="yes">
        <source>%n runs moved to the trash for 30 days.</source>
        <translation>
            <numerusform>%n 次训练已移到回收站，保留 30 天。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n runs</source>
        <translation>
            <numerusform>显示 %1 次，共 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n runs</source>
        <translation>
            <numerusform>%n 次训练</numerusform>
        </translation>
    </message>
    <message>
        <source>Select one run.</source>
        <translation>先选择一次训练。</translation>
    </message>
    <message>
        <source>Select the runs to delete.</source>
        <translation>先选择要删除的训练。</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>新的训练</translation>
    </message>
    <message>
        <source>A training needs data first.</source>
        <translation>训练之前需要数据。</translation>
    </message>
    <message>
        <source>Select two or more to compare them.</source>
        <translation>选择两次或更多训练即可比较。</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>实验</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <translation>还没有训练记录</translation>
    </message>
    <message>
        <source>Every training appears here with its settings and results, to be compared with the others.</source>
        <translation>每次训练都会出现在这里，带着设置和结果，可以互相比较。</translation>
    </message>
    <message>
        <source>Go to training</source>
        <translation>去训练</translation>
    </message>
    <message>
        <source>Find by name, tag, model …</source>
        <translation>按名称、标签、模型查找…</translation>
    </message>
    <message>
        <source>Find runs</source>
        <translation>查找训练</translation>
    </message>
    <message>
        <source>Starred only</source>
        <translation>仅看星标</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>显示的列</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>fettle::ui::FailedPane</name>
    <message>
        <source>Choose another file…</source>
        <translation>选择其他文件…</translation>
    </message>
    <message>
        <source>Back to the data as it was</source>
        <translation>回到原来的数据</translation>
    </message>
    <message>
        <source>The data version before this attempt is still there.</source>
        <translation>这次尝试之前的数据版本仍然保留。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::FileCard</name>
    <message>
        <source>The command is copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>Choose what to predict</source>
        <translation>选择要预测的文件</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图片文件夹</translation>
    </message>
    <message>
        <source>%1 predictions.xlsx</source>
        <translation>%1 预测结果.xlsx</translation>
    </message>
    <message>
        <source>Save the predictions</source>
        <translation>保存预测结果</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx);;CSV (*.csv)</source>
        <translation>Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>The answers to %1 are in “%2”.</source>
        <translation>%1 的答案在“%2”中。</translation>
    </message>
    <message>
        <source>The answers to %1 are in “%2”. The file holds the right answers too: %3 of 100 agree.</source>
        <translation>%1 的答案在“%2”中。文件里也有正确答案：100 个中有 %3 个一致。</translation>
    </message>
    <message>
        <source>The answers to %1 are in “%2”. The file holds the true numbers too: they are off by %3 on average.</source>
        <translation>%1 的答案在“%2”中。文件里也有真实数值：平均偏差 %3。</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Predicting “%1”</source>
        <translation>正在预测“%1”</translation>
    </message>
    <message>
        <source>Predict many pictures</source>
        <translation>预测多张图片</translation>
    </message>
    <message>
        <source>Predict a whole file</source>
        <translation>预测整个文件</translation>
    </message>
    <message>
        <source>Every picture gets its answer in a table, as an Excel workbook or CSV.</source>
        <translation>每张图片的答案写入一张表格，保存为 Excel 工作簿或 CSV。</translation>
    </message>
    <message>
        <source>Every row gets its answer in two more columns, as an Excel workbook or CSV. Your file is not touched.</source>
        <translation>每一行的答案写在新增的两列里，保存为 Excel 工作簿或 CSV。你的文件不会被改动。</translation>
    </message>
    <message>
        <source>Choose pictures…</source>
        <translation>选择图片…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy as a command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>The likeness of %1 is in “%2”. Among all texts of the file, the matching one comes first for %3 of 100.</source>
        <translation>%1 的相似程度写在“%2”里。在文件的所有文本中，100 个里有 %3 个的对应文本排在第一位。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::FileFilters</name>
    <message>
        <source>Data that can be read</source>
        <translation>可读取的数据</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>JSON and JSON Lines</source>
        <translation>JSON 和 JSON Lines</translation>
    </message>
    <message>
        <source>Texts, one per line</source>
        <translation>文本，每行一条</translation>
    </message>
    <message>
        <source>Tagged words (CoNLL)</source>
        <translation>带标签的词（CoNLL）</translation>
    </message>
    <message>
        <source>Archives of pictures or texts</source>
        <translation>图片或文本压缩包</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Tables and texts</source>
        <translation>表格和文本</translation>
    </message>
    <message>
        <source>Pictures and archives of them</source>
        <translation>图片及其压缩包</translation>
    </message>
</context>
<context>
    <name>fettle::ui::FindBar</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>找到 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Find nodes</source>
        <translation>查找节点</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>fettle::ui::Finding</name>
    <message>
        <source>A column gives the answer away</source>
        <translation>某列直接透露答案</translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>Classes of unequal size</source>
        <translation>类别不均衡</translation>
    </message>
    <message>
        <source>Missing values</source>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>Worth knowing</source>
        <translation>值得了解</translation>
    </message>
    <message>
        <source>Broken files</source>
        <translation>损坏的文件</translation>
    </message>
    <message>
        <source>%1 files could not be read and were left out, for example “%2”: %3</source>
        <translation>%1 个文件无法读取，已略过，例如“%2”：%3</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Values are missing in %1 and %2 more columns.</source>
        <translation>%1 以及另外 %2 列有缺失值。</translation>
    </message>
    <message>
        <source>Values are missing in %1.</source>
        <translation>%1 有缺失值。</translation>
    </message>
    <message>
        <source>The model is told where one is missing; no row is lost by it.</source>
        <translation>模型会知道哪里缺失，不会因此丢掉任何一行。</translation>
    </message>
    <message>
        <source>“%1” occurs %2 times, “%3” only %4 times.</source>
        <translation>“%1”出现 %2 次，“%3”只有 %4 次。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::FindingCards</name>
    <message>
        <source>Leave it out</source>
        <translation>不使用这一列</translation>
    </message>
    <message>
        <source>Leave out the column %1</source>
        <translation>不使用列 %1</translation>
    </message>
    <message>
        <source>Your file is not touched, and this can be undone.</source>
        <translation>你的文件不会被改动，此操作可以撤销。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::FindingRow</name>
    <message>
        <source>%1 (attention)</source>
        <translation>%1（注意）</translation>
    </message>
</context>
<context>
    <name>fettle::ui::FormatCard</name>
    <message>
        <source>Read as</source>
        <translation>读取为</translation>
    </message>
    <message>
        <source>Change an option first.</source>
        <translation>先更改一个选项。</translation>
    </message>
    <message>
        <source>How the file was read</source>
        <translation>文件的读取方式</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Read it differently</source>
        <translation>换一种方式读取</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
</context>
<context>
    <name>fettle::ui::FormatText</name>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Row of the column names</source>
        <translation>列名所在行</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Folder that is the class</source>
        <translation>代表类别的文件夹</translation>
    </message>
    <message>
        <source>Pairs of files</source>
        <translation>成对的文件</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Column separator</source>
        <translation>列分隔符</translation>
    </message>
    <message>
        <source>Column names</source>
        <translation>列名</translation>
    </message>
    <message>
        <source>Character encoding</source>
        <translation>字符编码</translation>
    </message>
    <message>
        <source>Quotation mark</source>
        <translation>引号</translation>
    </message>
    <message>
        <source>Comment mark</source>
        <translation>注释符</translation>
    </message>
    <message>
        <source>Compressed by</source>
        <translation>压缩方式</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Dates count from</source>
        <translation>日期起点</translation>
    </message>
    <message>
        <source>Line end</source>
        <translation>换行符</translation>
    </message>
    <message>
        <source>in the first line</source>
        <translation>在第一行</translation>
    </message>
    <message>
        <source>none, numbered</source>
        <translation>无，用编号</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>vertical bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 rows, %2 columns</source>
        <translation>%1 行，%2 列</translation>
    </message>
    <message>
        <source>%1 pictures</source>
        <translation>%1 张图片</translation>
    </message>
    <message>
        <source>%1 pictures, %2 classes</source>
        <translation>%1 张图片，%2 个类别</translation>
    </message>
    <message>
        <source>%1 pictures are the same as others or look nearly so. They were kept together in %2 groups: each group is in one part of the data, so that the model is not judged by what it has learned from.</source>
        <translation>%1 张图片与别的图片相同或几乎相同。它们分成 %2 组放在一起：每组只在一个数据集里，这样模型不会用学过的图片来评判。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::GraphCanvas</name>
    <message>
        <source>Network</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>Arrow keys move between nodes, Enter edits, Tab adds the next one.</source>
        <translation>方向键在节点间移动，回车编辑，Tab 添加下一个。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Text of the note</source>
        <translation>备注内容</translation>
    </message>
    <message>
        <source>Output “%1”</source>
        <translation>输出“%1”</translation>
    </message>
    <message>
        <source>Input “%1”</source>
        <translation>输入“%1”</translation>
    </message>
    <message>
        <source>Add a layer…</source>
        <translation>添加层…</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>再制一份</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Group into a block</source>
        <translation>组成模块</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>拆开模块</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Expand in place</source>
        <translation>就地展开</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>自动排列</translation>
    </message>
    <message>
        <source>Zoom to fit</source>
        <translation>缩放到全部可见</translation>
    </message>
</context>
<context>
    <name>fettle::ui::GraphEditor</name>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message numerus="yes">
        <source>%n note(s)</source>
        <translation>
            <numerusform>%n 条备注</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Insert %1</source>
        <translation>插入 %1</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Move connection</source>
        <translation>移动连线</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>移动 %1</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>组合 %1</translation>
    </message>
    <message>
        <source>Ungroup %1</source>
        <translation>取消组合 %1</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Cut %1</source>
        <translation>剪切 %1</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>整理布局</translation>
    </message>
    <message>
        <source>Add note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Remove note</source>
        <translation>删除备注</translation>
    </message>
    <message>
        <source>Edit note</source>
        <translation>编辑备注</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>重命名 %1</translation>
    </message>
    <message>
        <source>Change title</source>
        <translation>更改标题</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <translation>更改 %2 的 %1</translation>
    </message>
    <message>
        <source>Nothing can be connected here.</source>
        <translation>这里无法连接。</translation>
    </message>
    <message>
        <source>A node cannot feed itself.</source>
        <translation>节点不能连接到自己。</translation>
    </message>
    <message>
        <source>This would make a circle: the node already comes before.</source>
        <translation>这样会形成环：该节点已在前面。</translation>
    </message>
    <message>
        <source>These two are connected already.</source>
        <translation>这两个节点已经相连。</translation>
    </message>
    <message>
        <source>Insert %1 before %2</source>
        <translation>在 %2 前插入 %1</translation>
    </message>
    <message>
        <source>Switch “%1” of %2 on</source>
        <translation>打开 %2 的“%1”</translation>
    </message>
    <message>
        <source>Switch “%1” of %2 off</source>
        <translation>关闭 %2 的“%1”</translation>
    </message>
    <message>
        <source>Reset “%1” of %2</source>
        <translation>还原 %2 的“%1”</translation>
    </message>
    <message>
        <source>Set “%1” of %2 to %3</source>
        <translation>将 %2 的“%1”设为 %3</translation>
    </message>
    <message>
        <source>Connect %1 to %2</source>
        <translation>将 %1 连接到 %2</translation>
    </message>
</context>
<context>
    <name>fettle::ui::HandfulCard</name>
    <message>
        <source>You have only a handful</source>
        <translation>只有少量样本</translation>
    </message>
    <message>
        <source>How far your examples reach</source>
        <translation>现有样本够做什么</translation>
    </message>
    <message>
        <source>About %1 training examples of each class.</source>
        <translation>每个类别大约有 %1 条训练样本。</translation>
    </message>
    <message>
        <source>The names of the classes alone give a first order of the texts. Nothing is trained.</source>
        <translation>只凭类别名称就能得到一个初步的归类，不需要训练。</translation>
    </message>
    <message>
        <source>With a pretrained model the examples are compared with each other first; get one on the Model page. From scratch eight are too few.</source>
        <translation>有预训练模型时，先拿样本互相比较；可以在“模型”页获取一个。从零训练的话，八条太少。</translation>
    </message>
    <message>
        <source>Sort by the names of the classes</source>
        <translation>按类别名称归类</translation>
    </message>
    <message>
        <source>A pretrained model compares the examples with each other first, then a last layer is trained. Recommended by itself up to %1 a class.</source>
        <translation>预训练模型先拿样本互相比较，然后训练最后一层。每个类别不超过 %1 条时会自动推荐。</translation>
    </message>
    <message>
        <source>With some hundred texts in all, the whole pretrained model can be adjusted, and small models from scratch become worth a try.</source>
        <translation>总共有几百条文本时，可以微调整个预训练模型，从零训练的小模型也值得一试。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::HelpButton</name>
    <message>
        <source>What the handbook says about this</source>
        <translation>手册中的说明</translation>
    </message>
</context>
<context>
    <name>fettle::ui::HelpPage</name>
    <message>
        <source>Reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <extracomment>a page of the handbook and a part of it</extracomment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Search the handbook</source>
        <translation>搜索手册</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>找到的内容</translation>
    </message>
    <message>
        <source>Nothing was found. Try another word, in English or in Chinese.</source>
        <translation>没有找到。换一个词试试，中英文均可。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
</context>
<context>
    <name>fettle::ui::Histogram</name>
    <message>
        <source>Spread of the values</source>
        <translation>数值分布</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>%1 to %2: %3 rows</source>
        <translation>%1 到 %2：%3 行</translation>
    </message>
    <message>
        <source>Lengths of the texts in characters</source>
        <translation>文本长度（字符数）</translation>
    </message>
    <message>
        <source>%1 to %2 characters: %3 rows</source>
        <translation>%1 到 %2 个字符：%3 行</translation>
    </message>
</context>
<context>
    <name>fettle::ui::HomePage</name>
    <message>
        <source>Choose the data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>Go on with %1</source>
        <translation>继续 %1</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Drop your data anywhere in this window, or try a sample.</source>
        <translation>把数据拖到窗口的任何位置，或试试示例。</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>Choose a folder of pictures or texts</source>
        <translation>选择图片或文本文件夹</translation>
    </message>
</context>
<context>
    <name>fettle::ui::IconButton</name>
    <message>
        <source>%1 (%2)</source>
        <extracomment>The tooltip of a button: what it does, and its shortcut.</extracomment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ImportingPane</name>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在开始</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Reading the files</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Working out columns, split and statistics</source>
        <translation>正在整理列、划分和统计</translation>
    </message>
    <message>
        <source>Saving the data version</source>
        <translation>正在保存数据版本</translation>
    </message>
    <message>
        <source>%1 rows so far</source>
        <translation>已读取 %1 行</translation>
    </message>
    <message>
        <source>Your files are read, never changed.</source>
        <translation>你的文件只会被读取，绝不会被改动。</translation>
    </message>
    <message>
        <source>It is just being started.</source>
        <translation>刚刚开始。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
</context>
<context>
    <name>fettle::ui::Inspector</name>
    <message>
        <source>Inspector</source>
        <translation>属性栏</translation>
    </message>
</context>
<context>
    <name>fettle::ui::IntegerListEditor</name>
    <message>
        <source>Type one whole number, or several: 3 or 3, 5.</source>
        <translation>输入一个或多个整数：3 或 3, 5。</translation>
    </message>
    <message>
        <source>It must be between %1 and %2.</source>
        <translation>必须在 %1 到 %2 之间。</translation>
    </message>
    <message>
        <source>It must be at least %1.</source>
        <translation>至少为 %1。</translation>
    </message>
    <message>
        <source>It must be at most %1.</source>
        <translation>最多为 %1。</translation>
    </message>
    <message>
        <source>3 or 3, 5</source>
        <translation>3 或 3, 5</translation>
    </message>
</context>
<context>
    <name>fettle::ui::IssuesModel</name>
    <message>
        <source>%1, line %2, %3 times</source>
        <translation>%1，第 %2 行，%3 次</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1，第 %2 行</translation>
    </message>
    <message>
        <source>%1, %2 times</source>
        <translation>%1，%2 次</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>fettle::ui::LabelsCard</name>
    <message>
        <source>Save the suggestions</source>
        <translation>保存建议</translation>
    </message>
    <message>
        <source>%1 labels.xlsx</source>
        <translation>%1 标签.xlsx</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx);;CSV (*.csv)</source>
        <translation>Excel 工作簿 (*.xlsx);;CSV (*.csv)</translation>
    </message>
    <message>
        <source>The suggestions are in “%1”. Correct them there and import the file: with a handful of right ones a model can be trained.</source>
        <translation>建议已写入“%1”。在那里改正后导入这个文件：有了少量正确的样本就能训练模型。</translation>
    </message>
    <message>
        <source>Where “%1” is known already, %2 of 100 suggestions agree with it.</source>
        <translation>在“%1”已知的行里，每 100 条建议有 %2 条与它一致。</translation>
    </message>
    <message>
        <source>Sort by the names of the classes alone</source>
        <translation>只凭类别名称归类</translation>
    </message>
    <message>
        <source>Nothing is trained: the model compares each text with the names you type. Good for a first order; even 8 examples a class usually do better.</source>
        <translation>不需要训练：模型拿每条文本与你输入的名称比较。适合初步归类；每个类别哪怕只有 8 条样本，训练后通常更好。</translation>
    </message>
    <message>
        <source>Names of the classes</source>
        <translation>类别的名称</translation>
    </message>
    <message>
        <source>Sentence around a name</source>
        <translation>名称外面的句子</translation>
    </message>
    <message>
        <source>This is about {}.</source>
        <translation>这是关于{}的。</translation>
    </message>
    <message>
        <source>Optional; {} stands for the name. A sentence like the texts themselves often helps.</source>
        <translation>可以不写；{} 代表名称。写一句像文本本身的话常常有帮助。</translation>
    </message>
    <message>
        <source>Try a text</source>
        <translation>试一条文本</translation>
    </message>
    <message>
        <source>First suggestions for all rows</source>
        <translation>给所有行的初步建议</translation>
    </message>
    <message>
        <source>Suggest labels</source>
        <translation>建议标签</translation>
    </message>
    <message>
        <source>Save with suggestions…</source>
        <translation>连同建议保存…</translation>
    </message>
    <message>
        <source>Type at least two names first</source>
        <translation>先输入至少两个名称</translation>
    </message>
    <message>
        <source>How near the text is to each name; not how likely it is.</source>
        <translation>文本与每个名称有多接近，不是可能性。</translation>
    </message>
    <message>
        <source>“%1” is being written. You can go on typing.</source>
        <translation>正在写入“%1”，可以继续输入。</translation>
    </message>
    <message>
        <source>One in each line, in plain words: “where is my parcel” says more than “WISMO”.</source>
        <translation>每行一个，用日常说法：“我的包裹在哪里”比代号说得更清楚。</translation>
    </message>
    <message>
        <source>These are several: a line for each</source>
        <translation>这是多个名称：拆成每行一个</translation>
    </message>
</context>
<context>
    <name>fettle::ui::LiveExamplesView</name>
    <message>
        <source>%1, really %2</source>
        <translation>%1，实际是 %2</translation>
    </message>
    <message>
        <source>%1, right, %2% sure</source>
        <translation>%1，答对，把握 %2%</translation>
    </message>
    <message>
        <source>%1, but it is %3, %2% sure</source>
        <translation>%1，其实是 %3，把握 %2%</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>答错</translation>
    </message>
    <message>
        <source>Examples that it does not learn from</source>
        <translation>不参与学习的样本</translation>
    </message>
    <message>
        <source>no matching text</source>
        <translation>没有对应的文本</translation>
    </message>
    <message>
        <source>found at place %1</source>
        <translation>排在第 %1 位</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <extracomment>What a row says and what the model says of it.</extracomment>
        <translation>“%1”：%2</translation>
    </message>
</context>
<context>
    <name>fettle::ui::MainWindow</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>The page&apos;s next step</source>
        <translation>当前页面的下一步</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Open your data</source>
        <translation>打开数据</translation>
    </message>
    <message>
        <source>This panel alone (for presenting)</source>
        <translation>只显示当前面板（演示用）</translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation>本页帮助</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>%1 – Fettle</source>
        <translation>%1 – Fettle</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>第 %1 次训练</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>A model is being trained</source>
        <translation>正在训练模型</translation>
    </message>
    <message>
        <source>Training has finished</source>
        <translation>训练已完成</translation>
    </message>
    <message>
        <source>Training has failed</source>
        <translation>训练失败</translation>
    </message>
    <message>
        <source>A training is running</source>
        <translation>有训练正在进行</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>It can go on without the window; opening Fettle again shows how far it is. Pausing and stopping keep everything learned so far.</source>
        <translation>关闭窗口后训练可以继续，再次打开 Fettle 即可看到进展。暂停和停止都会保留已学到的内容。</translation>
    </message>
    <message>
        <source>Paste data</source>
        <translation>粘贴数据</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何地方</translation>
    </message>
    <message>
        <source>Pasted cells</source>
        <translation>粘贴的单元格</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <extracomment>a page of the handbook and a part of it</extracomment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Open a folder of pictures or texts…</source>
        <translation>打开图片或文本文件夹…</translation>
    </message>
    <message>
        <source>Open a folder of pictures or texts</source>
        <translation>打开图片或文本文件夹</translation>
    </message>
</context>
<context>
    <name>fettle::ui::MarkedText</name>
    <message>
        <source>wrong label</source>
        <translation>标签错误</translation>
    </message>
    <message>
        <source>wrong border</source>
        <translation>边界错误</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>漏掉</translation>
    </message>
    <message>
        <source>not in the data</source>
        <translation>数据中没有</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>unknown label</source>
        <translation>未知标签</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>fettle::ui::Minimap</name>
    <message>
        <source>Overview of the network</source>
        <translation>网络结构概览</translation>
    </message>
    <message>
        <source>Drag to move the view</source>
        <translation>拖动以移动视图</translation>
    </message>
</context>
<context>
    <name>fettle::ui::MistakesCard</name>
    <message>
        <source>Mixed up most</source>
        <translation>最常混淆</translation>
    </message>
    <message>
        <source>What is taken for what</source>
        <translation>什么被当成了什么</translation>
    </message>
    <message>
        <source>Nothing was mixed up.</source>
        <translation>没有混淆。</translation>
    </message>
    <message>
        <source>Rows are what is true, columns what was answered. Press a cell to see its examples.</source>
        <translation>行是真实类别，列是给出的答案。点击单元格查看样本。</translation>
    </message>
    <message>
        <source>Show the whole matrix</source>
        <translation>显示完整矩阵</translation>
    </message>
    <message>
        <source>Show what is mixed up most</source>
        <translation>显示最常混淆的</translation>
    </message>
    <message>
        <source>Classes that are mixed up most</source>
        <translation>最常混淆的类别</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ModelChoice</name>
    <message>
        <source>Change %1</source>
        <translation>更改“%1”</translation>
    </message>
    <message>
        <source>Chosen, recommended</source>
        <translation>已选择，推荐</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>已选择</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>使用这个模型</translation>
    </message>
    <message>
        <source>Change its layers</source>
        <translation>修改各层</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message numerus="yes">
        <source>%n changed from default</source>
        <translation>
            <numerusform>%n 项已更改</numerusform>
        </translation>
    </message>
    <message>
        <source>Your own network</source>
        <translation>自己的网络结构</translation>
    </message>
    <message>
        <source>Layers as you drew them. Choosing a model below replaces them; this can be undone.</source>
        <translation>你绘制的各层。选择下面的模型会替换它们，可以撤销。</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s), %1 parameters</source>
        <translation>
            <numerusform>%n 个节点，参数量 %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 parameters, %2 on this computer</source>
        <translation>参数量 %1，在这台电脑上用时：%2</translation>
    </message>
    <message>
        <source>Get another pretrained model…</source>
        <translation>获取其他预训练模型…</translation>
    </message>
    <message>
        <source>Begins with what “%1” has learned, where layers have kept their names.</source>
        <translation>保留名称的层从“%1”已学到的内容开始。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ModelPage</name>
    <message>
        <source>There is no model yet.</source>
        <translation>还没有模型。</translation>
    </message>
    <message>
        <source>A model is being looked for.</source>
        <translation>正在寻找合适的模型。</translation>
    </message>
    <message>
        <source>A model is recommended already; another one is a choice, not a duty.</source>
        <translation>已经推荐了一个模型；也可以另选，但不是必须。</translation>
    </message>
    <message>
        <source>Your own network. Every change can be undone.</source>
        <translation>自己的网络结构。每次更改都可以撤销。</translation>
    </message>
    <message>
        <source>The layers of the chosen model. The first change makes them yours.</source>
        <translation>所选模型的各层。第一次更改后就成为你自己的网络结构。</translation>
    </message>
    <message>
        <source>The same experiment as text, to read, change or take elsewhere.</source>
        <translation>同一个实验的文本，可以阅读、更改或带走。</translation>
    </message>
    <message>
        <source>Only to look at: what was added, changed and removed.</source>
        <translation>仅供查看：新增、更改和删除了什么。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>The recommended model and its alternatives</source>
        <translation>推荐的模型和其他选择</translation>
    </message>
    <message>
        <source>The network on a canvas</source>
        <translation>画布上的网络结构</translation>
    </message>
    <message>
        <source>The recipe and PyTorch code</source>
        <translation>配方和 PyTorch 代码</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>A model is recommended as soon as there is data. Drop a table, or a folder of pictures or texts on the window, or open a sample.</source>
        <translation>有了数据就会推荐模型。将表格、图片或文本文件夹拖到窗口上，或打开一个示例。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::NetworkCompare</name>
    <message>
        <source>With the recommended network</source>
        <translation>与推荐的网络结构比较</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>与 %1 比较</translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation>还没有训练记录</translation>
    </message>
    <message>
        <source>The two networks are the same.</source>
        <translation>两个网络结构相同。</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) added</source>
        <translation>
            <numerusform>新增 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) changed</source>
        <translation>
            <numerusform>更改 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) removed</source>
        <translation>
            <numerusform>删除 %n 个节点</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) differ</source>
        <translation>
            <numerusform>%n 条连线不同</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between counts</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Recommended network</source>
        <translation>推荐的网络结构</translation>
    </message>
    <message>
        <source>Back to the canvas</source>
        <translation>返回画布</translation>
    </message>
    <message>
        <source>Compared with: %1</source>
        <translation>比较对象：%1</translation>
    </message>
    <message>
        <source>This network</source>
        <translation>当前网络结构</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
</context>
<context>
    <name>fettle::ui::NetworkPanel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message numerus="yes">
        <source>A step of %n example(s)</source>
        <translation>
            <numerusform>一步（%n 个样本）</numerusform>
        </translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>Select a node to change its options. Double-click the canvas to add a layer, or drag one from the list; onto a connection, it is put in between.</source>
        <translation>选择节点可以更改它的选项。双击画布添加层，或从列表中拖入；拖到连线上则插入其中。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Memory while it trains</source>
        <translation>训练时的内存</translation>
    </message>
</context>
<context>
    <name>fettle::ui::NetworkView</name>
    <message>
        <source>Save as picture (PNG)…</source>
        <translation>保存为图片（PNG）…</translation>
    </message>
    <message>
        <source>Save as drawing (SVG)…</source>
        <translation>保存为矢量图（SVG）…</translation>
    </message>
    <message>
        <source>Save as graph file (JSON)…</source>
        <translation>保存为网络结构文件（JSON）…</translation>
    </message>
    <message>
        <source>Save the table of layers (CSV)…</source>
        <translation>保存各层表格（CSV）…</translation>
    </message>
    <message>
        <source>Copy the whole network</source>
        <translation>复制整个网络结构</translation>
    </message>
    <message>
        <source>Copy the table of layers</source>
        <translation>复制各层表格</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>Save as drawing</source>
        <translation>保存为矢量图</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>保存为图片</translation>
    </message>
    <message>
        <source>Drawings (*.svg)</source>
        <translation>矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>Save as graph file</source>
        <translation>保存为网络结构文件</translation>
    </message>
    <message>
        <source>Graph files (*.json)</source>
        <translation>网络结构文件 (*.json)</translation>
    </message>
    <message>
        <source>Save the table of layers</source>
        <translation>保存各层表格</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>%n mistake(s)</source>
        <translation>
            <numerusform>%n 个错误</numerusform>
        </translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Fits together</source>
        <translation>结构正确</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>参数量 %1</translation>
    </message>
    <message>
        <source>%1 multiply-adds an example</source>
        <translation>每个样本 %1 次乘加</translation>
    </message>
    <message>
        <source>about %1 while it trains</source>
        <translation>训练时约 %1</translation>
    </message>
    <message numerus="yes">
        <source>about %1 for a step of %n example(s)</source>
        <translation>
            <numerusform>每步 %n 个样本约 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between parts of a line</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>List of layers</source>
        <translation>层列表</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>Which of the recipe&apos;s networks is shown</source>
        <translation>显示配方中的哪个网络结构</translation>
    </message>
    <message>
        <source>Compare with another network</source>
        <translation>与另一个网络结构比较</translation>
    </message>
    <message>
        <source>Save or copy the network</source>
        <translation>保存或复制网络结构</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>Analyze layers</source>
        <translation>分析各层</translation>
    </message>
    <message>
        <source>Hide the table</source>
        <translation>隐藏表格</translation>
    </message>
</context>
<context>
    <name>fettle::ui::NodeMenu</name>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Layers that can be added</source>
        <translation>可以添加的层</translation>
    </message>
</context>
<context>
    <name>fettle::ui::NodePalette</name>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Enter adds a layer behind the selected node; with the mouse, drag it onto the canvas.</source>
        <translation>按 Enter 将层添加到所选节点之后；也可以用鼠标拖到画布上。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::NodePanel</name>
    <message>
        <source>Make %1 its own block</source>
        <translation>为“%1”建立独立模块</translation>
    </message>
    <message>
        <source>Letters, digits, _ and - only.</source>
        <translation>只能用字母、数字、_ 和 -。</translation>
    </message>
    <message>
        <source>Another node has this name.</source>
        <translation>已有同名节点。</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>选择了 %n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>component&apos;s id, node&apos;s name</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>See the message above.</source>
        <translation>见上方的说明。</translation>
    </message>
    <message>
        <source>Open the block</source>
        <translation>打开模块</translation>
    </message>
    <message>
        <source>Make a copy of its own</source>
        <translation>建立独立副本</translation>
    </message>
    <message>
        <source>Changes inside then leave the other uses of the block alone.</source>
        <translation>之后在其中的更改不影响该模块的其他用处。</translation>
    </message>
    <message>
        <source>Group into a block</source>
        <translation>组成模块</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>拆开模块</translation>
    </message>
    <message>
        <source>Title and name</source>
        <translation>标题与名称</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What the canvas shows; empty: the layer&apos;s own.</source>
        <translation>画布上显示的文字；留空则用层的标题。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Its weights are saved under this name.</source>
        <translation>它的权重以这个名称保存。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Share of the cost</source>
        <translation>占计算量</translation>
    </message>
    <message>
        <source>Kept for learning</source>
        <translation>训练时保留</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Uses of the block</source>
        <translation>模块使用次数</translation>
    </message>
    <message>
        <source>The pretrained weights find their layers by the names, so these stay. A title can be anything.</source>
        <translation>预训练权重按名称找到对应的层，所以名称不能改。标题可以随意起。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::Notice</name>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>fettle::ui::NumberBox</name>
    <message>
        <source>Type a whole number.</source>
        <translation>输入整数。</translation>
    </message>
    <message>
        <source>Type a number.</source>
        <translation>输入数字。</translation>
    </message>
    <message>
        <source>It must be between %1 and %2.</source>
        <translation>必须在 %1 到 %2 之间。</translation>
    </message>
    <message>
        <source>It must be at least %1.</source>
        <translation>至少为 %1。</translation>
    </message>
    <message>
        <source>It must be at most %1.</source>
        <translation>最多为 %1。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ParameterEditor</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ParameterForm</name>
    <message>
        <source>%1: %2</source>
        <comment>an option and what is wrong with it</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n changed from default</source>
        <translation>
            <numerusform>%n 项与默认不同</numerusform>
        </translation>
    </message>
    <message>
        <source>More options</source>
        <translation>更多选项</translation>
    </message>
    <message>
        <source>Why it is recommended: %1</source>
        <translation>推荐的理由：%1</translation>
    </message>
</context>
<context>
    <name>fettle::ui::PictureField</name>
    <message>
        <source>The picture to try</source>
        <translation>要试的图片</translation>
    </message>
    <message>
        <source>Drop a picture here</source>
        <translation>把图片拖到这里</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>选择图片…</translation>
    </message>
</context>
<context>
    <name>fettle::ui::PictureModel</name>
    <message>
        <source>no class</source>
        <translation>无类别</translation>
    </message>
    <message>
        <source>Picture %1: %2</source>
        <translation>图片 %1：%2</translation>
    </message>
</context>
<context>
    <name>fettle::ui::PictureView</name>
    <message>
        <source>The data as pictures</source>
        <translation>以图片显示数据</translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlacesCard</name>
    <message>
        <source>At which place the right text stands among all %1. The last bar also holds what lies beyond.</source>
        <translation>正确的文本在全部 %1 段中排在第几位。最后一条也包括更靠后的。</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 / 100</translation>
    </message>
    <message>
        <source>At first place</source>
        <translation>排在第一位</translation>
    </message>
    <message>
        <source>Among the first five</source>
        <translation>排在前五位</translation>
    </message>
    <message>
        <source>Among the first ten</source>
        <translation>排在前十位</translation>
    </message>
    <message>
        <source>Where the right text stands</source>
        <translation>正确的文本排在哪里</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>显示为表格</translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotLegend</name>
    <message>
        <source>Show or hide “%1”</source>
        <translation>显示或隐藏“%1”</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotOverlay</name>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotPanel</name>
    <message>
        <source>%1 against %2</source>
        <translation>%1 与 %2</translation>
    </message>
    <message>
        <source>The plot as a table</source>
        <translation>图表的表格形式</translation>
    </message>
</context>
<context>
    <name>fettle::ui::PlotTableModel</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
</context>
<context>
    <name>fettle::ui::PredictionSentence</name>
    <message>
        <source>Predict %1 from %2</source>
        <translation>用 %2 预测 %1</translation>
    </message>
    <message>
        <source>%1 columns</source>
        <translation>%1 列</translation>
    </message>
    <message>
        <source>Column to predict</source>
        <translation>要预测的列</translation>
    </message>
    <message>
        <source>Which columns the model learns from</source>
        <translation>模型用哪些列学习</translation>
    </message>
    <message>
        <source>Learn from %1</source>
        <translation>用 %1 学习</translation>
    </message>
    <message>
        <source>Find the matching %1 for %2</source>
        <translation>为 %2 寻找对应的 %1</translation>
    </message>
</context>
<context>
    <name>fettle::ui::PretrainedDialog</name>
    <message>
        <source>Choose the folder of a pretrained model</source>
        <translation>选择预训练模型所在的文件夹</translation>
    </message>
    <message>
        <source>Choose the file of a pretrained model</source>
        <translation>选择预训练模型的文件</translation>
    </message>
    <message>
        <source>Get a pretrained model</source>
        <translation>获取预训练模型</translation>
    </message>
    <message>
        <source>It goes on when this window is closed; the model appears among the others when it has come.</source>
        <translation>关闭此窗口后会继续；完成后，该模型会出现在其他模型旁边。</translation>
    </message>
    <message>
        <source>The starter model turns English texts into numbers that say what they mean. It stays on this computer, for all your projects.</source>
        <translation>入门模型把英文文本变成表示其含义的数字。它保存在这台电脑上，供所有项目使用。</translation>
    </message>
    <message>
        <source>The model is copied into Fettle and stays on this computer, for all your projects.</source>
        <translation>模型会复制到 Fettle 中并保存在这台电脑上，供所有项目使用。</translation>
    </message>
    <message>
        <source>It is here already and would be replaced.</source>
        <translation>这里已有此模型，会被替换。</translation>
    </message>
    <message>
        <source>From a folder…</source>
        <translation>从文件夹…</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>从文件…</translation>
    </message>
    <message>
        <source>Look there</source>
        <translation>在此查找</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Copy it here</source>
        <translation>复制到这里</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载量</translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation>占用磁盘</translation>
    </message>
    <message>
        <source>License</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>nothing, it is on this computer</source>
        <translation>无需下载，已在这台电脑上</translation>
    </message>
    <message>
        <source>Address of the package index</source>
        <translation>软件包索引的地址</translation>
    </message>
    <message>
        <source>The address that pip uses, such as https://packages.example.org/simple</source>
        <translation>即 pip 使用的地址，例如 https://packages.example.org/simple</translation>
    </message>
    <message>
        <source>The model is being fetched</source>
        <translation>正在下载模型</translation>
    </message>
    <message>
        <source>The model is being copied</source>
        <translation>正在复制模型</translation>
    </message>
    <message>
        <source>The model is being put in its place</source>
        <translation>正在存放模型</translation>
    </message>
    <message>
        <source>Asking what there is</source>
        <translation>正在查询</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1，%2 / %3</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>入门模型</translation>
    </message>
    <message>
        <source>From a hub</source>
        <translation>来自模型平台</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>模型名称</translation>
    </message>
    <message>
        <source>As the hub writes it, with its makers: owner/model. Models of the BERT, RoBERTa and DistilBERT families are read.</source>
        <translation>按平台的写法，带上作者：owner/model。可读取 BERT、RoBERTa 和 DistilBERT 系列的模型。</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>模型平台的地址</translation>
    </message>
    <message>
        <source>The address of a server that speaks Hugging Face&apos;s protocol, such as https://models.example.org</source>
        <translation>使用 Hugging Face 协议的服务器地址，例如 https://models.example.org</translation>
    </message>
    <message>
        <source>Access token</source>
        <translation>访问凭证</translation>
    </message>
    <message>
        <source>From your account at the hub. It is used for this download; the settings can keep it.</source>
        <translation>来自你在平台上的账户。只用于这次下载；可以在设置里保存。</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>获取条件</translation>
    </message>
    <message>
        <source>Its makers ask for an agreement; your access token is sent along.</source>
        <translation>作者要求先同意条款；你的访问凭证会一并发送。</translation>
    </message>
    <message>
        <source>Its makers ask for an agreement: accept it on the model&apos;s page at the hub, then give an access token here.</source>
        <translation>作者要求先同意条款：在平台的模型页面上同意，然后在这里填写访问凭证。</translation>
    </message>
    <message>
        <source>If the model is private, a token of your account at the hub opens it. It is used for this download; the settings can keep it.</source>
        <translation>如果这个模型是私有的，用你在平台的账户凭证可以打开它。凭证只用于这次下载；也可以保存在设置里。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::PretrainedWords</name>
    <message>
        <source>not stated</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names of languages</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>License: %1</source>
        <translation>许可证：%1</translation>
    </message>
    <message>
        <source>License: %1; language of its texts: %2</source>
        <translation>许可证：%1；所学文本的语言：%2</translation>
    </message>
    <message>
        <source>Memory to train it: in full about %1, with LoRA %2, frozen %3</source>
        <translation>训练所需内存：全部微调约 %1，用适配器（LoRA）%2，冻结 %3</translation>
    </message>
    <message>
        <source>Memory to train it: in full about %1 (%2), with LoRA %3 (%4), frozen %5 (%6)</source>
        <translation>训练所需内存：全部微调约 %1（%2），用适配器（LoRA）%3（%4），冻结 %5（%6）</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>many languages</source>
        <translation>多种语言</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>够用</translation>
    </message>
    <message>
        <source>tight</source>
        <translation>紧张</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>不够</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ProblemNotice</name>
    <message>
        <source>Not reached: something before it is wrong.</source>
        <translation>未能算到这里：前面有错误。</translation>
    </message>
    <message>
        <source>Show the mistake</source>
        <translation>显示错误</translation>
    </message>
    <message>
        <source>Show the node</source>
        <translation>显示节点</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ProjectFiles</name>
    <message>
        <source>Export “%1” to a file</source>
        <translation>将“%1”导出到文件</translation>
    </message>
    <message>
        <source>Fettle projects (*%1)</source>
        <translation>Fettle 项目 (*%1)</translation>
    </message>
    <message numerus="yes">
        <source>“%1” is in %2 now (%3). %n trainings that have not ended were left out.</source>
        <translation>
            <numerusform>“%1”已导出到 %2（%3）。有 %n 次训练尚未结束，没有包含在内。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is in %2 now (%3).</source>
        <translation>“%1”已导出到 %2（%3）。</translation>
    </message>
    <message>
        <source>Open a project file</source>
        <translation>打开项目文件</translation>
    </message>
    <message>
        <source>Exporting “%1”</source>
        <translation>正在导出“%1”</translation>
    </message>
    <message>
        <source>Opening “%1”</source>
        <translation>正在打开“%1”</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop exporting</source>
        <translation>停止导出</translation>
    </message>
    <message>
        <source>“%1” is not on this computer, so it is not in the file; models that LoRA trained from it need it on the computer that uses them.</source>
        <translation>这台电脑上没有“%1”，所以文件里也没有；用 LoRA 由它训练出的模型，在使用它们的电脑上需要它。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ProjectRow</name>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>No data yet, %1</source>
        <translation>还没有数据，%1</translation>
    </message>
    <message>
        <source>%1 rows, not trained yet, %2</source>
        <translation>%1 行，尚未训练，%2</translation>
    </message>
    <message>
        <source>%1 rows, the last run failed, %2</source>
        <translation>%1 行，上次训练失败，%2</translation>
    </message>
    <message>
        <source>%1 rows, training: %2</source>
        <translation>%1 行，训练中：%2</translation>
    </message>
    <message>
        <source>%1 rows, 1 run, %2</source>
        <translation>%1 行，1 次训练，%2</translation>
    </message>
    <message>
        <source>%1 rows, %2 runs, %3</source>
        <translation>%1 行，%2 次训练，%3</translation>
    </message>
    <message>
        <source>Open the project %1</source>
        <translation>打开项目 %1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Of the last run that ended, on rows it did not learn from</source>
        <translation>最近一次完成的训练，在未参与学习的行上</translation>
    </message>
    <message>
        <source>In use: %1</source>
        <translation>正在使用：%1</translation>
    </message>
    <message>
        <source>Course of the last run of %1</source>
        <translation>%1 上次训练的曲线</translation>
    </message>
    <message>
        <source>More for %1</source>
        <translation>%1 的更多操作</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>New name of the project</source>
        <translation>项目的新名称</translation>
    </message>
    <message>
        <source>Export to a file…</source>
        <translation>导出到文件…</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ProjectShelf</name>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all %1 projects</source>
        <translation>显示全部 %1 个项目</translation>
    </message>
    <message>
        <source>%1, kept until %2</source>
        <translation>%1，保留到 %2</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>还原 %1</translation>
    </message>
    <message>
        <source>Recently deleted</source>
        <translation>最近删除</translation>
    </message>
    <message>
        <source>the copy of the data in %1</source>
        <translation>%1 中的数据副本</translation>
    </message>
    <message>
        <source>training runs with their checkpoints: %1</source>
        <translation>训练记录及其检查点：%1</translation>
    </message>
    <message>
        <source>models: %1</source>
        <translation>模型：%1</translation>
    </message>
    <message>
        <source>The files that you imported stay where they are. The project can be restored for 30 days.</source>
        <translation>你导入的文件留在原处。项目可在 30 天内还原。</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>删除“%1”？</translation>
    </message>
    <message>
        <source>Delete the project</source>
        <translation>删除项目</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>“%1” was deleted. It can be restored for 30 days.</source>
        <translation>“%1”已删除，30 天内可以还原。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Nothing here yet. What you drop or try becomes a project, and you find it here again.</source>
        <translation>这里还没有内容。拖入或试用的内容会成为项目，并显示在这里。</translation>
    </message>
    <message>
        <source>After 30 days these files go (%1 in all):</source>
        <translation>30 天后会删除以下文件（共 %1）：</translation>
    </message>
    <message>
        <source>Open a project file…</source>
        <translation>打开项目文件…</translation>
    </message>
</context>
<context>
    <name>fettle::ui::QueueModel</name>
    <message>
        <source>Train: %1</source>
        <translation>训练：%1</translation>
    </message>
    <message>
        <source>Import: %1</source>
        <translation>导入：%1</translation>
    </message>
    <message>
        <source>Evaluate: %1</source>
        <translation>评估：%1</translation>
    </message>
    <message>
        <source>Predict: %1</source>
        <translation>预测：%1</translation>
    </message>
    <message>
        <source>Export: %1</source>
        <translation>导出：%1</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <comment>share, time</comment>
        <translation>%1，还剩 %2</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>%1 左右</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>Prepare the search: %1</source>
        <translation>准备搜索：%1</translation>
    </message>
</context>
<context>
    <name>fettle::ui::QueuePage</name>
    <message>
        <source>Stop this training?</source>
        <translation>停止这次训练？</translation>
    </message>
    <message>
        <source>“Stop and save” keeps a model of what it has learned so far; “Stop and discard” keeps nothing.</source>
        <translation>“停止并保存”会保留目前学到的模型；“停止并放弃”什么都不保留。</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Stop and discard</source>
        <translation>停止并放弃</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Everything will be done about %1.</source>
        <translation>预计全部完成：%1。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Select a row.</source>
        <translation>先选择一行。</translation>
    </message>
    <message>
        <source>It is about to stop already.</source>
        <translation>它正在停止。</translation>
    </message>
    <message>
        <source>It does not run.</source>
        <translation>它没有在进行。</translation>
    </message>
    <message>
        <source>Stop …</source>
        <translation>停止…</translation>
    </message>
    <message>
        <source>Remove from queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>新的训练</translation>
    </message>
    <message>
        <source>A training needs data first.</source>
        <translation>训练之前需要数据。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>One after the other, also when the window is closed. Drag rows to change the order.</source>
        <translation>依次进行，关闭窗口后也会继续。拖动各行可以改变顺序。</translation>
    </message>
    <message>
        <source>Nothing waits and nothing runs</source>
        <translation>没有排队的，也没有进行中的</translation>
    </message>
    <message>
        <source>Trainings that are started while another one runs wait here.</source>
        <translation>一次训练进行时，之后开始的训练在这里等待。</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
</context>
<context>
    <name>fettle::ui::Rail</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Drop a file, or start from a sample on Home.</source>
        <translation>拖入文件，或在首页从示例开始。</translation>
    </message>
    <message>
        <source>This needs data first.</source>
        <translation>需要先有数据。</translation>
    </message>
    <message>
        <source>There is nothing to show until something was trained.</source>
        <translation>训练之后这里才有内容。</translation>
    </message>
    <message>
        <source>There is no trained model yet.</source>
        <translation>还没有训练好的模型。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>reading</source>
        <translation>读取中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>自行绘制</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ReadyCard</name>
    <message>
        <source>There is no data yet.</source>
        <translation>还没有数据。</translation>
    </message>
    <message>
        <source>There is no model yet.</source>
        <translation>还没有模型。</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在检查</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>另外还有 %n 项。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to the data</source>
        <translation>前往数据</translation>
    </message>
    <message>
        <source>Mend the model</source>
        <translation>修正模型</translation>
    </message>
    <message>
        <source>It may need about %1, but %2 are free. If memory runs short, the examples of a batch pass in smaller groups; the result stays the same.</source>
        <translation>大约需要 %1，而可用 %2。内存不足时，每批样本会分成小组处理，结果不变。</translation>
    </message>
    <message>
        <source>%1, %2 parameters</source>
        <comment>model, number</comment>
        <translation>%1，参数量 %2</translation>
    </message>
    <message>
        <source>%1, %2 examples to learn from</source>
        <comment>data, number</comment>
        <translation>%1，%2 个样本用于学习</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>about %1 of %2 free</source>
        <translation>约 %1，可用 %2</translation>
    </message>
    <message>
        <source>Before it starts</source>
        <translation>开始之前</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>%1 (%2 epochs of %3)</source>
        <comment>steps, epochs, steps per epoch</comment>
        <translation>%1（%2 轮，每轮 %3）</translation>
    </message>
</context>
<context>
    <name>fettle::ui::RegressionCard</name>
    <message>
        <source>Every point is an example; on the dashed line the prediction is exact. Of many examples these are a selection, the furthest off among them.</source>
        <translation>每个点是一个样本，在虚线上表示预测完全准确。样本很多时只显示一部分，其中包括偏差最大的。</translation>
    </message>
    <message>
        <source>Every point is an example; on the dashed line the prediction is exact.</source>
        <translation>每个点是一个样本，在虚线上表示预测完全准确。</translation>
    </message>
    <message>
        <source>True</source>
        <translation>真实值</translation>
    </message>
    <message>
        <source>True “%1”</source>
        <translation>真实的“%1”</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测值</translation>
    </message>
    <message>
        <source>How far the predictions are off: to the right of 0 they are too high, to the left too low. The outer bars also hold what lies beyond.</source>
        <translation>预测的偏差：0 的右边偏高，左边偏低。最外侧的柱子也包含更远的值。</translation>
    </message>
    <message>
        <source>Predicted minus true</source>
        <translation>预测值减真实值</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>The worst is off by</source>
        <translation>最大偏差</translation>
    </message>
    <message>
        <source>%1 of 100 are off by at most</source>
        <translation>100 个中有 %1 个的偏差不超过</translation>
    </message>
    <message>
        <source>With large errors counted more (RMSE)</source>
        <translation>大误差权重更高（RMSE）</translation>
    </message>
    <message>
        <source>Root mean squared error</source>
        <translation>均方根误差</translation>
    </message>
    <message>
        <source>Too high (+) or too low (−) on average</source>
        <translation>平均偏高（+）或偏低（−）</translation>
    </message>
    <message>
        <source>Mean of predicted minus true</source>
        <translation>预测值减真实值的平均</translation>
    </message>
    <message>
        <source>Share of the differences explained (R²)</source>
        <translation>能解释的差异比例（R²）</translation>
    </message>
    <message>
        <source>Coefficient of determination: 1 is perfect, 0 is no better than the average</source>
        <translation>决定系数：1 是完美，0 不比平均值好</translation>
    </message>
    <message>
        <source>Where it is off</source>
        <translation>偏差在哪里</translation>
    </message>
    <message>
        <source>Predicted and true</source>
        <translation>预测值与真实值</translation>
    </message>
    <message>
        <source>How far off</source>
        <translation>偏差大小</translation>
    </message>
    <message>
        <source>Which plot</source>
        <translation>选择图表</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>显示为表格</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ResultWords</name>
    <message>
        <source>right on %1 that it learned from, likely between %2 and %3 of 100.</source>
        <translation>答对（学习时用过的 %1），每 100 个很可能在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>right on %1 that it learned from, likely between %2 and %3.</source>
        <translation>答对（学习时用过的 %1），很可能在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>right on %1 of the validation set, likely between %2 and %3 of 100.</source>
        <translation>答对（验证集的 %1），每 100 个很可能在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>right on %1 of the validation set, likely between %2 and %3.</source>
        <translation>答对（验证集的 %1），很可能在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>right on %1 it never saw, likely between %2 and %3 of 100.</source>
        <translation>答对（从未见过的 %1），每 100 个很可能在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>right on %1 it never saw, likely between %2 and %3.</source>
        <translation>答对（从未见过的 %1），很可能在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>on average over %1 that it learned from, likely between %2 and %3.</source>
        <translation>在用来学习的 %1 上的平均值，很可能在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>on average over %1 of the validation set, likely between %2 and %3.</source>
        <translation>在验证集的 %1 上的平均值，很可能在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>on average over %1 it never saw, likely between %2 and %3.</source>
        <translation>在从未见过的 %1 上的平均值，很可能在 %2 到 %3 之间。</translation>
    </message>
    <message>
        <source>These are the examples it learned from. New ones will go less well.</source>
        <translation>这些是它学习过的样本，遇到新的样本会差一些。</translation>
    </message>
    <message>
        <source>This set also decided when to stop and which model to keep, so the number is a little too good.</source>
        <translation>这部分数据也用来决定何时停止和保留哪个模型，所以数字略微偏高。</translation>
    </message>
    <message>
        <source>Always answering “%1” would get %2 of %3.</source>
        <translation>总是回答“%1”可以答对 %3 个中的 %2 个。</translation>
    </message>
    <message>
        <source>Always answering “%1” would get %2.</source>
        <translation>总是回答“%1”可以答对 %2。</translation>
    </message>
    <message>
        <source>No clear difference from always answering “%1”: with %2 it may be chance.</source>
        <translation>与总是回答“%1”没有明显差别：只有 %2，可能是偶然。</translation>
    </message>
    <message>
        <source>It does no better than always answering “%1”.</source>
        <translation>不比总是回答“%1”更好。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of 100</source>
        <translation>%1 / 100</translation>
    </message>
    <message>
        <source>Accuracy %1%. The range is Wilson&apos;s interval at 95% confidence; it tells how much the number depends on which examples happened to be in the set.</source>
        <translation>准确率 %1%。范围是 95% 置信度的 Wilson 区间，表示数字在多大程度上取决于恰好选中的样本。</translation>
    </message>
    <message>
        <source>Off by %1</source>
        <translation>偏差 %1</translation>
    </message>
    <message>
        <source>on a single example, which says next to nothing.</source>
        <translation>只有一个样本，几乎说明不了什么。</translation>
    </message>
    <message>
        <source>Mean absolute error. The range is Student&apos;s t interval at 95% confidence.</source>
        <translation>平均绝对误差。范围是 95% 置信度的学生 t 区间。</translation>
    </message>
    <message>
        <source>Always answering the average, %1, would be off by %2.</source>
        <translation>总是回答平均值 %1，偏差为 %2。</translation>
    </message>
    <message>
        <source>No clear difference from always answering the average: with %1 it may be chance.</source>
        <translation>与总是回答平均值没有明显差别：只有 %1，可能是偶然。</translation>
    </message>
    <message>
        <source>It does no better than always answering the average.</source>
        <translation>不比总是回答平均值更好。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln picture(s)</source>
        <translation>
            <numerusform>%Ln 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Answers everything, however unsure it is.</source>
        <translation>全部回答，不管把握多小。</translation>
    </message>
    <message>
        <source>Answer only when at least %1% sure: it never is, so everything goes to a person.</source>
        <translation>把握至少 %1% 才回答：从未达到，全部交给人判断。</translation>
    </message>
    <message>
        <source>Answer only when at least %1% sure: it always is, and %2% of the answers are right.</source>
        <translation>把握至少 %1% 才回答：全部达到，其中 %2% 的答案是对的。</translation>
    </message>
    <message>
        <source>Answer only when at least %1% sure: answers %2 of 100, %3% of those right; the rest go to a person.</source>
        <translation>把握至少 %1% 才回答：100 个中回答 %2 个，其中 %3% 是对的，其余交给人判断。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln text(s)</source>
        <translation>
            <numerusform>%Ln 条文本</numerusform>
        </translation>
    </message>
    <message>
        <source>marked parts are found in %1, with the right label and borders; of what the model marks, %2 of 100 are right.</source>
        <translation>的标注部分以正确的标签和边界找到（%1）；模型标出的每 100 处中有 %2 处正确。</translation>
    </message>
    <message>
        <source>labels are found in %1; of those that the model gives, %2 of 100 are right.</source>
        <translation>的标签找到了（%1）；模型给出的每 100 个标签中有 %2 个正确。</translation>
    </message>
    <message>
        <source>%1 right</source>
        <translation>正确 %1 个</translation>
    </message>
    <message>
        <source>%1 missed</source>
        <translation>漏掉 %1 个</translation>
    </message>
    <message>
        <source>%1 where nothing should be</source>
        <translation>多出 %1 个</translation>
    </message>
    <message>
        <source>%1 with a wrong label</source>
        <translation>标签错误 %1 个</translation>
    </message>
    <message>
        <source>%1 with a wrong border</source>
        <translation>边界错误 %1 个</translation>
    </message>
    <message>
        <source>%1. F1 %2%, between %3% and %4% at 95% confidence.</source>
        <translation>%1。F1 值为 %2%，在 95% 的置信度下位于 %3% 到 %4% 之间。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Marking what was marked in training wherever it stands gets an F1 of %1%.</source>
        <translation>把训练时标过的内容在任何地方都标出来，F1 值为 %1%。</translation>
    </message>
    <message>
        <source>Always giving the most frequent labels gets an F1 of %1%.</source>
        <translation>总是给出最常见的标签，F1 值为 %1%。</translation>
    </message>
    <message>
        <source>No clear difference from that simple rule.</source>
        <translation>与这条简单的规则没有明显差别。</translation>
    </message>
    <message>
        <source>matching texts come first for %1, before all of %2 different ones; %3 of 100 are among the first five.</source>
        <translation>对于 %1，对应的文本在全部 %2 段不同的文本中排在第一位；100 个里有 %3 个排在前五位。</translation>
    </message>
    <message>
        <source>Mean reciprocal rank %1, between %2 and %3 at 95% confidence: 1 divided by the place of the right text, on average.</source>
        <translation>平均倒数排名 %1，95% 置信度下在 %2 和 %3 之间：1 除以正确文本的名次，再取平均。</translation>
    </message>
    <message>
        <source>No clear difference from a search by words: with %1 it may be chance.</source>
        <translation>与按词语搜索没有明显差别：只有 %1，可能是偶然。</translation>
    </message>
    <message>
        <source>It does no better than a search by words.</source>
        <translation>它并不比按词语搜索更好。</translation>
    </message>
    <message>
        <source>A search by words alone puts the right one first for %1 of 100, and gets a mean reciprocal rank of %2.</source>
        <translation>只按词语搜索，100 个里有 %1 个把正确的排在第一位，平均倒数排名是 %2。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ResultsPage</name>
    <message>
        <source>Test set</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Validation set</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Training set</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Which part of the data</source>
        <translation>选择数据部分</translation>
    </message>
    <message>
        <source>No result yet</source>
        <translation>还没有结果</translation>
    </message>
    <message>
        <source>Train a model, and you see here how good it is and where it is wrong.</source>
        <translation>训练一个模型，就能在这里看到它有多好、错在哪里。</translation>
    </message>
    <message>
        <source>%1 is not done yet</source>
        <translation>%1 尚未完成</translation>
    </message>
    <message>
        <source>Its result stands here as soon as it has ended.</source>
        <translation>完成后结果会显示在这里。</translation>
    </message>
    <message>
        <source>%1 was stopped and discarded, so there is no result.</source>
        <translation>%1 已停止并放弃，所以没有结果。</translation>
    </message>
    <message>
        <source>%1 has no stored evaluation.</source>
        <translation>%1 没有保存的评估。</translation>
    </message>
    <message>
        <source>%1 failed.</source>
        <translation>%1 失败。</translation>
    </message>
    <message>
        <source>The best model until then was kept.</source>
        <translation>此前最好的模型已保留。</translation>
    </message>
    <message>
        <source>Try the kept model</source>
        <translation>试一试保留的模型</translation>
    </message>
    <message>
        <source>Change how it trains</source>
        <translation>更改训练方式</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Data version %1</source>
        <translation>数据版本 %1</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>The data that the run saw</source>
        <translation>这次训练使用的数据</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>The network as it is now</source>
        <translation>当前的网络结构</translation>
    </message>
    <message>
        <source>The command is copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>The recipe is copied.</source>
        <translation>配方已复制。</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy as a command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Copy the recipe</source>
        <translation>复制配方</translation>
    </message>
    <message>
        <source>Each class</source>
        <translation>各个类别</translation>
    </message>
    <message>
        <source>Figures of each class</source>
        <translation>各个类别的数字</translation>
    </message>
    <message>
        <source>More plots</source>
        <translation>更多图表</translation>
    </message>
    <message>
        <source>This data has no test set, so nothing was kept back that the model never met. The number comes from the validation set and is a little too good.</source>
        <translation>这份数据没有测试集，没有留下模型从未见过的样本。数字来自验证集，略微偏高。</translation>
    </message>
    <message>
        <source>Change how the data is split</source>
        <translation>更改数据的划分</translation>
    </message>
    <message>
        <source>Watch it train</source>
        <translation>查看训练</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>再次训练</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>There is no data to train on yet.</source>
        <translation>还没有可以训练的数据。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::RowsModel</name>
    <message>
        <source>The task does not look at this column</source>
        <translation>任务不使用这一列</translation>
    </message>
    <message>
        <source>No value</source>
        <translation>无值</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>无值</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>fettle::ui::RowsView</name>
    <message>
        <source>The data as a table</source>
        <translation>以表格显示数据</translation>
    </message>
    <message>
        <source>Alt and the down arrow open the menu of a column. Enter opens a text that is cut off.</source>
        <translation>按 Alt 和向下键打开列菜单。按回车键打开显示不全的文本。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunDetails</name>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Best so far: step %1</source>
        <translation>目前最好：第 %1 步</translation>
    </message>
    <message>
        <source>Stopped here: it got no better</source>
        <translation>在此停止：不再变好</translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunNames</name>
    <message>
        <source>Run %1</source>
        <translation>第 %1 次训练</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>昨天 %1</translation>
    </message>
    <message>
        <source>%1, %2, best</source>
        <translation>%1，%2，最好</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunStatus</name>
    <message>
        <source>Remove from queue</source>
        <translation>从队列移除</translation>
    </message>
    <message>
        <source>Stop and discard</source>
        <translation>停止并放弃</translation>
    </message>
    <message>
        <source>Pausing: the state is being saved</source>
        <translation>正在暂停：正在保存状态</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>%1, epoch %2 of %3</source>
        <comment>phase, number, number</comment>
        <translation>%1，第 %2 轮，共 %3 轮</translation>
    </message>
    <message>
        <source>%1, epoch %2</source>
        <comment>phase, number</comment>
        <translation>%1，第 %2 轮</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>约剩 %1</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>examples per second</source>
        <translation>样本/秒</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Nothing of this training was kept.</source>
        <translation>这次训练没有保留任何内容。</translation>
    </message>
    <message>
        <source>Change and train again</source>
        <translation>更改后重新训练</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message numerus="yes">
        <source>It starts by itself when %n trainings before it are done.</source>
        <translation>
            <numerusform>前面的 %n 个训练完成后自动开始。</numerusform>
        </translation>
    </message>
    <message>
        <source>It starts in a moment.</source>
        <translation>马上开始。</translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation>查看队列</translation>
    </message>
    <message>
        <source>Everything up to step %1 is saved; it goes on from there.</source>
        <translation>第 %1 步之前的内容都已保存，将从那里继续。</translation>
    </message>
    <message>
        <source>Everything so far is saved; it goes on from there.</source>
        <translation>目前的内容都已保存，将从那里继续。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Fettle or the computer was stopped while this ran. It goes on by itself from step %1; the curve continues as if nothing had happened.</source>
        <translation>训练时 Fettle 或电脑被关闭。它会自动从第 %1 步继续，曲线如同没有中断过。</translation>
    </message>
    <message>
        <source>Fettle or the computer was stopped while this ran, before there was a checkpoint. It begins anew by itself.</source>
        <translation>训练时 Fettle 或电脑被关闭，当时还没有检查点。它会自动重新开始。</translation>
    </message>
    <message>
        <source>Resume now</source>
        <translation>立即继续</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Halve the batch size</source>
        <translation>批大小减半</translation>
    </message>
    <message>
        <source>Lower the learning rate</source>
        <translation>降低学习率</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Change the options</source>
        <translation>更改选项</translation>
    </message>
    <message>
        <source>Your data and your model are untouched.</source>
        <translation>你的数据和模型没有改动。</translation>
    </message>
    <message>
        <source>It stopped early, because it got no better; the weights of step %1 were kept.</source>
        <translation>因为不再变好而提前停止，保留了第 %1 步的权重。</translation>
    </message>
    <message>
        <source>The time limit ended it; what it had learned was kept.</source>
        <translation>到达时间上限，已保留学到的内容。</translation>
    </message>
    <message>
        <source>You stopped it; what it had learned was kept.</source>
        <translation>你停止了训练，已保留学到的内容。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>sentence, sentence</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>See results</source>
        <translation>查看结果</translation>
    </message>
    <message>
        <source>Stop and discard?</source>
        <translation>停止并放弃？</translation>
    </message>
    <message>
        <source>The training ends and nothing of it is kept: no model, no results. “Stop and save” keeps what it has learned so far.</source>
        <translation>训练会结束，不保留任何内容：没有模型，也没有结果。“停止并保存”会保留已学到的内容。</translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation>停止并保存</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Ends the training now and keeps a model of what it has learned so far.</source>
        <translation>立即结束训练，并保留目前学到的模型。</translation>
    </message>
    <message>
        <source>The model is ready.</source>
        <translation>模型已就绪。</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>a figure as a sentence</comment>
        <translation>%1。</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>新的训练</translation>
    </message>
    <message>
        <source>Train with a lower rate</source>
        <translation>用更低的学习率训练</translation>
    </message>
    <message>
        <source>Train with smaller batches</source>
        <translation>用更小的批训练</translation>
    </message>
    <message>
        <source>There is a result when the training is done, or stopped and saved.</source>
        <translation>训练完成或停止并保存之后就有结果。</translation>
    </message>
    <message>
        <source>Interrupted, and running again</source>
        <translation>曾中断，已继续运行</translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunView</name>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Log of the training</source>
        <translation>训练日志</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>复制日志</translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunWords</name>
    <message>
        <source>Run %1</source>
        <translation>第 %1 次训练</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Drawn network</source>
        <translation>自行绘制的网络结构</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>今天 %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>昨天 %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 of 100 right</source>
        <translation>100 个中对 %1 个</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>name of a metric, its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>几秒</translation>
    </message>
    <message>
        <source>%1 of 100 found at first place</source>
        <translation>100 个里 %1 个排在第一位</translation>
    </message>
    <message>
        <source>%1%</source>
        <comment>share</comment>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>fettle::ui::RunsModel</name>
    <message>
        <source>Star</source>
        <translation>星标</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>版本 %1</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Give it a star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>%1 of the %2: %3</source>
        <comment>metric, part of the data, value</comment>
        <translation>%1（%2）：%3</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>已加星标</translation>
    </message>
    <message>
        <source>not starred</source>
        <translation>未加星标</translation>
    </message>
    <message>
        <source>“%1” is now “%2”.</source>
        <translation>“%1”现在叫“%2”。</translation>
    </message>
    <message>
        <source>The note of “%1” was changed.</source>
        <translation>“%1”的备注已更改。</translation>
    </message>
    <message>
        <source>The tags of “%1” were changed.</source>
        <translation>“%1”的标签已更改。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SavedMark</name>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SchedulePreview</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate over the training</source>
        <translation>训练过程中的学习率</translation>
    </message>
    <message>
        <source>The curve appears here.</source>
        <translation>曲线会显示在这里。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ScoreBars</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>How likely each answer is</source>
        <translation>各答案的可能性</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SearchCard</name>
    <message>
        <source>all rows</source>
        <translation>所有行</translation>
    </message>
    <message>
        <source>Only where %1 is</source>
        <translation>只看“%1”为</translation>
    </message>
    <message>
        <source>Search by meaning</source>
        <translation>按意思搜索</translation>
    </message>
    <message>
        <source>What are you looking for? A few words or a whole question</source>
        <translation>要找什么？输入几个词或一整句话</translation>
    </message>
    <message>
        <source>What to look for</source>
        <translation>要找的内容</translation>
    </message>
    <message>
        <source>Copy as a command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Back to the search</source>
        <translation>回到搜索</translation>
    </message>
    <message>
        <source>Rows like row %1</source>
        <translation>与第 %1 行相似的行</translation>
    </message>
    <message>
        <source>No row is left to compare with. Choose all rows.</source>
        <translation>没有可以比较的行。选择“所有行”。</translation>
    </message>
    <message>
        <source>The nearest of %1</source>
        <translation>%1 里最接近的</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Other words for the same thing are found too. %1 are ready.</source>
        <translation>用词不同、意思相同的也能找到。已准备好 %1。</translation>
    </message>
    <message>
        <source>The command is copied.</source>
        <translation>命令已复制。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SearchHitRow</name>
    <message>
        <source>Row %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>row, its other values</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>更多类似的</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SearchSetup</name>
    <message>
        <source>This project&apos;s data has no column of texts.</source>
        <translation>这个项目的数据里没有文本列。</translation>
    </message>
    <message>
        <source>Comparing texts by meaning needs a pretrained model. It stays on this computer, and so do your texts.</source>
        <translation>按意思比较文本需要预训练模型。模型和你的文本都只留在这台电脑上。</translation>
    </message>
    <message>
        <source>Each text is read once by the model: %1. A thousand short texts take less than a minute on most computers; after that every search is instant.</source>
        <translation>模型把每条文本读一遍：共 %1。在多数电脑上，一千条短文本用不了一分钟；之后每次搜索都马上有结果。</translation>
    </message>
    <message>
        <source>The texts are being read: %1. You can go on working meanwhile.</source>
        <translation>正在读取文本：共 %1。你可以继续做别的事。</translation>
    </message>
    <message>
        <source>Column of texts</source>
        <translation>文本列</translation>
    </message>
    <message>
        <source>Compared by</source>
        <translation>用哪个模型比较</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Prepare the search</source>
        <translation>准备搜索</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>“%1” was trained to match texts like these, so it compares them. Another one can be chosen.</source>
        <translation>“%1”是为匹配这类文本而训练的，所以用它比较，也可以另选。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::Section</name>
    <message>
        <source>Less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SeriesWords</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Right answers</source>
        <translation>正确率</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Examples per second</source>
        <translation>样本/秒</translation>
    </message>
    <message>
        <source>Processor load (%)</source>
        <translation>处理器负载 (%)</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>GPU load (%)</source>
        <translation>GPU 负载 (%)</translation>
    </message>
    <message>
        <source>GPU memory</source>
        <translation>显存</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Loss while examples are compared</source>
        <translation>比较样本时的损失</translation>
    </message>
</context>
<context>
    <name>fettle::ui::Session</name>
    <message>
        <source>Use the column “%1”</source>
        <translation>使用列“%1”</translation>
    </message>
    <message>
        <source>Ignore the column “%1”</source>
        <translation>忽略列“%1”</translation>
    </message>
    <message>
        <source>Take the recommendation</source>
        <translation>采用推荐</translation>
    </message>
    <message>
        <source>Change what is trained</source>
        <translation>更改训练的部分</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>What you set holds at once and is saved by itself.</source>
        <translation>设置立即生效并自动保存。</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>设置的各部分</translation>
    </message>
    <message>
        <source>The settings cannot be written to “%1”. What you set holds until Fettle closes.</source>
        <translation>设置无法写入“%1”。更改在 Fettle 关闭前有效。</translation>
    </message>
    <message>
        <source>Time between checkpoints</source>
        <translation>检查点的间隔时间</translation>
    </message>
    <message>
        <source>Folder of the workspace</source>
        <translation>工作区文件夹</translation>
    </message>
    <message>
        <source>Where pretrained models come from</source>
        <translation>预训练模型的来源</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SheetCard</name>
    <message>
        <source>You chose this row.</source>
        <translation>这一行是你选的。</translation>
    </message>
    <message>
        <source>0: find out.</source>
        <translation>0：自动判断。</translation>
    </message>
    <message>
        <source>Choose another sheet or row first.</source>
        <translation>先选择另一个工作表或另一行。</translation>
    </message>
    <message>
        <source>Which sheet is the table?</source>
        <translation>哪个工作表是表格？</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Row of the column names</source>
        <translation>列名所在的行</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ShortcutsSection</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Find an action or keys</source>
        <translation>查找操作或按键</translation>
    </message>
    <message>
        <source>There are no shortcuts.</source>
        <translation>没有快捷键。</translation>
    </message>
    <message>
        <source>No action or keys match.</source>
        <translation>没有匹配的操作或按键。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SimilarityBar</name>
    <message>
        <source>Similarity</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>Similarity: 1 means the same, 0 nothing in common</source>
        <translation>相似度：1 表示相同，0 表示毫无共同之处</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SimpleSetup</name>
    <message>
        <source>Change how thorough the training is</source>
        <translation>更改训练的充分程度</translation>
    </message>
    <message>
        <source>Change the time limit</source>
        <translation>更改时间上限</translation>
    </message>
    <message>
        <source>Change the device</source>
        <translation>更改设备</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>均衡</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>充分</translation>
    </message>
    <message>
        <source>Your own: %1 steps.</source>
        <translation>自定义：%1 步。</translation>
    </message>
    <message>
        <source>Every example is seen %1 times at most; it stops earlier when it gets no better.</source>
        <translation>每个样本最多学习 %1 次，不再变好时提前停止。</translation>
    </message>
    <message>
        <source>Every example is seen %1 times.</source>
        <translation>每个样本学习 %1 次。</translation>
    </message>
    <message>
        <source>GPU: %1.</source>
        <translation>GPU：%1。</translation>
    </message>
    <message numerus="yes">
        <source>CPU, %n threads.</source>
        <translation>
            <numerusform>CPU，%n 个线程。</numerusform>
        </translation>
    </message>
    <message>
        <source>This computer has no NVIDIA GPU.</source>
        <translation>这台电脑没有 NVIDIA GPU。</translation>
    </message>
    <message>
        <source>The GPU has no driver.</source>
        <translation>GPU 没有驱动。</translation>
    </message>
    <message>
        <source>The GPU cannot be used by this user.</source>
        <translation>当前用户不能使用 GPU。</translation>
    </message>
    <message>
        <source>This version of Fettle computes on the CPU.</source>
        <translation>这个版本的 Fettle 使用 CPU 计算。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>sentence, sentence</comment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>How thorough</source>
        <translation>充分程度</translation>
    </message>
    <message>
        <source>Stop after</source>
        <translation>停止时间</translation>
    </message>
    <message>
        <source>What it has learned by then is kept.</source>
        <translation>到时会保留已学到的内容。</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source> min</source>
        <comment>minutes, after a number</comment>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>自动选择最好的</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Why these settings</source>
        <translation>为什么这样设置</translation>
    </message>
</context>
<context>
    <name>fettle::ui::Spinner</name>
    <message>
        <source>Working</source>
        <translation>正在处理</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SplitBar</name>
    <message>
        <source>Training set</source>
        <translation>训练集</translation>
    </message>
    <message>
        <source>Validation set</source>
        <translation>验证集</translation>
    </message>
    <message>
        <source>Test set</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>%1 %2, %3 %4, %5 %6</source>
        <extracomment>The three parts of a dataset with their shares, for screen readers.</extracomment>
        <translation>%1 %2，%3 %4，%5 %6</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SplitCard</name>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>How the rows are divided</source>
        <translation>行的划分方式</translation>
    </message>
    <message>
        <source>The model learns from the training set, is chosen by the validation set and judged by the test set.</source>
        <translation>模型用训练集学习，用验证集挑选，用测试集评判。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::StartCard</name>
    <message>
        <source>Use my data…</source>
        <translation>使用我的数据…</translation>
    </message>
    <message>
        <source>Try a sample…</source>
        <translation>试试示例…</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>试试示例</translation>
    </message>
    <message>
        <source>%1: use my data</source>
        <translation>%1：使用我的数据</translation>
    </message>
    <message>
        <source>%1: try a sample</source>
        <translation>%1：试试示例</translation>
    </message>
</context>
<context>
    <name>fettle::ui::StartOffer</name>
    <message>
        <source>Predict a column</source>
        <translation>预测一列</translation>
    </message>
    <message>
        <source>Learns from the rows of a table what one column says: a class or a number.</source>
        <translation>从表格的各行学习某一列的内容：类别或数值。</translation>
    </message>
    <message>
        <source>%1, or: %2</source>
        <translation>%1，或：%2</translation>
    </message>
    <message>
        <source>Sort texts</source>
        <translation>文本分类</translation>
    </message>
    <message>
        <source>Learns from texts what one column says of them: a class or a number, or the text that belongs to each.</source>
        <translation>从文本中学习某一列对它们的说明：类别或者数字，或者与每段文本对应的文本。</translation>
    </message>
    <message>
        <source>Recognize pictures</source>
        <translation>识别图片</translation>
    </message>
    <message>
        <source>Learns from pictures what one column says of them: a class, or several labels.</source>
        <translation>从图片中学习某一列对它们的说明：一个类别，或几个标签。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::StarterCard</name>
    <message>
        <source>A pretrained model knows the language already</source>
        <translation>预训练模型已经懂得语言</translation>
    </message>
    <message>
        <source>With one, a few hundred texts often do. The starter model has read English texts and is small; you see its size and license before anything is fetched.</source>
        <translation>有了它，几百条文本往往就够了。入门模型读过英文文本，体积很小；下载前会先显示大小和许可证。</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>查看…</translation>
    </message>
    <message>
        <source>Get the starter model…</source>
        <translation>获取入门模型…</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>另一个模型…</translation>
    </message>
</context>
<context>
    <name>fettle::ui::StorageSection</name>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Empty cache</source>
        <translation>清空缓存</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新统计</translation>
    </message>
    <message>
        <source>Storage used by what</source>
        <translation>存储占用情况</translation>
    </message>
    <message>
        <source>Done: %1 freed.</source>
        <translation>完成：释放了 %1。</translation>
    </message>
    <message>
        <source>The cache holds what Fettle makes anew when it needs it. Your data, runs and models are not touched.</source>
        <translation>缓存中的内容需要时会重新生成。你的数据、训练记录和模型不受影响。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Fettle&apos;s workspace takes %1. %2 are free on this disk.</source>
        <translation>Fettle 的工作区占用 %1，此磁盘可用 %2。</translation>
    </message>
    <message>
        <source>Fettle&apos;s workspace takes %1.</source>
        <translation>Fettle 的工作区占用 %1。</translation>
    </message>
    <message>
        <source>Fettle&apos;s workspace takes more than %1: some folders could not be read.</source>
        <translation>Fettle 的工作区占用超过 %1：有些文件夹无法读取。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SurenessCard</name>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>How sure it has to be</source>
        <translation>需要多大把握</translation>
    </message>
    <message>
        <source>How sure the model has to be to answer, in percent</source>
        <translation>模型回答所需的把握，以百分比表示</translation>
    </message>
    <message>
        <source>This run left no model, so this is not kept.</source>
        <translation>这次训练没有留下模型，因此不会保存。</translation>
    </message>
    <message>
        <source>Stays with the model: wherever it is used, less sure answers are marked.</source>
        <translation>与模型一起保存：无论在哪里使用，把握不够的答案都会被标出。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SystemCheck</name>
    <message>
        <source>Only %1 are free on the disk of the workspace. Free some space before you train.</source>
        <translation>工作区所在磁盘只剩 %1。训练前先腾出一些空间。</translation>
    </message>
    <message>
        <source>Only %1 of memory are free. Close other programs before you train.</source>
        <translation>可用内存只有 %1。训练前先关闭其他程序。</translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but its driver is not loaded, so the CPU is used.</source>
        <translation>有 NVIDIA GPU，但驱动没有加载，因此使用 CPU。</translation>
    </message>
    <message>
        <source>There is an NVIDIA GPU, but you may not open it, so the CPU is used.</source>
        <translation>有 NVIDIA GPU，但没有使用权限，因此使用 CPU。</translation>
    </message>
    <message>
        <source>NVIDIA</source>
        <translation>NVIDIA</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>None found; training uses the CPU</source>
        <translation>没有找到，训练使用 CPU</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Ready, with a remark</source>
        <translation>就绪，有提示</translation>
    </message>
    <message>
        <source>Ready to train</source>
        <translation>可以训练</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>%1, %2 threads for training</source>
        <translation>%1，%2 个线程用于训练</translation>
    </message>
    <message>
        <source>%1 free of %2</source>
        <translation>可用 %1，共 %2</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>可用 %1</translation>
    </message>
</context>
<context>
    <name>fettle::ui::SystemSection</name>
    <message>
        <source>System check</source>
        <translation>系统检查</translation>
    </message>
    <message>
        <source>Fettle has not looked at this computer yet.</source>
        <translation>Fettle 还没有检查这台电脑。</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文字</translation>
    </message>
    <message>
        <source>For a question to others: what stands here, without names or paths of yours.</source>
        <translation>便于向他人提问：复制这里的内容，不含你的名字和路径。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TextCard</name>
    <message>
        <source>Change how “%1” is read</source>
        <translation>更改“%1”的读法</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message numerus="yes">
        <source>%n changed from default</source>
        <translation>
            <numerusform>%n 项与默认值不同</numerusform>
        </translation>
    </message>
    <message>
        <source>Texts as the model reads them</source>
        <translation>模型读到的文本</translation>
    </message>
    <message>
        <source>%1 of these texts is unknown to the model. Choose another one on the page Model: one for this language, or one that learns from the characters.</source>
        <translation>模型不认识这些文本的 %1。在“模型”页面换一个：适合这种语言的模型，或从字符学习的模型。</translation>
    </message>
    <message>
        <source>%1 of the texts lose their end. A greater length, under Options, reads more and takes longer.</source>
        <translation>%1 的文本被截掉结尾。在“选项”里调大长度可以读得更多，但训练更慢。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>typically %1 tokens, 95 of 100 texts at most %2, the longest %3</source>
        <translation>通常 %1 个词元，100 个文本里有 95 个不超过 %2 个，最长 %3 个</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>no text, %1 tokens are read</source>
        <translation>没有文本被截断，最多读取 %1 个词元</translation>
    </message>
    <message numerus="yes">
        <source>the end of %n text(s): %1 tokens are read</source>
        <translation>
            <numerusform>%n 个文本被截掉结尾：最多读取 %1 个词元</numerusform>
        </translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>不认识</translation>
    </message>
    <message>
        <source>%1 of the tokens</source>
        <translation>%1 的词元</translation>
    </message>
    <message>
        <source>Counted in the validation set, which the vocabulary was not learned from.</source>
        <translation>在验证集里统计，词表不是从那里学习的。</translation>
    </message>
    <message>
        <source>Counted in the test set, which the vocabulary was not learned from.</source>
        <translation>在测试集里统计，词表不是从那里学习的。</translation>
    </message>
    <message>
        <source>Counted in the training set: no other rows are kept apart.</source>
        <translation>在训练集里统计：没有另外留出的行。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TextLabel</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TopBar</name>
    <message>
        <source>Search actions, pages and options (Ctrl+K)</source>
        <translation>搜索操作、页面和选项（Ctrl+K）</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>No project open</source>
        <translation>没有打开项目</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo: %1</source>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>All projects</source>
        <translation>全部项目</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrainCharts</name>
    <message>
        <source>%1, %2</source>
        <comment>run, part of the data</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>More plots</source>
        <translation>更多图表</translation>
    </message>
    <message>
        <source>The curve begins with the first step.</source>
        <translation>曲线从第一步开始。</translation>
    </message>
    <message>
        <source>The curve begins with the first check on data that the model has not seen, usually after an epoch.</source>
        <translation>曲线从第一次在模型未见过的数据上检查时开始，通常是一轮之后。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrainPage</name>
    <message>
        <source>Show %1</source>
        <translation>显示 %1</translation>
    </message>
    <message>
        <source>You may close the window; the training goes on.</source>
        <translation>可以关闭窗口，训练会继续。</translation>
    </message>
    <message>
        <source>Add to queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Everything has a sensible value already. Press the button, or change what you like.</source>
        <translation>一切都已有合理的值。直接按按钮，或按需更改。</translation>
    </message>
    <message>
        <source>Nothing to train yet</source>
        <translation>还没有可训练的内容</translation>
    </message>
    <message>
        <source>Choose data</source>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>New training</source>
        <translation>新的训练</translation>
    </message>
    <message>
        <source>Copy as recipe</source>
        <translation>复制为配方</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>Paste a recipe</source>
        <translation>粘贴配方</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>剪贴板</translation>
    </message>
    <message>
        <source>Copy or paste settings</source>
        <translation>复制或粘贴设置</translation>
    </message>
    <message>
        <source>A training needs data. Drop a table, or a folder of pictures or texts on the window, or open a sample.</source>
        <translation>训练需要数据。把表格、图片或文本文件夹拖到窗口上，或打开一个示例。</translation>
    </message>
    <message>
        <source>Train</source>
        <comment>button</comment>
        <translation>开始训练</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrainingOptionForms</name>
    <message>
        <source>How it learns</source>
        <translation>如何学习</translation>
    </message>
    <message>
        <source>How long, and when it stops</source>
        <translation>时长与停止条件</translation>
    </message>
    <message>
        <source>Batches, numbers and machine</source>
        <translation>批、数字格式和设备</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>How the weights are moved after each batch. The learning rate is one of its options.</source>
        <translation>每批之后如何调整权重。学习率是它的选项之一。</translation>
    </message>
    <message>
        <source>AdamW is a good start nearly everywhere; SGD can end better in long trainings of pictures.</source>
        <translation>AdamW 几乎总是好的起点，SGD 在长时间的图片训练中可能更好。</translation>
    </message>
    <message>
        <source>Learning rate over time</source>
        <translation>学习率的变化</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied with as the training goes on.</source>
        <translation>训练过程中学习率的倍率。</translation>
    </message>
    <message>
        <source>Falling rates help long trainings; with early stopping a constant one is simplest.</source>
        <translation>逐渐降低有助于长时间训练，配合提前停止时保持不变最简单。</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>What the training makes small.</source>
        <translation>训练要减小的量。</translation>
    </message>
    <message>
        <source>Class weights help where some classes are rare; Huber where single values are far off.</source>
        <translation>某些类别很少时用类别权重，个别值偏差很大时用 Huber。</translation>
    </message>
    <message>
        <source>Order of the examples</source>
        <translation>样本顺序</translation>
    </message>
    <message>
        <source>Shuffled anew for every epoch, unless something else is chosen.</source>
        <translation>每一轮重新打乱，除非另行选择。</translation>
    </message>
    <message>
        <source>Balanced classes show rare classes more often.</source>
        <translation>均衡采样让少见的类别更常出现。</translation>
    </message>
    <message>
        <source>Largest gradient</source>
        <translation>梯度上限</translation>
    </message>
    <message>
        <source>A longer gradient is shortened to this length; 0 turns it off.</source>
        <translation>超过此长度的梯度会被缩短，0 表示关闭。</translation>
    </message>
    <message>
        <source>Set 1 if the loss jumps or becomes NaN.</source>
        <translation>损失跳动或变成 NaN 时设为 1。</translation>
    </message>
    <message>
        <source>L1 penalty</source>
        <translation>L1 惩罚</translation>
    </message>
    <message>
        <source>Pulls weights to exactly zero; 0 turns it off.</source>
        <translation>把权重拉到零，0 表示关闭。</translation>
    </message>
    <message>
        <source>For tables with many columns that say nothing.</source>
        <translation>适合有许多无用列的表格。</translation>
    </message>
    <message>
        <source>Weight averaging</source>
        <translation>权重平均</translation>
    </message>
    <message>
        <source>The model keeps a moving average of its weights; 0 turns it off, 0.999 is usual.</source>
        <translation>模型保留权重的滑动平均，0 表示关闭，常用 0.999。</translation>
    </message>
    <message>
        <source>Makes results of noisy trainings steadier.</source>
        <translation>让波动大的训练结果更稳定。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How often every example is seen.</source>
        <translation>每个样本学习的次数。</translation>
    </message>
    <message>
        <source>More while the validation curve still improves at the end.</source>
        <translation>结束时验证曲线仍在变好，就再多一些。</translation>
    </message>
    <message>
        <source>Steps instead of epochs</source>
        <translation>用步数代替轮数</translation>
    </message>
    <message>
        <source>Above 0 the training ends after so many steps, whatever the epochs are.</source>
        <translation>大于 0 时，训练在这么多步后结束，不管轮数。</translation>
    </message>
    <message>
        <source>To compare trainings with different batch sizes.</source>
        <translation>用于比较不同批大小的训练。</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Ends the training when the validation set shows no improvement any more.</source>
        <translation>验证集不再改善时结束训练。</translation>
    </message>
    <message>
        <source>Off only to see the whole curve.</source>
        <translation>只有想看完整曲线时才关闭。</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>How many checks without improvement it waits before it stops.</source>
        <translation>停止前允许多少次检查没有改善。</translation>
    </message>
    <message>
        <source>More for noisy curves and small validation sets.</source>
        <translation>曲线波动大或验证集小时调大。</translation>
    </message>
    <message>
        <source>Keep the best, not the last</source>
        <translation>保留最好的而不是最后的</translation>
    </message>
    <message>
        <source>The model gets the weights of the best check.</source>
        <translation>模型采用检查结果最好时的权重。</translation>
    </message>
    <message>
        <source>Off only to study overfitting.</source>
        <translation>只有研究过拟合时才关闭。</translation>
    </message>
    <message>
        <source>Smallest improvement</source>
        <translation>最小改善</translation>
    </message>
    <message>
        <source>Smaller ones do not count for early stopping.</source>
        <translation>更小的改善不计入提前停止。</translation>
    </message>
    <message>
        <source>If it goes on for tiny gains.</source>
        <translation>为微小的改善一直训练时使用。</translation>
    </message>
    <message>
        <source>Watched metric</source>
        <translation>关注的指标</translation>
    </message>
    <message>
        <source>What early stopping looks at, on the validation set.</source>
        <translation>提前停止在验证集上看的指标。</translation>
    </message>
    <message>
        <source>F1 where one class is rare; the loss where the metric moves in large jumps.</source>
        <translation>某个类别很少时用 F1 值，指标跳动大时用损失。</translation>
    </message>
    <message>
        <source>The task&apos;s own</source>
        <translation>任务自带</translation>
    </message>
    <message>
        <source>Check every … epochs</source>
        <translation>每几轮检查一次</translation>
    </message>
    <message>
        <source>How often the validation set is looked at.</source>
        <translation>多久查看一次验证集。</translation>
    </message>
    <message>
        <source>Below 1 for large data, above 1 for tiny data.</source>
        <translation>数据很大时小于 1，很小时大于 1。</translation>
    </message>
    <message>
        <source>Checkpoint every … seconds</source>
        <translation>每几秒写一次检查点</translation>
    </message>
    <message>
        <source>At most so much work is lost if the computer fails.</source>
        <translation>电脑出故障时最多损失这么多进度。</translation>
    </message>
    <message>
        <source>Longer for huge models.</source>
        <translation>模型很大时调长。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>How many examples one step sees.</source>
        <translation>一步使用多少个样本。</translation>
    </message>
    <message>
        <source>Smaller where memory runs short; larger makes steps smoother.</source>
        <translation>内存不足时调小，调大让每一步更平稳。</translation>
    </message>
    <message>
        <source>Batches per step</source>
        <translation>每步的批数</translation>
    </message>
    <message>
        <source>So many batches make one step: a larger batch with less memory.</source>
        <translation>这么多批合成一步：用较少内存得到更大的批。</translation>
    </message>
    <message>
        <source>Where a large batch does not fit into memory.</source>
        <translation>大批放不进内存时使用。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>How numbers are held while training.</source>
        <translation>训练时数字的存储格式。</translation>
    </message>
    <message>
        <source>Auto measures what is faster on this machine.</source>
        <translation>“自动”会测出在这台电脑上更快的格式。</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>CPU threads</source>
        <translation>CPU 线程</translation>
    </message>
    <message>
        <source>0 means as many as this machine has cores.</source>
        <translation>0 表示与这台电脑的核心数相同。</translation>
    </message>
    <message>
        <source>Fewer to keep the computer free for other work.</source>
        <translation>调少可让电脑处理其他工作。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same training.</source>
        <translation>相同的随机种子得到相同的训练。</translation>
    </message>
    <message>
        <source>Another one to see how much is chance.</source>
        <translation>换一个看看偶然性有多大。</translation>
    </message>
    <message>
        <source>Channels last</source>
        <translation>通道在后</translation>
    </message>
    <message>
        <source>Lays pictures out so that convolutions run faster; results differ only in rounding.</source>
        <translation>改变图片在内存中的排列让卷积更快，结果只有舍入差别。</translation>
    </message>
    <message>
        <source>Off to compare with other programs.</source>
        <translation>与其他程序比较时关闭。</translation>
    </message>
    <message>
        <source>Exactly repeatable</source>
        <translation>完全可重复</translation>
    </message>
    <message>
        <source>Only ways of computing that give the same result every time.</source>
        <translation>只用每次结果都相同的计算方式。</translation>
    </message>
    <message>
        <source>Off for a little more speed on a GPU.</source>
        <translation>关闭可在 GPU 上稍快一些。</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>训练什么</translation>
    </message>
    <message>
        <source>How much of the pretrained model changes.</source>
        <translation>预训练模型有多少部分会改变。</translation>
    </message>
    <message>
        <source>The last layer alone for a handful of examples or a quick first look; LoRA where memory is short.</source>
        <translation>样本很少或想先快速看看时只训练最后一层；内存不足时用 LoRA。</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>The last layer alone</source>
        <translation>只训练最后一层</translation>
    </message>
    <message>
        <source>Small changes (LoRA)</source>
        <translation>小幅改变（LoRA）</translation>
    </message>
    <message>
        <source>Speed of the last layer</source>
        <translation>最后一层的速度</translation>
    </message>
    <message>
        <source>Its learning rate, as a multiple of the others&apos;; 0 decides by itself.</source>
        <translation>它的学习率是其他层的多少倍；0 表示自动决定。</translation>
    </message>
    <message>
        <source>Raise it if the last layer learns too slowly.</source>
        <translation>如果最后一层学得太慢，就调高。</translation>
    </message>
    <message>
        <source>Slower toward the input</source>
        <translation>越靠近输入越慢</translation>
    </message>
    <message>
        <source>Each layer nearer to the input learns slower by this factor; 1 treats all alike.</source>
        <translation>每靠近输入一层，学习就按这个系数变慢；1 表示各层相同。</translation>
    </message>
    <message>
        <source>0.9 keeps more of what the model knew.</source>
        <translation>0.9 能保留更多模型原有的知识。</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA 秩</translation>
    </message>
    <message>
        <source>How wide the two small matrices of each change are.</source>
        <translation>每处改变的两个小矩阵有多宽。</translation>
    </message>
    <message>
        <source>Raise it where LoRA stays behind training everything.</source>
        <translation>当 LoRA 不如全部训练时调高。</translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation>LoRA alpha</translation>
    </message>
    <message>
        <source>The change counts alpha divided by the rank.</source>
        <translation>改变的分量是 alpha 除以秩。</translation>
    </message>
    <message>
        <source>Twice the rank is usual.</source>
        <translation>通常是秩的两倍。</translation>
    </message>
    <message>
        <source>Compare examples first</source>
        <translation>先比较样本</translation>
    </message>
    <message>
        <source>So many steps first in which examples of one class are drawn together and others apart; 0 leaves them out. With the last layer alone.</source>
        <translation>先用这么多步让同类的样本靠近、不同类的分开；0 表示不比较。只与“只训练最后一层”一起使用。</translation>
    </message>
    <message>
        <source>100 to 300 for a handful of examples a class.</source>
        <translation>每个类别只有少量样本时用 100 到 300。</translation>
    </message>
    <message>
        <source>Save memory</source>
        <translation>节省内存</translation>
    </message>
    <message>
        <source>Works the blocks of a Transformer out a second time instead of keeping what they gave: the same result for less memory, in about a third more time.</source>
        <translation>把 Transformer 的各个模块再算一遍，而不是保存中间结果：结果相同，内存更少，时间大约多三分之一。</translation>
    </message>
    <message>
        <source>On where a long text or a large model does not fit; auto switches it on where memory asks for it.</source>
        <translation>长文本或大模型放不下时打开；“自动”会在内存需要时打开。</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>LoRA targets</source>
        <translation>LoRA 作用的权重</translation>
    </message>
    <message>
        <source>Which weights get a change: some of query, key, value, out, linear1 and linear2, with commas between them. Empty means query and value.</source>
        <translation>改动哪些权重：从 query、key、value、out、linear1、linear2 中选，用逗号分开。留空表示 query 和 value。</translation>
    </message>
    <message>
        <source>Name more of them where LoRA stays behind training everything.</source>
        <translation>如果 LoRA 的效果不如训练全部权重，就多写几个。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrainingSection</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>CPU threads</source>
        <translation>CPU 线程</translation>
    </message>
    <message>
        <source>How many parts of the processor a training uses at a time. 0: Fettle decides.</source>
        <translation>训练同时使用处理器的多少个线程。0：由 Fettle 决定。</translation>
    </message>
    <message>
        <source>Write a checkpoint every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>After a crash or a power cut a training goes on from its last checkpoint, so at most this much work is lost.</source>
        <translation>崩溃或断电后，训练从最近的检查点继续，最多损失这么多进度。</translation>
    </message>
    <message>
        <source>Keep the computer awake while something trains</source>
        <translation>训练时不让电脑睡眠</translation>
    </message>
    <message>
        <source>The screen may still go dark. Below 20% battery a training pauses by itself.</source>
        <translation>屏幕仍可变暗。电量低于 20% 时训练自动暂停。</translation>
    </message>
    <message>
        <source>Tell me when a training ends</source>
        <translation>训练结束时通知我</translation>
    </message>
    <message>
        <source>A message of the desktop, while Fettle&apos;s window is not in front.</source>
        <translation>Fettle 窗口不在前面时显示桌面通知。</translation>
    </message>
    <message>
        <source>For trainings whose recipe names no number.</source>
        <translation>用于配方中没有指定数量的训练。</translation>
    </message>
    <message numerus="yes">
        <source>More threads than the %n core(s) that Fettle may use make training slower.</source>
        <translation>
            <numerusform>超过 Fettle 可用的 %n 个核心，训练反而更慢。</numerusform>
        </translation>
    </message>
    <message>
        <source>For trainings whose recipe names no number. Fettle would take %1 of %2.</source>
        <translation>用于配方中没有指定数量的训练。Fettle 会使用 %2 个中的 %1 个。</translation>
    </message>
    <message>
        <source>Fettle takes %1 of %2 cores: one stays free, so that the computer stays usable.</source>
        <translation>Fettle 使用 %2 个核心中的 %1 个：留一个空闲，让电脑保持可用。</translation>
    </message>
    <message numerus="yes">
        <source>Fettle takes all %n core(s), and lets other programs go first, so that the computer stays usable.</source>
        <translation>
            <numerusform>Fettle 使用全部 %n 个核心，并让其他程序优先，电脑保持可用。</numerusform>
        </translation>
    </message>
    <message>
        <source>Fettle decides: %1</source>
        <translation>由 Fettle 决定：%1</translation>
    </message>
    <message>
        <source>Fettle decides</source>
        <translation>由 Fettle 决定</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrashModel</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>还剩 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>goes at the next clean-up</source>
        <translation>下次清理时删除</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Can be restored</source>
        <translation>可还原</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TrashSection</name>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>The trash is empty. What you delete can be brought back from here for 30 days.</source>
        <translation>回收站是空的。删除的内容 30 天内可以从这里还原。</translation>
    </message>
    <message numerus="yes">
        <source>Restore %n item(s)</source>
        <translation>
            <numerusform>还原 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Choose what to restore in the list.</source>
        <translation>在列表中选择要还原的内容。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::TryForm</name>
    <message>
        <source>Values to try</source>
        <translation>要试的值</translation>
    </message>
    <message>
        <source>(not known)</source>
        <translation>（未知）</translation>
    </message>
    <message>
        <source>2026-05-31</source>
        <translation>2026-05-31</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more column(s)</source>
        <translation>
            <numerusform>再显示 %n 列</numerusform>
        </translation>
    </message>
    <message>
        <source>Type or paste a text</source>
        <translation>输入或粘贴一段文本</translation>
    </message>
</context>
<context>
    <name>fettle::ui::UsePage</name>
    <message>
        <source>Row %1 of the data</source>
        <translation>数据的第 %1 行</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Pictures (*.jpg *.jpeg *.png *.bmp *.gif *.webp *.heic *.avif);;All files (*)</source>
        <translation>图片 (*.jpg *.jpeg *.png *.bmp *.gif *.webp *.heic *.avif);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The command is copied.</source>
        <translation>命令已复制。</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Try the model on one example, or let it answer a whole file.</source>
        <translation>用一个样本试试模型，或让它处理整个文件。</translation>
    </message>
    <message>
        <source>Predict a file…</source>
        <translation>预测文件…</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>训练记录</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>no other run</source>
        <translation>没有其他训练记录</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Another example</source>
        <translation>换一个样本</translation>
    </message>
    <message>
        <source>Copy as a command</source>
        <translation>复制为命令</translation>
    </message>
    <message>
        <source>No model yet</source>
        <translation>还没有模型</translation>
    </message>
    <message>
        <source>As soon as a training has ended, its model can be tried here.</source>
        <translation>训练结束后，就可以在这里试用模型。</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Your model</source>
        <translation>你的模型</translation>
    </message>
    <message>
        <source>Search texts</source>
        <translation>搜索文本</translation>
    </message>
    <message>
        <source>Without examples</source>
        <translation>没有样本</translation>
    </message>
    <message>
        <source>Find what your texts say, in other words than theirs.</source>
        <translation>用自己的话，找出文本里说了什么。</translation>
    </message>
    <message>
        <source>Give texts a first order before there is a single example.</source>
        <translation>一条样本都没有，也能先给文本归类。</translation>
    </message>
    <message>
        <source>Prepare the search</source>
        <translation>准备搜索</translation>
    </message>
</context>
<context>
    <name>fettle::ui::ValueBars</name>
    <message>
        <source>%1 other values</source>
        <translation>其他 %1 个值</translation>
    </message>
    <message>
        <source>How often each value occurs</source>
        <translation>各个值出现的次数</translation>
    </message>
    <message>
        <source>%1: %2 of %3 (%4%)</source>
        <translation>%1：%2 / %3（%4%）</translation>
    </message>
</context>
<context>
    <name>fettle::ui::WorkspaceSection</name>
    <message>
        <source>Choose a folder for the workspace</source>
        <translation>选择工作区文件夹</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>In use now</source>
        <translation>当前使用</translation>
    </message>
    <message>
        <source>Datasets, projects, runs and models are kept in this folder, and nowhere else.</source>
        <translation>数据集、项目、训练记录和模型都保存在这个文件夹中，别处没有。</translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation>选择其他文件夹…</translation>
    </message>
    <message>
        <source>Back to the usual folder</source>
        <translation>改回默认文件夹</translation>
    </message>
    <message>
        <source>Stay with the present one</source>
        <translation>保持当前文件夹</translation>
    </message>
    <message>
        <source>From the next start on, Fettle works in “%1”.</source>
        <translation>下次启动起，Fettle 在“%1”中工作。</translation>
    </message>
    <message>
        <source>Nothing is moved: what is in “%1” stays there, and is there again when you choose that folder.</source>
        <translation>不会移动任何内容：“%1”中的内容留在原处，再次选择该文件夹时仍然可用。</translation>
    </message>
</context>
<context>
    <name>fettle::ui::XyPlot</name>
    <message>
        <source>%1 to %2: %3</source>
        <translation>%1 到 %2：%3</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>fettle::ui::XyTableModel</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
</context>
</TS>
