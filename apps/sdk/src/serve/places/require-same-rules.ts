import { basename, dirname } from 'node:path'
import type { PermissionRule } from '@harness/kernel'
import { findFiles, type ConfigFile } from '../../config/find-files.ts'
import { loadSettings } from '../../config/load-settings.ts'
import { loadPermissions } from '../../setup/load-permissions.ts'
import { Refused } from '../refused.ts'
import type { Serving } from '../serving.ts'

/**
 * Refuses a folder below the one that is served where its rules would not hold, or say something else: of what they deny a
 * client would be rid by naming that folder, and what they allow it would have elsewhere.
 */
export async function requireSameRules({ options, folder }: Serving, place: string): Promise<void> {
  if (place === folder) return
  const gathering = { options, env: { ...process.env, ...options.env } }
  const ruling = (of: string) => findFiles({ ...gathering, folder: of }).filter(isRuling)
  const there = new Set(ruling(place).map(({ path }) => path))
  const lost = ruling(folder).find(({ path }) => !there.has(path))
  if (lost) {
    throw new Refused(
      `The configuration of ${dirname(lost.path)} says what is allowed here, and its rules do not hold in ${place}: ${instead}`,
    )
  }
  const { rules } = await loadSettings({ ...gathering, folder })
  const { permissions } = await loadPermissions(options, { rules, sandbox: false })
  const other = permissions.rules.find(countsFromFolder)
  if (!other) return
  throw new Refused(
    `The rule ${other.decision} ${other.tool}(${other.pattern}) of ${other.source} counts from the folder that is worked in, and would say something else in ${place}: ${instead}`,
  )
}

const instead = 'work in the folder that is served, or have that one served by itself.'

/** `.mcp.json` names servers, and no rules. */
const isRuling = ({ layer, path, status }: ConfigFile) =>
  layer !== 'user' && status === 'read' && basename(path) !== '.mcp.json'

/** Whether its pattern may be one of paths: everything below, and a name anywhere, are the same in each folder. */
const countsFromFolder = ({ tool, pattern, access = 'edit' }: PermissionRule): boolean =>
  pattern !== undefined &&
  access !== 'command' &&
  access !== 'network' &&
  !/^(?:shell$|web_|mcp)/u.test(tool) &&
  !/^\*\*(?:\/[^/]+)?$/u.test(pattern)
