import { basename, relative } from 'node:path'
import { readConfigFile, type Layer, type TextLayer } from '@harness/config'
import { serversIn } from '../mcp/servers-in.ts'
import { withoutForeignKeys } from '../mcp/foreign-keys.ts'
import { Config } from './config.ts'
import { isWholeServer } from '../mcp/is-whole-server.ts'
import { environmentModel } from '../setup/environment-model.ts'
import { readNamed } from './read-named.ts'
import type { ConfigFile, ConfigOptions, Gathering } from './find-files.ts'

/** The layers of a run, the weakest first: its files, the environment, the file that was named, what a program gives. */
export function readLayers(
  files: readonly ConfigFile[],
  { options, env, folder, onNotice }: Gathering,
): Layer[] {
  const { inheritUserConfig = true, strictMcpConfig = false } = options
  const own = files.flatMap(({ layer, path, status }): Layer[] => {
    if (status !== 'read') return []
    const read = readConfigFile(path, layer, labelOf({ layer, path }, folder))
    if (!read) return []
    const isKept = layer !== 'user' || inheritUserConfig
    return [isKept ? layerOf(read, onNotice) : { ...read, only: ['providers'] }]
  })
  const configured = [...own, ...named(options, env)]
  return [
    ...(strictMcpConfig ? configured.map(withoutServers) : configured),
    ...givenServers(options, onNotice),
  ].map((layer) => ({ ...layer, replaces: isWholeServer }))
}

const otherKeys = Object.keys(Config.shape).filter((key) => key !== 'mcpServers')

/** Unknown keys of such a layer are not looked at. */
const withoutServers = (layer: Layer): Layer => ({
  ...layer,
  only: otherKeys.filter((key) => layer.only?.includes(key) ?? true),
})

/** Servers that were given for this run, the weakest first. */
function givenServers(
  { mcpConfig = [], mcpServers }: ConfigOptions,
  onNotice: Gathering['onNotice'],
): Layer[] {
  return [
    ...mcpConfig.map((given) => serversIn(given, (passed) => onNotice?.(passed))),
    ...(mcpServers ? [{ name: 'program', label: 'options', value: { mcpServers } }] : []),
  ]
}

/** What errors call a file. */
export const labelOf = ({ layer, path }: Pick<ConfigFile, 'layer' | 'path'>, folder: string) =>
  layer === 'user' ? path : relative(folder, path)

/** A file of configuration as a run reads it: of `.mcp.json` its servers alone. */
export function layerOf(read: TextLayer, onNotice?: Gathering['onNotice']): Layer {
  if (basename(read.file ?? '') !== '.mcp.json') return read
  return { ...withoutForeignKeys(read, (text) => onNotice?.(text)), only: ['mcpServers'] }
}

function named({ config, configOverrides }: ConfigOptions, env: Gathering['env']): Layer[] {
  const text = env['HARNESS_CONFIG_CONTENT']
  const model = environmentModel(env)
  return [
    ...(text ? [{ name: 'environment', label: 'HARNESS_CONFIG_CONTENT', text }] : []),
    ...(model ? [{ name: 'environment', label: model.why, value: { model: model.name } }] : []),
    ...(config === undefined ? [] : [readNamed(config, 'file')]),
    ...(configOverrides
      ? [{ name: 'program', label: 'configOverrides', value: configOverrides }]
      : []),
  ]
}
