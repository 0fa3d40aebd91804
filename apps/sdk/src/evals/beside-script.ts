import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import type { LoadedSuite } from '@harness/evals'
import type { Options } from '../options.ts'
import { termsOf } from '../setup/terms-of.ts'

/** `smoke.script.json` beside `smoke.json`; undefined where there is none. */
function scriptBeside({ source }: Pick<LoadedSuite, 'source'>): string | undefined {
  if (source === null) return undefined
  const path = `${source.slice(0, source.length - extname(source).length)}.script.json`
  return existsSync(path) ? path : undefined
}

/**
 * The options with the script that stands beside the suite, where the model would be the offline one: without a script it
 * does nothing but say what it is. A model of anybody's choice, or a key, is stronger.
 */
export async function withScriptBeside(
  options: Options,
  suite: Pick<LoadedSuite, 'source'>,
): Promise<Options> {
  const script = scriptBeside(suite)
  const { provider, model, baseUrl } = options
  if (script === undefined || options.script !== undefined || baseUrl !== undefined) return options
  if (provider !== undefined && provider !== 'offline' && provider !== 'mock') return options
  const { onNotice } = options
  const { onNotice: _, ...quiet } = options
  const chosen = await termsOf({ ...quiet, settingSources: ['user'], inheritUserConfig: false })
  if (!chosen.model.startsWith('offline/')) return options
  const why = model === undefined && provider === undefined ? `: ${chosen.why}` : ''
  onNotice?.(`The offline model says what stands in ${script}${why}.`)
  const { provider: __, model: ___, ...others } = options
  return { ...others, script }
}
