import { readFile, realpath } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname } from 'node:path'
import type { Json } from '@harness/kernel'
import { userProviders } from '../config/user-providers.ts'
import type { Options } from '../options.ts'
import { chooseModel, type ChosenModel } from '../setup/choose-model.ts'
import { homeSecrets } from '../setup/known-secrets.ts'
import { requireMode } from '../setup/load-permissions.ts'
import { withScript } from '../setup/load-script.ts'
import { prepareRun } from '../setup/prepare-run.ts'
import { sandboxOf } from '../sandbox/sandbox-of.ts'
import { subjectFacts } from './subject-facts.ts'
import { requireSubjectOptions } from './subject-options.ts'

/** A harness with its options, looked at. */
export interface Measured {
  /** As reports call it. */
  name: string
  facts: Readonly<Record<string, Json>>
  model: ChosenModel
  /** What is kept out of logs of what the person has: read once. */
  homeSecrets: readonly string[]
  /** The options of a run in a workspace, limits and places aside. */
  optionsIn(workspace: string): Options
}

/** Rules and commands of an attempt know of nobody's own. */
const isolation = {
  settingSources: ['project', 'local'],
  inheritUserConfig: false,
} as const satisfies Options

/** @throws SdkError that says what is wrong with the options. */
export async function measured(given: Options): Promise<Measured> {
  await requireSubjectOptions(given)
  const { permissionMode: mode = 'auto' } = given
  await requireMode(mode)
  const { home: _, onNotice, ...own } = await withScript(given)
  const providers = await userProviders(given)
  const configOverrides = {
    ...own.configOverrides,
    ...(providers && { providers: { ...providers, ...own.configOverrides?.providers } }),
  }
  const hasOverrides = Object.keys(configOverrides).length > 0
  const base: Options = {
    ...own,
    ...isolation,
    permissionMode: mode,
    ...(hasOverrides && { configOverrides }),
  }
  const model = await chosenOf(base)
  // Said once, and not by every attempt.
  await sandboxOf({ ...base, ...(onNotice && { onNotice }) }, undefined)
  const { spec, fallbacks } = model
  const script = await scriptOf(given)
  const named = fallbacks.map((each) => each.spec)
  return {
    name: `${spec.provider}/${spec.id}`,
    facts: subjectFacts({ options: given, model: spec, fallbacks: named, mode, script }),
    model,
    homeSecrets: await homeSecrets(homedir()),
    optionsIn: (workspace) => ({
      ...base,
      ...(isUnnamed(own) && { model: spec.id, provider: spec.provider }),
      env: {
        ...own.env,
        HARNESS_CONFIG_CONTENT: '',
        // Above the copy stands what is nobody's business there: git looks for no repository beyond it.
        GIT_CEILING_DIRECTORIES: dirname(workspace),
      },
    }),
  }
}

const isUnnamed = ({ model, provider, baseUrl }: Options): boolean =>
  model === undefined && provider === undefined && baseUrl === undefined

/** As every attempt will choose it, in a folder that has no say. */
async function chosenOf(options: Options): Promise<ChosenModel> {
  const env = { ...options.env, HARNESS_CONFIG_CONTENT: '' }
  const looking = { ...options, env, settingSources: [] }
  const folder = await realpath(tmpdir())
  const prepared = await prepareRun(looking, { folder, isFirst: true })
  return chooseModel({ ...prepared.choosing, options: prepared.options })
}

async function scriptOf({ script }: Options): Promise<string | undefined> {
  return typeof script === 'object' ? JSON.stringify(script) : script && readFile(script, 'utf8')
}
