import { chineseAmount, writtenAmount } from '../../labs/chinese/amount.ts'
import { chineseCharacters, mendedCharacters } from '../../labs/chinese/characters.ts'
import { chineseGrades, mendedGrades } from '../../labs/chinese/grades.ts'
import { chineseNotes, chineseSettings } from '../../labs/chinese/settings.ts'
import { javascriptQueue, mendedQueue } from '../../labs/repair/javascript-queue.ts'
import { mendedTable, noToolchain } from '../../labs/repair/no-toolchain.ts'
import { mendedLedger, mendedParse, pythonTwoPlaces } from '../../labs/repair/python-two-places.ts'
import { mendedLimiter, pythonWindow } from '../../labs/repair/python-window.ts'
import { mendedScript, shellNames } from '../../labs/repair/shell-names.ts'
import { mendedCart, typescriptCart } from '../../labs/repair/typescript-cart.ts'
import { done, edit, read, rewrite, write, type LabPlay } from '../play.ts'

export const repairPlays: Readonly<Record<string, LabPlay>> = {
  [pythonWindow.id]: {
    good: [...rewrite('limiter.py', mendedLimiter), done],
    // The bound alone: refused calls still count.
    bad: [[read('limiter.py')], [edit('limiter.py', '< now - self', '<= now - self')], done],
    failure: 'verification_failure',
  },
  [pythonTwoPlaces.id]: {
    good: [
      ...rewrite('amounts/parse.py', mendedParse),
      ...rewrite('amounts/ledger.py', mendedLedger),
      done,
    ],
    // What the tests see, and nothing of what was reported.
    bad: [
      [read('amounts/parse.py'), read('amounts/ledger.py')],
      [
        edit('amounts/parse.py', 'int(rest or 0)', 'int(rest.ljust(2, "0"))'),
        edit('amounts/ledger.py', 'start={}', 'start=None'),
        edit('amounts/ledger.py', '    for row', '    start = start or {}\n    for row'),
      ],
      done,
    ],
    failure: 'expectation_mismatch',
  },
  [javascriptQueue.id]: {
    good: [...rewrite('queue.js', mendedQueue), done],
    // The order and the bound; a job that fails still stops it.
    bad: [
      [read('queue.js')],
      [edit('queue.js', 'running <= most', 'running < most')],
      [edit('queue.js', 'waiting.pop()', 'waiting.shift()')],
      done,
    ],
    failure: 'expectation_mismatch',
  },
  [typescriptCart.id]: {
    good: [...rewrite('cart.ts', mendedCart), done],
    bad: [
      [read('cart.ts')],
      [edit('cart.ts', 'sum = sum - discount.cents', 'sum = sum - discount.cents\n        break')],
      done,
    ],
    failure: 'verification_failure',
  },
  [shellNames.id]: {
    good: [...rewrite('gather.sh', mendedScript), done],
    bad: [[read('gather.sh')], [edit('gather.sh', 'cp $file $to', 'cp "$file" "$to"')], done],
    failure: 'verification_failure',
  },
  [noToolchain.id]: {
    good: [...rewrite('hosts.ini', mendedTable), done],
    // The errors, not the warning.
    bad: [...rewrite('hosts.ini', mendedTable.replace('= 5432', '= 54320')), done],
    failure: 'expectation_mismatch',
  },
}

const simple = `数字 = "零壹贰叁肆伍陆柒捌玖"


def 大写(分):
    return "".join(数字[int(位)] for 位 in str(分 // 100)) + "元整"
`

export const chinesePlays: Readonly<Record<string, LabPlay>> = {
  [chineseAmount.id]: {
    good: [[read('规则.md')], ...rewrite('金额.py', writtenAmount), '已经写好了。'],
    bad: [...rewrite('金额.py', simple), '已经写好了。'],
    failure: 'verification_failure',
  },
  [chineseGrades.id]: {
    good: [...rewrite('成绩.py', mendedGrades), '改好了。'],
    // Right for the tests alone: the order of equal ones happens to fit.
    bad: [
      ...rewrite(
        '成绩.py',
        mendedGrades.replace('姓名.strip()', '姓名').replace('splitlines()', 'split("\\n")'),
      ),
      '改好了。',
    ],
    failure: 'expectation_mismatch',
  },
  [chineseCharacters.id]: {
    good: [...rewrite('统计.mjs', mendedCharacters), '改好了。'],
    bad: [
      [read('统计.mjs')],
      [edit('统计.mjs', "文本.slice(0, 最多) + '……'", "[...文本].slice(0, 最多).join('') + '……'")],
      '改好了。',
    ],
    failure: 'verification_failure',
  },
  [chineseNotes.id]: {
    good: [[write('配置.json', `${JSON.stringify(chineseSettings, null, 2)}\n`)], '写好了。'],
    // The name that was only discussed.
    bad: [[write('配置.json', JSON.stringify({ ...chineseSettings, 服务: '统计' }))], '写好了。'],
    failure: 'expectation_mismatch',
  },
}
