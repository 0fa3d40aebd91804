import { describe, expect, it } from 'vitest'
import { longest, readCommand } from './read-command.ts'

/** Each command of a text: its words, then its redirections; a word that is not known in angle brackets. */
async function read(text: string): Promise<string[]> {
  const reading = await readCommand(text)
  if (reading.kind === 'unparsable') return [`unparsable: ${reading.why}`]
  const commands = reading.commands.map(({ words, assignments, redirections }) =>
    [
      ...assignments.map(({ name, value }) => `${name}=${value.text}`),
      ...words.map(({ kind, text: word }) => (kind === 'literal' ? word : `<${word}>`)),
      ...redirections.map(({ operator, target }) => `${operator} ${target.text}`),
    ].join(' '),
  )
  return [...commands, ...reading.unknown.map((why) => `unknown: ${why}`)]
}

describe('readCommand', () => {
  it.each([
    ['ls -l', ['ls -l']],
    ['  ls   -l  # all', ['ls -l']],
    ['l"s" \'-\'l', ['ls -l']],
    ['a && b || c; d & e | f |& g', ['a', 'b', 'c', 'd', 'e', 'f', 'g']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['for f in x *.ts; do wc "$f"; done', ['wc <$f>']],
    ['while a; do b; done', ['a', 'b']],
    ['case $x in a|b) c;; *) d;; esac', ['c', 'd']],
    ['(a; { b; }) && ! c', ['a', 'b', 'c']],
    ['a $(b `c`) "$(d)"', ['c', 'b <`c`>', 'd', 'a <$(b `c`)> <$(d)>']],
    ['a <(b)', ['b', 'a <<(b)>']],
    ['a > f 2>&1 < g', ['a > f >& 1 < g']],
    ['a < f b', ['a b < f']],
    ['> f', ['> f']],
    ['A=\nb c', ['A=', 'b c']],
    ['{ a; b; } > f', ['a', 'b', '> f']],
    ['A=1 B=$(b) a', ['b', 'A=1 B=$(b) a']],
    ["cat <<'E'\n$(a)\nE\nb", ['cat', 'b']],
    ['a {b,c} *.ts ~/d', ['a <{b,c}> <*.ts> ~/d']],
    ['[ -f a ] && b', ['[ -f a ]', 'b']],
    ['export A=$(b)', ['b', 'export <A=$(b)>']],
  ])('%j', async (text, expected) => {
    expect(await read(text)).toEqual(expected)
  })

  it.each([
    '[[ a > b ]]',
    'f() { a; }',
    'a $((1))',
    'a ${b:-c}',
    "a $'\\x41'",
    'cat <<E\n$(a)\nE',
    'select x in a; do b; done',
    'for PATH in a; do b; done',
    'a[1]=2 b',
    'echo `a \\`b\\``',
  ])('knows that it does not know %j', async (text) => {
    expect((await read(text)).join('\n')).toContain('unknown: ')
  })

  it.each([
    'a "',
    'a |',
    'a \\ b',
    'a $"b"',
    'a $\nb c',
    'a >\nif b; then',
    'if a',
    'a )',
    'a\u00a0b',
    'a\rb',
    '\u001b[2K',
    '$('.repeat(100) + 'a' + ')'.repeat(100),
    'a'.repeat(longest + 1),
  ])('does not parse %j', async (text) => {
    expect((await read(text)).join('\n')).toMatch(/^unparsable: /)
  })

  it('sees what runs inside what it does not know', async () => {
    expect(await read('f() { a $(b); }')).toEqual(expect.arrayContaining(['b', 'a <$(b)>']))
    expect(await read('echo ${x:-$(a)}')).toContain('a')
  })
})
