import type { CaseFile } from '../../suite/suite-file.ts'

const needs: Readonly<Record<string, readonly string[]>> = {
  anchor: ['rope', 'iron'],
  boom: ['spar', 'rope'],
  canvas: [],
  hull: ['plank', 'iron'],
  iron: [],
  mast: ['spar', 'hull'],
  plank: [],
  rope: [],
  sail: ['canvas', 'rope', 'mast'],
  spar: ['plank'],
}

/** The order in which all parts can be built, the first in the alphabet first wherever several can. */
export const buildOrder = [
  'canvas',
  'iron',
  'plank',
  'hull',
  'rope',
  'anchor',
  'spar',
  'boom',
  'mast',
  'sail',
].join('\n')

/** What ten files say of one another, as one order. */
export const partsInOrder: CaseFile = {
  id: 'synthesis/build-order',
  task: 'Each file below `parts` names one part and the parts it needs to be built before it. Write `order.txt`: all parts, one per line, in an order in which they can be built one after the other; whenever several could be next, the first in the alphabet is. What `parts/README` takes back does not hold.',
  files: {
    ...Object.fromEntries(
      Object.entries(needs).map(([name, wants]) => [
        `parts/${name}.part`,
        `part ${name}\n${(name === 'canvas' ? ['sail'] : wants).map((want) => `needs ${want}\n`).join('')}`,
      ]),
    ),
    'parts/README': 'canvas does not need sail: that line was a slip of the pen.\n',
  },
  expect: { files: { 'order.txt': { equals: buildOrder } } },
}
