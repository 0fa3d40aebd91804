// The promise: the dashboard asks nothing of a network, breaks no rule of its own policy, and fits a phone and a wall, in a real
// browser.
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { madeReport } from '../compare/__fixtures__/made-report.ts'
import { dashboardPage } from './dashboard-page.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const program = process.env['CHROMIUM'] ?? places.find((path) => existsSync(path))
const isThere = program !== undefined
if (!isThere) process.stderr.write('Skipped: there is no Chromium here. CHROMIUM names one.\n')

let browser: Browser
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-dashboard-'))
  if (program === undefined) return
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run']
  browser = await chromium.launch({
    executablePath: program,
    args: [...args, '--disable-background-networking'],
  })
})
afterAll(async () => {
  if (isThere) await browser.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(text: string, width: number, colorScheme: 'light' | 'dark' = 'light') {
  const reports = Array.from({ length: 30 }, (_, index) => ({
    report: madeReport({
      id: `${text} ${index}`,
      at: index * 3_600_000,
      suite: `${text} ${index % 2}`,
      subject: `${text} ${index % 3}`,
      cases: { one: '+-', two: index % 2 ? '+' : '*', three: '!' },
      facts: { recorded: index % 5 === 0 },
    }),
    link: `runs/${index}/report.html`,
  }))
  const path = join(folder, 'dashboard.html')
  await writeFile(path, dashboardPage(reports))
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
  const asked: string[] = []
  const said: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => said.push(message.text()))
  page.on('dialog', (dialog) => said.push(dialog.message()))
  await page.addInitScript(
    'addEventListener("securitypolicyviolation", (event) => console.log(event.violatedDirective))',
  )
  await page.goto(pathToFileURL(path).href)
  return { page, asked, said }
}

it.skipIf(!isThere)('texts that attack it reach nothing and run nothing', async () => {
  const attack =
    '</style><script>alert(1)</script><img src="http://127.0.0.1:9/x" onerror="alert(1)">'
  const { page, asked, said } = await open(attack, 1280)
  await page.waitForTimeout(200)
  expect({ asked: asked.length, said }).toEqual({ asked: 1, said: [] })
  // Its own style is applied: the policy knows it.
  expect(await page.evaluate('getComputedStyle(document.body).marginTop')).toBe('0px')
  await page.close()
})

it.skipIf(!isThere)('fits from a phone to a wall, light and dark', async () => {
  const papers = new Set<unknown>()
  for (const text of ['a suite', 'x'.repeat(400), '漢字'.repeat(80)]) {
    for (const width of [320, 768, 1280, 2560]) {
      const { page } = await open(text, width, width > 1000 ? 'dark' : 'light')
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
      papers.add(await page.evaluate('getComputedStyle(document.body).backgroundColor'))
      await page.close()
    }
  }
  expect(papers.size).toBe(2)
})
