import { once } from 'node:events'

/** What shows an address on this system. No shell reads it. */
const programs: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  linux: ['xdg-open'],
}

/** Shows an address in the person's browser, where there is one; whoever has none opens it by hand. */
export async function openBrowser(url: string): Promise<void> {
  const [program, ...args] = programs[process.platform] ?? []
  const { protocol } = new URL(url)
  if (program === undefined || (protocol !== 'https:' && protocol !== 'http:')) return
  const { spawn } = await import('node:child_process')
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true })
  child.unref()
  // It is not there: the address stands on the screen.
  await Promise.race([once(child, 'spawn'), once(child, 'error')]).catch(() => undefined)
}
