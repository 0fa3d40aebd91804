import type { SuiteFile } from '../../suite/suite-file.ts'
import { javascriptQueue } from './javascript-queue.ts'
import { noToolchain } from './no-toolchain.ts'
import { pythonTwoPlaces } from './python-two-places.ts'
import { pythonWindow } from './python-window.ts'
import { shellNames } from './shell-names.ts'
import { typescriptCart } from './typescript-cart.ts'

export const repair: SuiteFile = {
  name: 'repair',
  description:
    'Whether faults in small repositories are mended for good: protected tests, and others that the subject never sees.',
  defaults: { tags: ['repair'] },
  cases: [pythonWindow, pythonTwoPlaces, javascriptQueue, typescriptCart, shellNames, noToolchain],
}
