import type { DiagnoseOptions } from './diagnose.ts'
import { homeOf } from '../session/home-of.ts'
import { checkEndpoints } from './check-endpoints.ts'
import { checkHome } from './check-home.ts'
import { checkKeys, checkModel } from './check-model.ts'
import { checkNode } from './check-node.ts'
import { checkPrograms } from './check-programs.ts'
import { checkSessions } from './check-sessions.ts'
import type { Check } from './check.ts'

export async function lookAtAll(options: DiagnoseOptions): Promise<Check[]> {
  const env = { ...process.env, ...options.env }
  const home = homeOf(options)
  const writable = await checkHome(home)
  const found = await Promise.all([
    checkModel(env),
    checkKeys(env),
    checkEndpoints(env),
    checkPrograms(env),
    checkSessions(home),
  ])
  return [checkNode(), writable, ...found.flat()]
}
