import type { ChosenName } from '../models/chosen-model.ts'
import type { Options } from '../options.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { chooseModel } from './choose-model.ts'
import { loadPermissions } from './load-permissions.ts'
import { withScript } from './load-script.ts'
import { prepareRun } from './prepare-run.ts'
import { requirePrices } from './require-price.ts'

/** Looks at model and permissions as a run does that begins a session. Rejects with what is wrong with either. */
export async function termsOf(given: Options): Promise<ChosenName> {
  const { onNotice: _, ...quiet } = await withScript(given)
  const folder = await openWorkspace(quiet.cwd)
  const { choosing, options, settings } = await prepareRun(quiet, { folder, isFirst: true })
  await loadPermissions(options, { rules: settings.rules, sandbox: false })
  const chosen = await chooseModel({ ...choosing, options })
  requirePrices(options, chosen)
  const { spec, fallbacks, why } = chosen
  const nameOf = ({ provider, id }: { provider: string; id: string }) => `${provider}/${id}`
  return { model: nameOf(spec), fallbacks: fallbacks.map((each) => nameOf(each.spec)), why }
}
