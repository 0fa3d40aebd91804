import { connect } from 'node:net'
import { addressOf } from './address-of.ts'
import type { Check } from './check.ts'

const patienceMs = 500

type Env = Readonly<Record<string, string | undefined>>

/** Which local servers answer. */
export async function checkEndpoints(env: Env): Promise<Check[]> {
  const { presets } = await import('@harness/providers')
  const local = presets.flatMap((preset) => {
    const address = preset.isLocal ? addressOf(preset, env) : undefined
    return address === undefined ? [] : [{ ...address, preset: preset.name }]
  })
  return Promise.all(
    local.map(async ({ preset, url, isSet }): Promise<Check> => {
      if (await answers(url)) {
        const fix = `use it with: harness --model ${preset}/NAME`
        return { name: preset, status: 'ok', found: `${url.origin} answers`, fix }
      }
      const found = `nothing answers at ${url.origin}`
      return isSet
        ? { name: preset, status: 'warn', found, fix: 'start the server, or mend its variable' }
        : { name: preset, status: 'info', found }
    }),
  )
}

/** Whether anything takes a connection there. */
const answers = (url: URL) =>
  new Promise<boolean>((resolve) => {
    const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
    const socket = connect({
      host: url.hostname.replaceAll(/[[\]]/g, ''),
      port,
      timeout: patienceMs,
    })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
