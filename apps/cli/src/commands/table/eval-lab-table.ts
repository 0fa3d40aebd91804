import { evalAgentFlags, evalPermissionFlags, evalRunningFlags } from '../../parse/eval-flags.ts'
import { evalLabFlags, labModelFlags, labPlaceFlags } from '../../parse/eval-lab-flags.ts'
import { modelFlags } from '../../parse/flags.ts'
import type { CommandSpec } from './command-spec.ts'

/** One suite, over several models. */
export const evalLab: CommandSpec = {
  about: 'one suite over several models, side by side',
  usage: [
    ['eval lab', 'which labs come with the harness, and what each is for'],
    ['eval lab LAB --presets A,B,C', 'a lab, or a file of a suite, over providers'],
    ['eval lab LAB --models X/Y,Z/W', 'over models'],
  ],
  flags: evalLabFlags,
  sections: [
    ['Over which models', labModelFlags],
    ['What is run', evalRunningFlags],
    ['Where', labPlaceFlags],
    ['Each model', modelFlags],
    ['Permissions', evalPermissionFlags],
    ['Agent', evalAgentFlags],
  ],
  notes: `The models are run one after the other, each in a folder of its own: FOLDER/NAME is a run like any other. One that
cannot be used, as its key is not set, is left out and listed; a name that nothing has is refused before anything begins.
Without --presets and --models it is the one model that harness run would use. --max-cost bounds all runs together.

At the end a table of the models, and each one compared with the first.

Exit codes
  0 all were run   1 every model was left out, or a --gate does not hold
  2 nothing was begun: the command must change
  3 stopped by --max-cost   130 interrupted, to be resumed with --resume FOLDER`,
  example: 'eval lab tool-calling --presets deepseek,qwen --repeats 3',
  words: ['file'],
}

export const labCompareAlias: CommandSpec = { ...evalLab, isAlias: true }
