import { describe, expect, test } from 'vitest'
import { htmlToMarkdown } from './html-to-markdown.ts'

const base = new URL('https://example.com/docs/')
const { signal } = new AbortController()

const convert = async (html: string, most = 20_000) =>
  (await htmlToMarkdown(html, { base, most, signal })).text

describe('a page as people write it', () => {
  test.each([
    ['<p>One<p>Two</p><div>Three</div>Four', 'One\n\nTwo\n\nThree\n\nFour'],
    [
      '<title>Name &amp; place</title><h1><span>Big</span> one</h1>x',
      'Name & place\n\n# Big one\n\nx',
    ],
    ['<b>bold <p>not</b> any more', '**bold**\n\nnot any more'],
    ['a<br>b<br><br><br><br>c', 'a  \nb  \n  \nc'],
    ['<ul><li>a<li>b<ol><li>c</ol></ul>', '-   a\n-   b\n    1.  c'],
    ['<a href="#x"><h3>Card</h3><p>words</p></a>', '[Card words](https://example.com/docs/#x)'],
    [
      '<a href=a_(b)>x</a> <a>y</a> <a href=javascript:z>z</a>',
      '[x](https://example.com/docs/a_(b%29) y z',
    ],
    ['<base href="/else/?a=1&amp;b/"><a href=x>x</a>', '[x](https://example.com/else/x)'],
    ['1 < 2 && 3 <4, <!-- > --> &lt;b&gt; <!doctype x></ y>&copy;', '1 < 2 && 3 <4, <b> ©'],
    ['<nav>menu<div>more</div></nav><div role=navigation>and</div>x<footer>y</footer>', 'x'],
    ['<script>"<div>".repeat(2)</script><style>a{}</style>x<script>', 'x'],
    ['<div><nav>menu</div>after', 'after'],
  ])('%s', async (html, markdown) => {
    expect(await convert(html)).toBe(markdown)
  })

  test('code keeps its lines and its language', async () => {
    const code = 'if (a < b) {\n\n\n\n  c()\n}'
    const fenced = '```js\n' + code + '\n```'
    const written = code.replace('<', '&lt;')
    expect(await convert(`<pre>\n<code class="x language-js">${written}</code></pre>`)).toBe(fenced)
    expect(await convert(`<pre class=lang-js><b>if</b>${written.slice(2)}</pre>`)).toBe(fenced)
    expect(await convert('<pre><div>a</div><div>b</div></pre>')).toContain('a\nb')
  })

  test('a table has a head, cells of one line, and none inside', async () => {
    const table = `<table><caption>All</caption><colgroup><col></colgroup>
      <thead> <tr> <th>one</th> <th>two</th> </tr> </thead>
      <tr><td><p>a|b</p><p>c</p><td></tr><tr><td><table><tr><td>in</td></tr></table></td></tr></table>`
    expect(await convert(table)).toBe('All\n\n| one | two |\n| --- | --- |\n| a\\|b c |  |\n| in |')
  })
})

test('a long list or table goes on, and so do its numbers', async () => {
  const items = Array.from({ length: 4000 }, (_, at) => `<li>item ${at + 1}</li>`)
  const list = await convert(`<ol>${items.join('')}</ol>`, 1e6)
  for (const at of [1, 1500, 4000]) expect(`\n${list}\n`).toContain(`\n${at}.  item ${at}\n`)
  const rows = Array.from({ length: 4000 }, (_, at) => `<tr><td>${at}<td>x`)
  const table = await convert(`<table>${rows.join('')}</table>`, 1e6)
  expect(table.match(/---/g)).toHaveLength(2)
  expect(table).toContain('| 3999 | x |')
})

test('no more is converted than is wanted', async () => {
  const html = '<p>words</p>'.repeat(100_000)
  const { text, isCut } = await htmlToMarkdown(html, { base, most: 20_000, signal })
  expect(isCut).toBe(true)
  expect(text.length).toBeGreaterThan(20_000)
  expect(text.length).toBeLessThan(60_000)
})

const many = 50_000
const hostile: [string, string][] = [
  ['tags that nothing ends', '<div>'],
  ['tags that others seem to end', '<div></b>'],
  ['lists in lists', '<ul><li>'],
  ['emphasis in emphasis', '<p><b><i><a href=x>'],
  ['tables in tables', '<table><tr><td>'],
  ['ends of nothing', '</td>'],
  ['scripts without end', '<script>'],
  ['comments without end', '<!--'],
  ['values without end', '<a b="'],
  ['hard spaces', '&nbsp;'],
  ['hard spaces in numbers', '&#x000a0;<i></i>'],
  ['line breaks', '<br>'],
  ['less-thans', '<'],
  ['empty words', '<b></b>'],
]

test.each(hostile)('fifty thousand of them take little: %s', async (_, html) => {
  for (const before of ['x', '<pre>x']) {
    const from = performance.now()
    await convert(`${before}${html.repeat(many)}y`)
    expect(performance.now() - from).toBeLessThan(1500)
  }
})

test('a conversion ends with its signal', async () => {
  const late = { base, most: 1e9, signal: AbortSignal.timeout(20) }
  const from = performance.now()
  await expect(htmlToMarkdown('<p>words</p>'.repeat(400_000), late)).rejects.toThrow('aborted')
  expect(performance.now() - from).toBeLessThan(2000)
})
