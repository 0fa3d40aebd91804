import { ConfigError, loadConfig, type Fault, type Layer } from '@harness/config'
import { Config } from '../../config/config.ts'

/** What layers come to, or what is wrong with them. */
export async function loadLayers(
  layers: readonly Layer[],
): Promise<{ value?: Config; faults: readonly Fault[] }> {
  try {
    return { value: (await loadConfig(Config, layers)).value, faults: [] }
  } catch (error) {
    if (error instanceof ConfigError) return { faults: error.faults }
    throw error
  }
}

/** A fault without its place: what was typed has none. */
export const worded = ({ key, message }: Fault): string => `${key}: ${message}`
