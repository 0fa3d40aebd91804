import type { SuiteFile } from '../../suite/suite-file.ts'
import { partsInOrder } from './build-order.ts'
import { decisions } from './decisions.ts'
import { incidentReport } from './incident.ts'
import { invoices } from './invoices.ts'

export const synthesis: SuiteFile = {
  name: 'synthesis',
  description:
    'Whether facts that are spread over many files are joined into one right answer, corrections and traps included.',
  defaults: { tags: ['synthesis'] },
  cases: [incidentReport, invoices, partsInOrder, decisions],
}
