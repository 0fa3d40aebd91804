import type { Options } from '@harness/sdk'
import { UsageError } from '../outcome/usage-error.ts'
import type { configFlags } from './flags.ts'
import type { parseFlags } from './parse-flags.ts'

type ConfigValues = Partial<Awaited<ReturnType<typeof parseFlags<typeof configFlags>>>['values']>

/** The SDK's options of the flags about configuration. */
export const configOptions = (
  values: ConfigValues,
): Pick<Options, 'config' | 'settingSources' | 'inheritUserConfig'> => ({
  ...(values.config !== undefined && { config: values.config }),
  ...(values['setting-sources'] !== undefined && {
    settingSources: sourcesOf(values['setting-sources']),
  }),
  ...(values['no-user-config'] && { inheritUserConfig: false }),
})

const sources = ['user', 'project', 'local'] as const

function sourcesOf(text: string): (typeof sources)[number][] {
  if (text.trim() === 'none') return []
  return text.split(',').map((each) => {
    const source = sources.find((one) => one === each.trim())
    if (source) return source
    throw new UsageError(
      `--setting-sources is some of ${sources.join(',')}, or none; not ${JSON.stringify(each.trim())}.`,
    )
  })
}
