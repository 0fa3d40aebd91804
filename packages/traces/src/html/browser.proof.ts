// The promise: a page asks nothing of a network, breaks no rule of its own policy, says nothing on the console, fits a phone, opens
// what an address leads into, and is there quickly at ten thousand events, in a real browser.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { tracePage, traceOf, type Trace } from '../index.ts'
import { everyStep } from './__fixtures__/every-step.ts'
import { longSession } from './__fixtures__/long-session.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const program = process.env['CHROMIUM'] ?? places.find((path) => existsSync(path))
const isThere = program !== undefined
if (!isThere) process.stderr.write('Skipped: there is no Chromium here. CHROMIUM names one.\n')

let browser: Browser
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'harness-page-'))
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
  /** Addresses that were asked for, and what the console said. */
  asked: string[]
  said: string[]
}

async function open(trace: Trace, { width = 1280, hash = '' } = {}): Promise<Opened> {
  const path = join(folder, 'page.html')
  await writeFile(path, tracePage(trace))
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
  const attacks = [
    '<script>alert(1)</script><script src="http://127.0.0.1:9/x.js"></script>',
    '"><img src="http://127.0.0.1:9/x.png" onerror="alert(1)"><iframe src="http://127.0.0.1:9/">',
    '</style><link rel="stylesheet" href="http://127.0.0.1:9/x.css"></script><svg onload="alert(1)">',
    "javascript:alert(1) ' onclick='alert(1)' style='background:url(http://127.0.0.1:9/)",
  ]
  let count = 0
  const { page, asked, said } = await open(everyStep(() => attacks[count++ % attacks.length]!))
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

it.skipIf(!isThere)('fits a phone of 320 pixels, with everything open', async () => {
  const texts = ['x'.repeat(5000), 'words of a sentence', '漢字'.repeat(400), 'a\tb'.repeat(90)]
  let count = 0
  const { page } = await open(
    everyStep(() => texts[count++ % texts.length]!),
    { width: 320 },
  )
  await page.evaluate(allOpen)
  for (const y of [0, 2000, 20_000]) {
    await page.evaluate(`scrollTo(0, ${y})`)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
  }
  await page.close()
})

it.skipIf(!isThere)(
  'an address of an event in something closed opens it and goes there',
  async () => {
    const trace = everyStep(() => 'w')
    const nested = [...tracePage(trace)].join('').match(/id="(here\.1-e\d+)"/)![1]!
    const { page } = await open(trace, { hash: `#${nested}` })
    const top = `document.getElementById(${JSON.stringify(nested)}).parentElement.getBoundingClientRect().top`
    await page.waitForFunction(`Math.abs(${top}) < 200`)
    const closed = `document.getElementById(${JSON.stringify(nested)}).closest("details:not([open])")`
    expect(await page.evaluate(`${closed} === null`)).toBe(true)
    await page.close()
  },
)

it.skipIf(!isThere)(
  'ten thousand events are painted within a second, and an address at their end is gone to',
  async () => {
    const trace = traceOf(longSession(10_000))
    const { page } = await open(trace)
    await page.waitForFunction('performance.getEntriesByName("first-contentful-paint").length > 0')
    const painted = Number(
      await page.evaluate('performance.getEntriesByName("first-contentful-paint")[0].startTime'),
    )
    const loaded = Number(
      await page.evaluate('performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd'),
    )
    const last = trace.steps.at(-1)!.seq
    await page.evaluate(`location.hash = "#e${last}"`)
    await page.waitForTimeout(300)
    const top = Number(
      await page.evaluate(`document.getElementById("e${last}").getBoundingClientRect().top`),
    )
    const size = [...tracePage(trace)].reduce((sum, piece) => sum + Buffer.byteLength(piece), 0)
    process.stdout.write(
      `10000 events: ${(size / 1e6).toFixed(1)} MB, painted after ${Math.round(painted)} ms, whole after ${Math.round(loaded)} ms\n`,
    )
    expect(painted).toBeLessThan(1000)
    expect(size).toBeLessThan(20e6)
    expect(top).toBeGreaterThanOrEqual(0)
    expect(top).toBeLessThan(900)
    await page.close()
  },
)
