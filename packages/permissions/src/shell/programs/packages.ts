import { programs, type Program } from './program.ts'

const words = (options: string): Program => ({ options, operands: 'words' })
const listed = words(
  'a g l p all global json long parseable depth: prod production dev omit: include: link',
)

/**
 * What asks package managers and containers about this machine. What asks a server is not here: a question is a way out
 * for what was read before it.
 */
export const packages = programs({
  npm: {
    commands: {
      ls: listed,
      list: listed,
      ll: listed,
      root: words('g global'),
      prefix: words('g global'),
    },
  },
  'pip pip3': {
    options: 'isolated no-color disable-pip-version-check q v quiet verbose',
    commands: {
      list: words('e l v editable local user not-required format: pre exclude: verbose'),
      show: words('f files v verbose'),
      freeze: words('l local user all exclude: exclude-editable'),
      check: words(''),
      inspect: words('local user'),
      help: words(''),
    },
  },
})
