import type { PermissionRule } from '@harness/kernel'
import type { Loaded, KeyPath } from '@harness/config'
import type { HookSettings } from '@harness/permissions'
import { SdkError } from '../sdk-error.ts'
import type { Config } from './config.ts'
import { findFiles, type ConfigFile, type Gathering } from './find-files.ts'

/** What configurations say for one run. */
export interface Settings {
  config: Config
  /** The model, and where it is named. */
  model: { name: string; why: string } | undefined
  /** The rules of all layers: none hides another's. */
  rules: readonly PermissionRule[]
  /** The hooks of all layers, the weakest first. */
  hooks: readonly HookSettings[]
  /** Which layer wrote each pattern of `instructions`. */
  instructions: readonly { pattern: string; layer: string }[]
  files: readonly ConfigFile[]
}

/** @throws SdkError `invalid_config` with everything that is wrong, each with its file, line and key. */
export async function loadSettings(gathering: Gathering): Promise<Settings> {
  const files = findFiles(gathering)
  if (!isConfigured(files, gathering)) return { ...nothing, files }
  const { ConfigError, loadConfig } = await import('@harness/config')
  try {
    const { readLayers } = await import('./read-layers.ts')
    const { Config } = await import('./config.ts')
    const loaded = await loadConfig(Config, readLayers(files, gathering))
    return { ...(await settingsOf(loaded.value, loaded)), files }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new SdkError('invalid_config', error.message, { cause: error })
  }
}

/** Most runs have no configuration, and load nothing for it. */
const isConfigured = (
  files: readonly ConfigFile[],
  { options: { config, configOverrides, mcpServers, mcpConfig }, env }: Gathering,
): boolean =>
  files.some(({ status }) => status === 'read') ||
  config !== undefined ||
  configOverrides !== undefined ||
  mcpServers !== undefined ||
  mcpConfig !== undefined ||
  Boolean(env['HARNESS_CONFIG_CONTENT'])

const nothing = { config: {}, model: undefined, rules: [], hooks: [], instructions: [] }

type Written = Pick<Loaded<typeof Config>, 'each' | 'where'>

async function settingsOf(config: Config, written: Written): Promise<Omit<Settings, 'files'>> {
  const place = (path: KeyPath) => placeOf(written.where(path))
  return {
    config,
    model: config.model === undefined ? undefined : { name: config.model, why: place(['model']) },
    rules: await rulesOf(written),
    hooks: await hooksOf(written),
    instructions: (config.instructions ?? []).map((pattern, index) => ({
      pattern,
      layer: written.where(['instructions', index]).layer,
    })),
  }
}

async function hooksOf({ each }: Written): Promise<HookSettings[]> {
  const layers = each(['hooks'])
  if (layers.length === 0) return []
  const { HookSettings } = await import('@harness/permissions')
  return layers.map(({ value }) => HookSettings.parse(value))
}

async function rulesOf({ each }: Written): Promise<PermissionRule[]> {
  const layers = each(['permissions'])
  if (layers.length === 0) return []
  const { PermissionSettings, settingRules } = await import('@harness/permissions')
  const uppermost = new Map<string, number>()
  const parsed = layers.map(({ value }, index) => {
    const settings = PermissionSettings.parse(value)
    for (const key of switches) if (settings[key] !== undefined) uppermost.set(key, index)
    return settings
  })
  return layers.flatMap(({ where }, index) => {
    const own = Object.entries(parsed[index] ?? {}).filter(
      ([key]) => (uppermost.get(key) ?? index) === index,
    )
    return settingRules(PermissionSettings.parse(Object.fromEntries(own)), (key, at) =>
      placeOf(where(at === undefined ? [key] : [key, at])),
    )
  })
}

/** Values like others, which a stronger layer replaces; lists of rules add up. */
const switches = ['allowWrite', 'allowShell', 'allowNetwork'] as const

const placeOf = ({ label, line }: { label: string; line?: number }): string =>
  line === undefined ? label : `${label}:${line}`
