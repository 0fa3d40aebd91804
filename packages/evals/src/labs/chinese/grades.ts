import type { CaseFile } from '../../suite/suite-file.ts'

const module = `"""读成绩单，排名次。"""


def 读(文本):
    """每行一个“姓名，分数”，逗号和数字可以是全角的，姓名和分数前后的空白不算；空行和以“#”开头的行也不算。返回（姓名，分数）的列表。"""
    结果 = []
    for 行 in 文本.split("\\n"):
        姓名, 分数 = 行.split(",")
        结果.append((姓名, int(分数)))
    return 结果


def 名次(成绩):
    """姓名到名次的字典：分数高的在前，同分同名次，后面的名次要空出来（1、1、3）。"""
    排好 = sorted(成绩, key=lambda 项: 项[1])
    return {姓名: 第几 + 1 for 第几, (姓名, _) in enumerate(排好)}
`

/** The module as it should be. */
export const mendedGrades = `"""读成绩单，排名次。"""


def 读(文本):
    """每行一个“姓名，分数”，逗号和数字可以是全角的，姓名和分数前后的空白不算；空行和以“#”开头的行也不算。返回（姓名，分数）的列表。"""
    结果 = []
    for 行 in 文本.splitlines():
        行 = 行.strip()
        if not 行 or 行.startswith("#"):
            continue
        姓名, 分数 = 行.replace("，", ",").split(",")
        # int 认得全角数字
        结果.append((姓名.strip(), int(分数)))
    return 结果


def 名次(成绩):
    """姓名到名次的字典：分数高的在前，同分同名次，后面的名次要空出来（1、1、3）。"""
    return {姓名: 1 + sum(其他 > 分数 for _, 其他 in 成绩) for 姓名, 分数 in 成绩}
`

const test = `import unittest

from 成绩 import 名次, 读


class 成绩测试(unittest.TestCase):
    def test_读(self):
        self.assertEqual(读("# 期末\\n张三，９０\\n\\n李四,85\\n"), [("张三", 90), ("李四", 85)])

    def test_名次(self):
        self.assertEqual(名次([("甲", 80), ("乙", 95), ("丙", 80)]), {"乙": 1, "甲": 2, "丙": 2})


if __name__ == "__main__":
    unittest.main()
`

const hidden = `PYTHONUTF8=1 python3 -B - <<'END'
from 成绩 import 名次, 读
assert 读("王五 ， 100\\r\\n#x,1\\r\\n") == [("王五", 100)], 读("王五 ， 100\\r\\n")
assert 读("") == []
assert 名次([("甲", 1), ("乙", 2), ("丙", 2), ("丁", 0)]) == {"乙": 1, "丙": 1, "甲": 3, "丁": 4}
assert 名次([]) == {}
END`

/** A module whose names, texts and data are Chinese, and which is wrong in several places. */
export const chineseGrades: CaseFile = {
  id: 'chinese/成绩单',
  task: '`成绩.py` 有几处错误：读不了全角逗号和空行，名次也是反的。请按照函数说明把它改对。测试用 `python3 -m unittest` 运行，不要改动测试。',
  files: { '成绩.py': module, 'test_成绩.py': test },
  setup: 'python3 --version',
  protect: ['test_*.py'],
  verify_command: 'PYTHONUTF8=1 python3 -B -m unittest -q test_成绩',
  expect: { commands: [{ run: hidden }] },
}
