import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { expect, it } from 'vitest'
import { madeReport } from '../compare/__fixtures__/made-report.ts'
import { dashboardPage } from './dashboard-page.ts'

type Node = DefaultTreeAdapterTypes.ChildNode

function elements(page: string): DefaultTreeAdapterTypes.Element[] {
  const found: DefaultTreeAdapterTypes.Element[] = []
  const walk = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      if ('tagName' in node) found.push(node)
      if ('childNodes' in node) walk(node.childNodes)
    }
  }
  walk(parse(page).childNodes)
  return found
}

const linksOf = (page: string) =>
  elements(page)
    .filter(({ tagName }) => tagName === 'a')
    .map(({ attrs }) => attrs.find(({ name }) => name === 'href')?.value)

const run = (id: string, at: number, cases: Record<string, string> = { one: '+', two: '-' }) =>
  madeReport({ id, at, cases })

it('shows the newest first, and a run that is given twice once', () => {
  const page = dashboardPage([
    { report: run('old', 1000), link: 'old/report.html' },
    { report: run('new', 9_000_000), link: 'new/report.html' },
    { report: run('old', 1000), link: 'copy/report.html' },
  ])
  expect(linksOf(page)).toEqual(['./new/report.html', './old/report.html'])
  expect(page).toContain('<h1>2 runs of 1 suite</h1>')
  expect(page).toContain('<b>50.0 %</b>')
})

it('has suites and their subjects apart', () => {
  const one = madeReport({ id: 'a', suite: 'first', subject: 'x', cases: { one: '+' } })
  const other = madeReport({
    id: 'b',
    suite: 'second',
    subject: 'y',
    cases: { one: '!' },
    cost: null,
  })
  const page = dashboardPage([one, other].map((report) => ({ report, link: null })))
  expect(page).toMatch(/<h2>first<\/h2>[^]*<h3>x<\/h3>[^]*<h2>second<\/h2>[^]*<h3>y<\/h3>/)
  expect(page).toContain('nothing was measured')
  expect(page).toContain('unknown')
})

it('says so where there is none', () => {
  expect(dashboardPage([])).toContain('There are no runs yet.')
})

it('nothing that a suite or a subject says becomes markup', () => {
  const attack = '</style><script>alert(1)</script><img src=x onerror="alert(1)">'
  const report = madeReport({
    id: attack,
    suite: attack,
    subject: attack,
    cases: { [attack]: '+' },
  })
  const plain = madeReport({ id: 'a', cases: { one: '+' } })
  const tags = (page: string) => elements(page).map(({ tagName }) => tagName)
  const page = dashboardPage([{ report, link: `javascript:alert(1)/"><b>` }])
  expect(tags(page)).toEqual(tags(dashboardPage([{ report: plain, link: 'a' }])))
  expect(linksOf(page)[0]).toMatch(/^\.\/javascript%3A/)
})

it('allows its own style and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(dashboardPage([]))?.[1] ?? ''
  expect(policy.replaceAll('&#39;', "'")).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'$/,
  )
})
