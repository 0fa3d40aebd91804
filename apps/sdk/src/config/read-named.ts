import { ConfigError, readConfigFile, type TextLayer } from '@harness/config'

/** @throws ConfigError when the file that somebody named is not there. */
export function readNamed(path: string, layer: string): TextLayer {
  const read = readConfigFile(path, layer)
  if (read) return read
  throw new ConfigError(
    'unreadable_file',
    `${path}: There is no such file. Correct the path, or leave it out.`,
  )
}
