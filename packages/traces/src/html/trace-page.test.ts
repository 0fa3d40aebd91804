import { simulate } from '@harness/kernel/testing'
import {
  array,
  assert,
  boolean,
  constantFrom,
  infiniteStream,
  oneof,
  property,
  string,
} from 'fast-check'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, it } from 'vitest'
import { callsIn, traceOf, tracePage, type PageOptions, type Trace } from '../index.ts'
import { everyStep } from './__fixtures__/every-step.ts'

type Element = DefaultTreeAdapterTypes.Element

const pageOf = (trace: Trace, options: PageOptions = {}) => [...tracePage(trace, options)].join('')

/** Every element of a page, in order, as its parser reads it; a page that it objects to is none. */
function elementsOf(page: string): Element[] {
  const faults: string[] = []
  const document = parse(page, { onParseError: ({ code }) => faults.push(code) })
  expect(faults).toEqual([])
  const within = (node: DefaultTreeAdapterTypes.Node): Element[] => [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(within) : []),
  ]
  return within(document)
}

/** What stands in our templates, whatever a session holds: the elements, their attributes and what those may say. */
const structureOf = (page: string): string[] =>
  elementsOf(page).map(
    ({ tagName, attrs }) =>
      `${tagName} ${attrs.map(({ name, value }) => (name === 'class' ? `class=${value}` : name)).join(' ')}`,
  )

const textOf = (element: Element): string =>
  element.childNodes
    .map((node) =>
      'value' in node ? node.value : 'childNodes' in node && 'tagName' in node ? textOf(node) : '',
    )
    .join('')

/** What could end an element, an attribute or a comment, begin one, or hide what follows. */
const hostile = oneof(
  string({ unit: 'binary', maxLength: 40 }),
  array(
    constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "'",
      '</style>',
      '</pre>',
      '<!--',
      '-->',
      '&lt;',
      '&#60;',
      '\u0000',
      '\u001b[31m',
      '\u001b]0;t\u0007',
      '\u202e',
      '\ud800',
      '\udfff',
      '\r\n',
      '\r',
      '\ufeff',
      '\ufffe',
      '</details>',
      '<svg onload=x>',
      ']]>',
      '${x}',
      '`',
      '{"command":"',
      '\\',
      '\u{e0041}',
      '👩‍👩‍👧',
      'x'.repeat(300),
    ),
    { maxLength: 6 },
  ).map((parts) => parts.join('')),
)

/** One line, short, like no other: what is empty, long or said twice is shown in other ways. */
const tame = (text: string, count: number) =>
  `w${count} ${text.replaceAll(/[\r\n{}[\]",:+@-]/g, ' ').slice(0, 60)}`

const numbered = (say: () => string) => {
  let count = 0
  return () => tame(say(), (count += 1))
}

