import { readFile } from 'node:fs/promises'
import type { Options } from '../options.ts'
import { SdkError } from '../sdk-error.ts'

/** The options, with the offline model of their script where they have one. */
export async function withScript(options: Options): Promise<Options> {
  const { script, ...rest } = options
  if (script === undefined) return options
  if (options.provider !== undefined) {
    throw new SdkError('invalid_option', 'A script is a model: leave out the provider.')
  }
  const { offlineProvider, parseScript, parseScriptText, ProvidersError } =
    await import('@harness/providers')
  try {
    const parsed =
      typeof script === 'string'
        ? parseScriptText(await readText(script), script)
        : parseScript(script)
    return { ...rest, provider: offlineProvider(parsed) }
  } catch (error) {
    if (!(error instanceof ProvidersError)) throw error
    throw new SdkError('invalid_option', error.message, { cause: error })
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new SdkError('invalid_option', `The script ${path} cannot be read.`, { cause })
  }
}
