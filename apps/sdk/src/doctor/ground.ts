import { SdkError } from '../sdk-error.ts'
import { homeOf } from '../session/home-of.ts'
import { openWorkspace } from '../session/open-workspace.ts'
import { chooseModel, type ChosenModel } from '../setup/choose-model.ts'
import { prepareRun, type Preparation } from '../setup/prepare-run.ts'
import type { DiagnoseOptions } from './diagnose.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** What every check looks at. */
export interface Ground {
  options: DiagnoseOptions
  env: Env
  /** The folder that holds the sessions. */
  home: string
  /** The folder to work in, or why nobody can. */
  folder: string | SdkError
  /** A run as it would begin here, or what keeps it from that. */
  prepared: Preparation | SdkError
  /** The model of that run; one for all who ask, as a command may tell its key. */
  chosen(): Promise<ChosenModel | SdkError>
}

/** Milliseconds for a command that tells a key. */
const patience = 5_000

export async function groundOf(options: DiagnoseOptions): Promise<Ground> {
  const env = { ...process.env, ...options.env }
  const folder = await caught(openWorkspace(options.cwd))
  const late = AbortSignal.timeout(patience)
  const signal = options.signal ? AbortSignal.any([options.signal, late]) : late
  const given = { ...options, signal }
  const prepared =
    folder instanceof SdkError ? folder : await caught(prepareRun(given, { folder, isFirst: true }))
  let chosen: Promise<ChosenModel | SdkError> | undefined
  return {
    options,
    env,
    home: homeOf(options),
    folder,
    prepared,
    chosen: () => (chosen ??= chosenOf(prepared, late)),
  }
}

async function chosenOf(prepared: Ground['prepared'], late: AbortSignal) {
  if (prepared instanceof SdkError) return prepared
  try {
    return await caught(chooseModel({ ...prepared.choosing, options: prepared.options }))
  } catch (error) {
    if (!late.aborted || error !== late.reason) throw error
    const why = `What tells the key of its model took over ${patience / 1000} s.`
    return new SdkError('missing_key', why, { cause: error })
  }
}

/** What it comes to, or what is wrong here; what is broken rejects. */
async function caught<Value>(promised: Promise<Value>): Promise<Value | SdkError> {
  try {
    return await promised
  } catch (error) {
    if (error instanceof SdkError) return error
    throw error
  }
}
