#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's texts: in step with the sources, all translated, and each word of the table of words as the table has it
(CONTRIBUTING.md, "The window")."""
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "translations"))
import update_ui

# What stands alone on the screen, by its English in lower case. Words with two uses have both.
WORDS = {
    "home": "首页", "data": "数据", "model": "模型", "train": ("训练", "开始训练"), "results": "结果", "use": "使用",
    "experiments": "实验", "settings": "设置", "help": "帮助", "search": "搜索", "project": "项目", "workspace": "工作区",
    "dataset": "数据集", "data version": "数据版本", "sample": "示例", "example": "样本", "examples": "样本", "column": "列",
    "columns": ("列", "显示的列"), "used for": "用途", "input": "输入", "to predict": "要预测的列", "ignore": "忽略", "class": "类别",
    "classes": "类别", "label": "标签", "split": "划分", "training set": "训练集", "validation set": "验证集", "test set": "测试集",
    "missing value": "缺失值", "missing values": "缺失值", "duplicates": "重复", "outliers": "异常值",
    "task": "任务", "queue": "队列", "template": "模板", "layer": "层", "layers": ("层", "各层", "层数"), "block": "模块", "network": "网络结构",
    "canvas": "画布", "node": "节点", "connection": "连线", "picture": "图片", "pictures": "图片", "chart": "图表",
    "shape": "形状", "dimension": "维度", "option": "选项", "options": "选项", "weights": "权重", "parameters": "参数量",
    "epoch": "轮", "epochs": ("轮", "轮数"), "step": "步", "batch size": "批大小", "learning rate": "学习率", "schedule": "学习率调度",
    "optimizer": "优化器", "loss": "损失", "metric": "指标", "metrics": "指标", "accuracy": "准确率", "precision": ("精确率", "数值精度"),
    "recall": "召回率", "baseline": "基线", "confusion matrix": "混淆矩阵", "augmentation": "数据增强", "early stopping": "提前停止",
    "overfitting": "过拟合", "checkpoint": "检查点", "seed": "随机种子", "try it": "试一试", "predict": "预测", "export": "导出",
    "pause": "暂停", "resume": "继续", "stop and save": "停止并保存", "stop and discard": "停止并放弃", "add to queue": "加入队列",
    "queued": "排队中", "running": "进行中", "pausing": "正在暂停", "paused": "已暂停", "stopping": "正在停止", "stopped": "已停止",
    "completed": "已完成", "failed": "失败", "interrupted": "已中断", "memory": "内存", "gpu memory": "显存", "device": "设备",
    "cpu threads": "CPU 线程",
}
LEAST_MET = 40


class UiTexts(unittest.TestCase):
    def test_files_are_in_step_and_complete(self):
        done = subprocess.run([sys.executable, ROOT / "translations/update_ui.py", "--check"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_one_thing_has_one_word(self):
        met = set()
        for (context, source, _), forms in update_ui.messages(update_ui.FOLDER / update_ui.CHINESE).items():
            word = source.rstrip(":…").lower()
            allowed = WORDS.get(word)
            if allowed is None:
                continue
            met.add(word)
            allowed = (allowed,) if isinstance(allowed, str) else allowed
            for form in forms:
                with self.subTest(context=context, source=source):
                    self.assertIn(form.rstrip("：…"), allowed)
        self.assertGreaterEqual(len(met), LEAST_MET, "too few of the words were met: the test checks nothing")


if __name__ == "__main__":
    unittest.main()
