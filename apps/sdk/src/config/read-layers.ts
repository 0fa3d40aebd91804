import { basename, relative } from 'node:path'
import { ConfigError, readConfigFile, type Layer, type TextLayer } from '@harness/config'
import { withoutForeignKeys } from '../mcp/foreign-keys.ts'
import { isWholeServer } from '../mcp/is-whole-server.ts'
import { environmentModel } from '../setup/environment-model.ts'
import type { ConfigFile, ConfigOptions, Gathering } from './find-files.ts'

/** The layers of a run, the weakest first: its files, the environment, the file that was named, what a program gives. */
export function readLayers(
  files: readonly ConfigFile[],
  { options, env, folder, onNotice }: Gathering,
): Layer[] {
  const { inheritUserConfig = true } = options
  const own = files.flatMap(({ layer, path, status }): Layer[] => {
    if (status !== 'read') return []
    const read = readConfigFile(path, layer, labelOf({ layer, path }, folder))
    if (!read) return []
    const isKept = layer !== 'user' || inheritUserConfig
    return [isKept ? layerOf(read, onNotice) : { ...read, only: ['providers'] }]
  })
  return [...own, ...named(options, env)].map((layer) => ({ ...layer, replaces: isWholeServer }))
}

/** What errors call a file. */
export const labelOf = ({ layer, path }: Pick<ConfigFile, 'layer' | 'path'>, folder: string) =>
  layer === 'user' ? path : relative(folder, path)

/** A file of configuration as a run reads it: of `.mcp.json` its servers alone. */
export function layerOf(read: TextLayer, onNotice?: Gathering['onNotice']): Layer {
  if (basename(read.file ?? '') !== '.mcp.json') return read
  return { ...withoutForeignKeys(read, (text) => onNotice?.(text)), only: ['mcpServers'] }
}

function named(
  { config, configOverrides, mcpServers }: ConfigOptions,
  env: Gathering['env'],
): Layer[] {
  const text = env['HARNESS_CONFIG_CONTENT']
  const model = environmentModel(env)
  return [
    ...(text ? [{ name: 'environment', label: 'HARNESS_CONFIG_CONTENT', text }] : []),
    ...(model ? [{ name: 'environment', label: model.why, value: { model: model.name } }] : []),
    ...(config === undefined ? [] : [fileNamed(config)]),
    ...(configOverrides
      ? [{ name: 'program', label: 'configOverrides', value: configOverrides }]
      : []),
    ...(mcpServers ? [{ name: 'program', label: 'options', value: { mcpServers } }] : []),
  ]
}

/** @throws ConfigError when the file that somebody named is not there. */
function fileNamed(path: string): Layer {
  const read = readConfigFile(path, 'file')
  if (read) return read
  throw new ConfigError(
    'unreadable_file',
    `${path}: There is no such file. Correct the path, or leave it out.`,
  )
}