it('whatever the texts of a session are, its page has the elements and attributes it always has', () => {
  const expected = structureOf(pageOf(everyStep(numbered(() => ''))))
  expect(expected.length).toBeGreaterThan(300)
  assert(
    property(infiniteStream(hostile), (texts) => {
      const page = pageOf(everyStep(numbered(() => texts.next().value)))
      expect(structureOf(page)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

const ours = new Set(
  'html head meta title style body a div nav details summary ul li h1 h2 h3 h4 ol main header p b span dl dt dd small svg rect section article i time code pre ins del table thead tbody tr th td script'.split(
    ' ',
  ),
)
const attributes = new Set(
  'lang charset http-equiv content name class href id aria-label aria-hidden role tabindex scope viewBox preserveAspectRatio x width height title open'.split(
    ' ',
  ),
)

it('whatever they are, it has one script, one style, and no element or attribute that is not ours', () => {
  assert(
    property(infiniteStream(hostile), boolean(), (texts, isMasked) => {
      const mask = (text: string) => text.replaceAll('w', '<b>')
      const page = pageOf(
        everyStep(() => texts.next().value),
        isMasked ? { mask } : {},
      )
      const elements = elementsOf(page)
      expect(elements.filter(({ tagName }) => !ours.has(tagName))).toEqual([])
      for (const name of ['script', 'style', 'title', 'main'])
        expect(elements.filter(({ tagName }) => tagName === name)).toHaveLength(1)
      const attrs = elements.flatMap((element) => element.attrs)
      expect(attrs.filter(({ name }) => !attributes.has(name))).toEqual([])
      expect(
        attrs.filter(({ name, value }) => name === 'href' && !/^#[\w.-]+$/.test(value)),
      ).toEqual([])
      expect(
        [...page.matchAll(/[\p{Bidi_Control}\p{Cc}]/gu)].filter(
          ([one]) => one !== '\n' && one !== '\t',
        ),
      ).toEqual([])
      expect(page.isWellFormed()).toBe(true)
    }),
    { numRuns: 60 },
  )
})

it('shows what was said, character by character', () => {
  const said = '\n<b>"quoted" & \'so\'</b>\n\ttab é 👩‍👩‍👧 \u001b[31mred\u001b[0m end'
  const page = pageOf(everyStep(() => said))
  const texts = elementsOf(page)
    .filter(({ attrs }) => attrs.some(({ value }) => value === 'prose'))
    .map(textOf)
  expect(texts).toContain('\n<b>"quoted" & \'so\'</b>\n\ttab é 👩‍👩‍👧 red end')
})

it('every event of many stories has one address, and every link leads to one', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { events } = await simulate(seed)
    const elements = elementsOf(pageOf(traceOf(events)))
    const ids = elements.flatMap(({ attrs }) =>
      attrs.filter(({ name }) => name === 'id').map(({ value }) => value),
    )
    expect(new Set(ids).size).toBe(ids.length)
    const missing = events.filter(({ seq }) => !ids.includes(`e${seq}`))
    expect(missing.map(({ seq, type }) => `${seq} ${type}`)).toEqual([])
    const links = elements.flatMap(({ attrs }) =>
      attrs.filter(({ name }) => name === 'href').map(({ value }) => value.slice(1)),
    )
    expect(links.filter((link) => !ids.includes(link))).toEqual([])
  }
})

it('events of subagents have the address of their session, and errors in them lead there', () => {
  const trace = everyStep(() => 'w')
  const page = pageOf(trace)
  const child = callsIn(trace).find(({ task }) => task?.trace)!.task!.trace!
  const failed = callsIn(child).find(({ status }) => status === 'failed')!
  expect(page).toContain(`href="#here.1-e${failed.settled}"`)
  expect(page).toContain(`id="here.1-e${failed.settled}"`)
})

it('masks every text of a session before it is cut', () => {
  const secret = 'sk-0123456789abcdef'
  const mask = (text: string) => text.replaceAll(secret, '[masked]')
  const around = everyStep(() => `${'a'.repeat(5325)}${secret}${'b'.repeat(40_000)}`)
  const page = pageOf(around, { mask })
  expect(page).toContain('[masked]')
  expect(page).not.toContain('sk-0')
})

it('says how much of a long text is left out, and which command shows it', () => {
  const long = everyStep(() => 'é'.repeat(30_000))
  const page = pageOf(long)
  expect(page).toMatch(/… \d+\.\d kB more: harness trace show here --at \d+ …/)
  expect(page.length).toBeLessThan(2_000_000)
  const least = pageOf(long, { room: 0 })
  expect(least.length).toBeLessThan(page.length / 3)
})

it('arguments that are deeper than anybody reads stay the text they are', () => {
  const input = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const page = pageOf(everyStep(() => input))
  expect(page.length).toBeLessThan(2_000_000)
})

it('tells at its top that the log is damaged', () => {
  const trace = everyStep(() => 'w')
  trace.damage = 'Line 7 <is> torn.'
  expect(pageOf(trace)).toContain('Line 7 &#60;is&#62; torn.')
})
