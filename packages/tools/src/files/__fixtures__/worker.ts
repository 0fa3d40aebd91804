// Makes one change of several files, prepared before: worker.ts FOLDER. Is killed somewhere in it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testContext } from '@harness/kernel/testing'
import { codexChange } from './kill-stage.ts'
import { applyPatchTool } from '../../patch/apply-patch.ts'

const [, , folder = ''] = process.argv
const { prepared, patch } = codexChange.parse(
  JSON.parse(readFileSync(join(folder, '..', 'prepared.json'), 'utf8')),
)
process.stdout.write('begun\n')
await applyPatchTool().run({ patch }, prepared, testContext(folder))
process.stdout.write('done\n')
