// The promise: the page of a report asks nothing of a network, breaks no rule of its own policy, fits a phone and a wall, shows
// what a person filters for, and opens what an address names, in a real browser.
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium, type Browser, type Page } from 'playwright-core'
import { exampleReport, type ExampleOptions } from '../__fixtures__/example-run.ts'
import { reportPage } from './report-page.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const program = process.env['CHROMIUM'] ?? places.find((path) => existsSync(path))
const isThere = program !== undefined
if (!isThere) process.stderr.write('Skipped: there is no Chromium here. CHROMIUM names one.\n')

let browser: Browser
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-report-'))
  if (program === undefined) return
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
  ]
  browser = await chromium.launch({ executablePath: program, args })
})
afterAll(async () => {
  if (isThere) await browser.close()
  await rm(folder, { recursive: true, force: true })
})

interface Opened {
  page: Page
  asked: string[]
  said: string[]
}

async function open(options: ExampleOptions, { width = 1280, hash = '' } = {}): Promise<Opened> {
  const path = join(folder, 'report.html')
  const report = exampleReport(
    [
      { id: 'add-two', tags: ['sums'], outcomes: ['passed', 'assisted', 'verification_failure'] },
      { id: 'by zero', outcomes: ['tool_failure', 'timeout', 'infrastructure'] },
      { id: 'multiply', outcomes: ['passed', 'passed', 'open'] },
    ],
    options,
  )
  await writeFile(path, reportPage(report))
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  const asked: string[] = []
  const said: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  page.on('dialog', (dialog) => said.push(dialog.message()))
  await page.addInitScript(
    'addEventListener("securitypolicyviolation", (event) => console.log(event.violatedDirective))',
  )
  await page.goto(`${pathToFileURL(path).href}${hash}`)
  return { page, asked, said }
}

const allOpen = 'for (const one of document.querySelectorAll("details")) one.open = true'

it.skipIf(!isThere)('texts that attack it reach nothing and run nothing', async () => {
  const attack = `</style></script><script src="http://127.0.0.1:9/x.js"></script><img src="http://127.0.0.1:9/x.png" onerror="alert(1)" style='background:url(http://127.0.0.1:9/)'>`
  const { page, asked, said } = await open({ says: () => attack })
  await page.evaluate(allOpen)
  await page.waitForTimeout(200)
  expect({ asked: asked.length, said }).toEqual({ asked: 1, said: [] })
  expect(
    await page.evaluate('document.querySelectorAll("img, iframe, link, script[src]").length'),
  ).toBe(0)
  // That the listener would have heard it.
  await page.evaluate('document.body.setAttribute("style", "color: red")')
  await page.waitForTimeout(100)
  expect(said.join(' ')).toContain('style-src')
  await page.close()
})

it.skipIf(!isThere).each([320, 768, 2560])(
  'fits %d pixels, with everything open',
  async (width) => {
    const texts = ['x'.repeat(900), 'words of a sentence', '漢字'.repeat(400)]
    let count = 0
    const { page } = await open({ says: () => texts[count++ % texts.length] ?? '' }, { width })
    await page.evaluate(allOpen)
    for (const y of [0, 2000, 20_000]) {
      await page.evaluate(`scrollTo(0, ${y})`)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    }
    await page.close()
  },
)

it.skipIf(!isThere)('keys choose what is shown, and an address opens what it names', async () => {
  const { page } = await open({}, { hash: '#c1-3' })
  const shown =
    '[...document.querySelectorAll(".attempt")].filter((one) => one.checkVisibility()).map((one) => one.id)'
  expect(await page.evaluate('document.getElementById("c1-3").open')).toBe(true)
  expect(await page.evaluate(shown)).toHaveLength(9)
  await page.focus('#show-all')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(shown)).toEqual(['c1-3', 'c2-1', 'c2-2'])
  await page.evaluate('location.hash = "#c3-2"')
  await page.waitForFunction('document.getElementById("c3-2").open')
  expect(await page.evaluate(shown)).toHaveLength(9)
  await page.close()
})
