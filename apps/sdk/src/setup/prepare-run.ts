import { homedir } from 'node:os'
import type { ValueRedactor } from '@harness/kernel'
import type { Config } from '../config/config.ts'
import type { ConfiguredProviders } from '../config/configured-providers.ts'
import type { Settings } from '../config/load-settings.ts'
import { loadSettings } from '../config/load-settings.ts'
import { withFirstSettings, withSettings } from '../config/with-settings.ts'
import type { GatheredServers } from '../mcp/gather-servers.ts'
import type { Options } from '../options.ts'
import type { Choosing } from './choose-model.ts'
import { hookSecrets } from './hook-secrets.ts'
import { knownSecrets } from './known-secrets.ts'
import { redactorOf } from './redactor-of.ts'

/** What is known of a run before its session is taken. */
export interface Preparation {
  /** The options, with what configurations say where they say nothing. */
  options: Options
  settings: Settings
  env: Choosing['env']
  /** What chooses a model beside the options. */
  choosing: Pick<Choosing, 'env' | 'configured' | 'providers'>
  redactor: ValueRedactor
  /** The servers of the Model Context Protocol that it uses. */
  servers: GatheredServers | undefined
}

export interface Preparing {
  /** The folder that is worked in, a real path. */
  folder: string
  /** The outermost folder that counts. Default: the root of the repository. */
  root?: string | undefined
  /** What is secret in the person's home, where somebody has looked. */
  homeSecrets?: readonly string[] | undefined
  /** It begins a session: prompt and model come from configurations, too. */
  isFirst: boolean
  /** Where the sessions are for whose logs secrets are named; undefined where nothing is written that is kept. */
  home?: string | undefined
}

/** @throws SdkError when a configuration is wrong, with everything that is wrong. */
export async function prepareRun(
  given: Options,
  { folder, root, isFirst, home, homeSecrets }: Preparing,
): Promise<Preparation> {
  const env = { ...process.env, ...given.env }
  const settings = await loadSettings({
    options: given,
    env,
    folder,
    root,
    onNotice: given.onNotice,
  })
  sayUntrusted(given, settings)
  const { config, model: configured } = settings
  const variables = [given.apiKeyEnv ?? [], config.redaction?.variables ?? []].flat()
  const known = [
    ...(await knownSecrets(folder, homeSecrets ?? homedir())),
    ...hookSecrets(settings.hooks),
  ]
  const { patterns } = config.redaction ?? {}
  const redactor = redactorOf(env, { variables, known, home, patterns })
  const servers = await serversOf(config, env)
  for (const fault of servers?.faults ?? []) given.onNotice?.(fault)
  for (const secret of servers?.secrets ?? []) redactor.add(secret)
  const providers = await providersOf(settings, { given, env, redactor })
  const options = withSettings(given, config)
  return {
    options: isFirst ? withFirstSettings(options, config) : options,
    settings,
    env,
    choosing: { env, configured, providers },
    redactor,
    servers,
  }
}

/** Most runs use none, and load nothing for them. */
export async function serversOf(
  { mcpServers }: Pick<Config, 'mcpServers'>,
  env: Preparation['env'],
): Promise<GatheredServers | undefined> {
  if (!mcpServers || Object.keys(mcpServers).length === 0) return undefined
  const { gatherServers } = await import('../mcp/gather-servers.ts')
  return gatherServers(mcpServers, env)
}

async function providersOf(
  { config: { providers } }: Settings,
  { given, env, redactor }: { given: Options } & Pick<Preparation, 'env' | 'redactor'>,
): Promise<ConfiguredProviders | undefined> {
  if (!providers) return undefined
  const { configuredProviders } = await import('../config/configured-providers.ts')
  return configuredProviders({
    settings: providers,
    env,
    rows: given.presets ?? [],
    signal: given.signal,
    onSecret: (secret) => redactor.add(secret),
  })
}

export function sayUntrusted({ onNotice }: Pick<Options, 'onNotice'>, { files }: Settings): void {
  const file = files.find(({ status }) => status === 'untrusted' || status === 'changed')
  if (!file) return
  const why =
    file.status === 'changed' ? 'it is not what you trusted any more' : 'this folder is not trusted'
  onNotice?.(`${file.path} is left out: ${why}. Look at it, then say: harness trust`)
}
