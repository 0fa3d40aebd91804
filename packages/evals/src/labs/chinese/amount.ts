import type { CaseFile } from '../../suite/suite-file.ts'

const stub = `"""把金额写成中文大写。"""


def 大写(分):
    """参数是以分为单位的整数，返回中文大写金额，规则见《规则.md》。"""
    raise NotImplementedError("还没有写")
`

/** The module as it should be. */
export const writtenAmount = `"""把金额写成中文大写。"""

数字 = "零壹贰叁肆伍陆柒捌玖"
小单位 = ["", "拾", "佰", "仟"]
大单位 = ["", "万", "亿"]


def _一节(数):
    文, 缺零 = "", False
    for 位 in (3, 2, 1, 0):
        值 = 数 // 10**位 % 10
        if 值 == 0:
            缺零 = 文 != ""
            continue
        文 += ("零" if 缺零 else "") + 数字[值] + 小单位[位]
        缺零 = False
    return 文


def _整数(数):
    文, 缺零 = "", False
    for 级 in (2, 1, 0):
        节 = 数 // 10000**级 % 10000
        if 节 == 0:
            缺零 = 文 != ""
            continue
        if 文 and (缺零 or 节 < 1000):
            文 += "零"
        文 += _一节(节) + 大单位[级]
        缺零 = False
    return 文


def 大写(分):
    """参数是以分为单位的整数，返回中文大写金额，规则见《规则.md》。"""
    if 分 == 0:
        return "零元整"
    元, 零头 = divmod(abs(分), 100)
    角, 分位 = divmod(零头, 10)
    文 = "负" if 分 < 0 else ""
    if 元:
        文 += _整数(元) + "元"
    if 角:
        文 += 数字[角] + "角"
    elif 分位 and 元:
        文 += "零"
    return 文 + (数字[分位] + "分" if 分位 else "整")
`

const rules = `# 规则

1. 数字用：零壹贰叁肆伍陆柒捌玖；单位用：拾佰仟万亿元角分。最大不到一万亿元。
2. 没有分的时候，结尾写“整”；零写作“零元整”。
3. 中间的零，不管有几个，只写一个“零”；一节（四位）末尾的零不写。
4. 一节不足四位而前面还有数的，前面补一个“零”，例如 10500 元：壹万零伍佰元整。
5. 有元无角而有分的，元后写“零”，例如 1.05 元：壹元零伍分。不足一元的不写“元”，例如 0.30 元：叁角整，0.05 元：伍分。
6. 负数前写“负”。
`

const test = `import unittest

from 金额 import 大写


class 大写测试(unittest.TestCase):
    def test_例子(self):
        for 分, 文 in [
            (0, "零元整"),
            (105, "壹元零伍分"),
            (30, "叁角整"),
            (1050000, "壹万零伍佰元整"),
            (12345678, "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"),
        ]:
            self.assertEqual(大写(分), 文)


if __name__ == "__main__":
    unittest.main()
`

const hidden = `PYTHONUTF8=1 python3 -B - <<'END'
from 金额 import 大写
for 分, 文 in [
    (5, "伍分"),
    (-150, "负壹元伍角整"),
    (100000, "壹仟元整"),
    (100100, "壹仟零壹元整"),
    (1001000100, "壹仟零壹万零壹元整"),
    (10000000000, "壹亿元整"),
    (10000000100, "壹亿零壹元整"),
    (1000010000000, "壹佰亿零壹拾万元整"),
    (20300405067, "贰亿零叁佰万肆仟零伍拾元陆角柒分"),
    (1001010, "壹万零壹拾元壹角整"),
]:
    assert 大写(分) == 文, (分, 大写(分), 文)
END`

/** A function to be written by rules that stand in Chinese. */
export const chineseAmount: CaseFile = {
  id: 'chinese/金额大写',
  task: '请实现 `金额.py` 里的函数 `大写`：规则在《规则.md》，测试用 `python3 -m unittest` 运行。不要改动测试和规则，不要安装任何依赖，注释用中文写。',
  files: { '金额.py': stub, '规则.md': rules, 'test_金额.py': test },
  setup: 'python3 --version',
  protect: ['test_*.py', '规则.md'],
  verify_command: 'PYTHONUTF8=1 python3 -B -m unittest -q test_金额',
  expect: { commands: [{ run: hidden }] },
}
