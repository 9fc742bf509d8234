// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/pinyin.h"

#include <QHash>

namespace fettle::ui {
namespace {

/// Syllables with the characters that are read so, in the words of the catalog and those around it. A character that is
/// read in two ways stands twice. ü is v, as it is typed.
constexpr const char* kSyllables =
    "ai爱 an按案安暗 ao奥凹 ba把八拔 bai白百摆 ban半版板 bang帮 bao保报包饱 bei被倍备背 ben本 bi比笔必闭避 "
    "bian编变边遍便 biao标表 bie别 bing并病 bo波播 bu不部步补布 cai裁才材采猜彩 can参残 cao操 ce测侧策 ceng层曾 "
    "cha差查插叉 chan产 chang长常场尝 chao超 che彻 chen沉 cheng程成乘称 chi尺持池 chong冲充重 chou抽 chu出除处初储 "
    "chuan传穿 chuang窗 chui垂 ci次此词 cong从 cu粗 cun寸存 cuo错 da打大达答 dai带代待 dan单但淡弹 dang当 dao到导倒道 "
    "de的得地 deng等 di低底第抵 dian点电典 diao掉调 die叠 ding定 diu丢 dong动洞东 dou都逗 du度读独 duan断端段短 "
    "dui对队堆 duo多 e额 er二而耳 fa发法罚 fan翻范反返犯繁 fang方放防访 fei非费 fen分 feng封 fou否 "
    "fu符负幅复覆附服浮腹伏俯 gai概改盖该 gan感干 gao高告 ge格隔各个割 gei给 gen根跟 geng更 gong共公工供 gou构够 "
    "gu固故估孤骨 gua刮 guan关观管 guang光 gui归规轨柜 guo过果 hai还害 han含函汉 hang行 hao好号 he和合何核盒 hei黑 "
    "hen很 heng衡恒横 hong红 hou后候厚 hu户互忽乎 hua化画滑华话划 huan换环缓还 hui灰回会汇恢 hun混 huo活或火获 "
    "ji积急激机计级几记基极继击及己既即集寄 jia加夹价家架假 jian件间减检简键监剪见建 jiang降将奖 "
    "jiao交角较教脚 jie接结解阶截节界捷 jin进近紧仅 jing精经净镜竞径 jiu就究久旧 ju据局聚具巨剧距 juan卷 "
    "jue绝决觉 jun均 ka卡 kai开 kan看 kang抗 kao靠考 ke可刻科颗客 ken肯 keng坑 kong空控 kou口扣 ku库 kuai块快 kuan宽 "
    "kuang况 kuo括扩 la拉 lai来赖 lan览蓝栏 lao老 le了 lei类累 leng冷 li离力理例利里历立粒 lian连练联链 liang量亮两 "
    "liao了料 lie列裂 lin邻临 ling零令另领 liu流留六 long笼 lou漏 lu录路 luan乱 lun论轮 luo落逻络 lv率滤律绿虑 lve略 ma码马 "
    "man满慢 mang盲 me么 mei每没媒美 men门们 mi密迷 mian面免 miao秒描 min敏 ming名明命 mo模末默摩莫 mou某 mu母目幕 "
    "na那哪拿 nan难 nei内 neng能 ni拟你逆尼 nian年 ning凝 niu扭 nong浓 nuan暖 ou偶 pai排牌拍 pan判 pang旁 pei配 pi批 pian偏片篇 "
    "pin拼频品 ping平评瓶屏 po破 pu谱普 qi启器起其期奇齐 qian前迁欠浅潜嵌签 qiang强墙 qie切且 qing情倾轻清 qiu求球 "
    "qu去取区曲趋 quan全权圈 que却缺确 qun群 ran然 rang让 re热 ren任认人 reng仍 ri日 rong容溶融 ru如入 ruan软 ruo若弱 san三散 sao扫 "
    "se色 shan闪删善 shang上熵商 shao少稍 she设摄射社舍 shen深身神什甚伸 sheng升声生剩省 "
    "shi失时始识十使事是式适实试示市视释势矢 shou收手受首 shu数输书属束术疏述 shua刷 shuai衰 shuang双 shui谁 "
    "shun顺瞬 shuo说 si四似思 song送 sou搜 su素速 suan算 sui随虽 sun损 suo缩所索锁 ta它他她塔 tai太态台 tan弹探 tang躺 "
    "tao套 te特 ti提题体梯替 tian填天添 tiao调跳条 tie贴 ting停听 tong通同统 tou头投透 tu图突凸 tui推退 tuo拖脱 wai外 "
    "wan完万弯 wang网往望 wei维位未为围尾微 wen文稳问温 wo我握 wu无误物五务 xi系习细吸息洗希析 xia下瞎 "
    "xian线显限现先险弦 xiang向相项像想象响享 xiao小消效校销 xie斜写些携谢 xin信心新 xing形性型行星 xiu修 "
    "xu需序须续 xuan旋选 xue学 xun循训寻询 ya压 yan颜演严验沿眼言 yang样阳养 yao要药 ye也页叶业 "
    "yi一移以已易意依议异义亦译益亿仪 yin因引音隐印 ying影应映硬 yong用永 you有由右又优游 "
    "yu预语于域与余遇阈愈 yuan元原源圆远缘 yue约越月 yun运云匀 za杂 zai在再载 zan暂 zao造早噪 ze则择 zeng增 zha炸 "
    "zhai摘 zhan展站占 zhang张章障长 zhao照找召 zhe这折者着 zhen帧真阵针 zheng正整证征 "
    "zhi指值止直至置只制支之滞职质治知植致 zhong中种重终众 zhou轴周 zhu注助主逐住 zhua抓 zhuan转专 zhuang状装 "
    "zhui追 zhun准 zi自字子资 zong总综纵 zou走 zu组足族阻 zuan钻 zui最 zuo左作做坐";

const QHash<QChar, QStringList>& readings()
{
    static const auto table = [] {
        QHash<QChar, QStringList> result;
        for (const auto& part : QString::fromUtf8(kSyllables).split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            qsizetype letters = 0;
            while (part[letters].unicode() < 0x80)
                ++letters;
            for (const auto character : QStringView(part).mid(letters))
                result[character] << part.left(letters);
        }
        return result;
    }();
    return table;
}

constexpr qsizetype kMaxReadings = 8;

} // namespace

bool hasPinyin(QChar character) { return readings().contains(character); }

QVector<PinyinReading> pinyinReadings(const QString& text)
{
    QVector<PinyinReading> results{{}};
    for (const auto character : text) {
        const auto found = readings().constFind(character);
        if (found == readings().constEnd()) {
            if (character.isLetterOrNumber())
                for (auto& result : results) {
                    result.full += character.toLower();
                    result.initials += character.toLower();
                }
            continue;
        }
        QVector<PinyinReading> next;
        for (const auto& result : results)
            for (const auto& reading : *found)
                if (next.size() < kMaxReadings)
                    next.append({result.full + reading, result.initials + reading[0]});
        results = next;
    }
    return results;
}

} // namespace fettle::ui
