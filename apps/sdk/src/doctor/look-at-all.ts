import { openWorkspace } from '../session/open-workspace.ts'
import { SdkError } from '../sdk-error.ts'
import { prepareRun, type Preparation } from '../setup/prepare-run.ts'
import { homeOf } from '../session/home-of.ts'
import { checkConfig } from './check-config.ts'
import { checkEndpoints } from './check-endpoints.ts'
import { checkHome } from './check-home.ts'
import { checkKeys, checkModel } from './check-model.ts'
import { checkNode } from './check-node.ts'
import { checkPrograms } from './check-programs.ts'
import { checkServers } from './check-servers.ts'
import { checkSessions } from './check-sessions.ts'
import type { Check } from './check.ts'
import type { DiagnoseOptions } from './diagnose.ts'

export async function lookAtAll(options: DiagnoseOptions): Promise<Check[]> {
  const env = { ...process.env, ...options.env }
  const home = homeOf(options)
  const writable = await checkHome(home)
  const prepared = await prepare(options)
  const isSound = !(prepared instanceof SdkError)
  const config = checkConfig(isSound ? prepared.settings : prepared)
  const found = await Promise.all([
    ...(isSound ? [checkModel(prepared), checkKeys(prepared)] : []),
    checkEndpoints(env),
    checkPrograms(env),
    checkSessions(home),
  ])
  const servers = isSound ? checkServers(prepared) : []
  return [checkNode(), writable, config, ...found.flat(), ...servers]
}

/** A run as it would begin here; what is wrong with its configuration where it would not. */
async function prepare(options: DiagnoseOptions): Promise<Preparation | SdkError> {
  try {
    return await prepareRun(options, {
      folder: await openWorkspace(options.cwd),
      isFirst: true,
    })
  } catch (error) {
    if (error instanceof SdkError) return error
    throw error
  }
}
