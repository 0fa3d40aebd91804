import { expect, test } from 'vitest'
import { TermMatcher } from './term-matcher.ts'
import { termsOf } from './terms-of.ts'

const texts = (query: string) => termsOf(query).map(({ text }) => text)

test('a query is cut into words without their endings, names into their parts', () => {
  expect(texts('How are the settings parsed?')).toEqual(['sett', 'pars'])
  expect(texts('readHTTPFile read_file MAX_SIZE')).toEqual([
    'read',
    'http',
    'readhttpfile',
    'readfile',
    'max',
    'size',
    'maxsize',
  ])
  expect(texts('what does this do?')).toEqual([])
  expect(texts('größe 文件')).toEqual(['größ', '文件'])
  expect(texts(Array.from({ length: 100 }, (_, at) => `word${at}x`).join(' '))).toHaveLength(24)
})

test('a term is found at the beginnings of words and of parts of names', () => {
  const found = (query: string, text: string) =>
    new TermMatcher(termsOf(query)).found(text).length > 0
  for (const text of [
    'parser',
    'PARSED',
    'reParse',
    're_parse',
    'Parsing.',
    'XMLParser',
    'parse2',
  ]) {
    expect([text, found('parsing', text)]).toEqual([text, true])
  }
  for (const text of ['sparse', 'comparsion', 'XPARSER']) {
    expect([text, found('parsing', text)]).toEqual([text, false])
  }
  expect(found('run', 'runtime')).toBe(false)
  expect(found('run', 'runs')).toBe(true)
  expect(found('(a+)+$ [b', 'aaaaaaaaaaaaaaaaaaaaaaaa!')).toBe(false)
})

test('a name is found however its parts are joined, and counts for them', () => {
  const matcher = new TermMatcher(termsOf('runGit'))
  const [run, git, whole] = matcher.terms.map(({ text }) => text)
  expect([run, git, whole]).toEqual(['run', 'git', 'rungit'])
  expect(matcher.count('run-git RunGit run_git git')).toEqual(Uint32Array.of(3, 4, 3))
})
