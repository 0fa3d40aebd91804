import type { CaseFile } from '../../suite/suite-file.ts'

const module = `// 统计一段文字：汉字有几个，英文单词有几个，标点不算。

/** 返回 { 汉字, 单词 }。生僻字（扩展区）也是一个字；连在一起的字母和数字算一个单词。 */
export function 统计(文本) {
  let 汉字 = 0
  for (let i = 0; i < 文本.length; i++) {
    if (文本[i] >= '一' && 文本[i] <= '龥') 汉字++
  }
  return { 汉字, 单词: 文本.split(' ').length }
}

/** 截到最多这么多个字，不把一个字切成两半；截掉了就在末尾加“……”（不计在内）。 */
export function 截短(文本, 最多) {
  return 文本.slice(0, 最多) + '……'
}
`

/** The module as it should be. */
export const mendedCharacters = `// 统计一段文字：汉字有几个，英文单词有几个，标点不算。

/** 返回 { 汉字, 单词 }。生僻字（扩展区）也是一个字；连在一起的字母和数字算一个单词。 */
export function 统计(文本) {
  return {
    汉字: [...文本.matchAll(/\\p{Script=Han}/gu)].length,
    单词: [...文本.matchAll(/[A-Za-z0-9]+/g)].length,
  }
}

/** 截到最多这么多个字，不把一个字切成两半；截掉了就在末尾加“……”（不计在内）。 */
export function 截短(文本, 最多) {
  const 字 = [...文本]
  return 字.length <= 最多 ? 文本 : 字.slice(0, 最多).join('') + '……'
}
`

const test = `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { 截短, 统计 } from './统计.mjs'

test('汉字和单词分开数', () => {
  assert.deepEqual(统计('今天学了 JavaScript 和 Python3。'), { 汉字: 5, 单词: 2 })
})

test('没有截掉就不加省略号', () => {
  assert.equal(截短('你好', 2), '你好')
  assert.equal(截短('你好吗', 2), '你好……')
})
`

const hidden = `node --input-type=module - <<'END'
import assert from 'node:assert/strict'
import { 截短, 统计 } from './统计.mjs'
assert.deepEqual(统计(''), { 汉字: 0, 单词: 0 })
assert.deepEqual(统计('𠮷野家，2 份！'), { 汉字: 4, 单词: 1 })
assert.deepEqual(统计('a，b。c'), { 汉字: 0, 单词: 3 })
assert.equal(截短('𠮷野家', 1), '𠮷……')
assert.equal(截短('𠮷', 1), '𠮷')
assert.equal(截短('', 0), '')
END`

/** Characters outside the basic plane, and words between Chinese punctuation. */
export const chineseCharacters: CaseFile = {
  id: 'chinese/统计字数',
  task: '`统计.mjs` 数错了字数，还会把生僻字切成两半。请按照注释里的说明改对，不要改函数名。`node --test` 运行测试，不要改动测试。',
  files: { '统计.mjs': module, '统计.test.mjs': test },
  setup: 'node --version',
  protect: ['*.test.mjs'],
  verify_command: 'node --test 统计.test.mjs',
  expect: { commands: [{ run: hidden }] },
}
