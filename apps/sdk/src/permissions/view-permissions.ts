import type { Permissions } from '@harness/kernel'
import { explainDecision, type Explanation } from '@harness/permissions'
import { loadSettings } from '../config/load-settings.ts'
import { viewConfig } from '../config/view-config.ts'
import { withSettings } from '../config/with-settings.ts'
import { sandboxOf } from '../sandbox/sandbox-of.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { loadPermissions } from '../setup/load-permissions.ts'
import { sayUntrusted, serversOf } from '../setup/prepare-run.ts'
import type {
  PermissionQuestion,
  PermissionsOptions,
  PermissionsView,
} from './explain-permission.ts'
import { guardedFolderRules } from './guarded-folder-rules.ts'
import { questionOf } from './question-of.ts'

export async function viewPermissions(options: PermissionsOptions): Promise<PermissionsView> {
  const permissions = await permissionsFor(options, await openWorkspace(options.cwd))
  return { ...permissions, modeSource: await modeSourceOf(options) }
}

export async function explain(
  question: PermissionQuestion,
  options: PermissionsOptions,
): Promise<Explanation> {
  const folder = await openWorkspace(options.cwd)
  const permissions = await permissionsFor(options, folder)
  return explainDecision(await questionOf(question, folder), permissions)
}

/** The same as a run's. */
async function permissionsFor(options: PermissionsOptions, folder: string): Promise<Permissions> {
  const env = { ...process.env, ...options.env }
  const settings = await loadSettings({ options, env, folder })
  sayUntrusted(options, settings)
  const { config, rules } = settings
  const { person = true, ...rest } = options
  const settled = withSettings(rest, config)
  const sandbox = (await sandboxOf(settled, config.sandbox))?.isCertain === true
  const servers = await serversOf(config, env)
  const { permissions } = await loadPermissions(settled, {
    rules: [...guardedFolderRules(folder), ...rules, ...(servers?.rules ?? [])],
    sandbox,
  })
  return { ...permissions, person }
}

async function modeSourceOf(options: PermissionsOptions): Promise<string> {
  if (options.permissionMode !== undefined) return '--permission-mode'
  const { keys } = await viewConfig(options)
  const found = keys.find(({ key }) => key === 'permissions.mode')
  if (!found) return 'default'
  return found.line === undefined ? found.label : `${found.label}:${found.line}`
}
