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
  docker: {
    commands: {
      ps: words('a f: l n: q s all filter: format: last: latest no-trunc quiet size'),
      images: words('a f: q all digests filter: format: no-trunc quiet'),
      logs: words('f n: t details follow since: tail: timestamps until:'),
      inspect: words('f: s format: size type:'),
      version: words('f: format:'),
      info: words('f: format:'),
      top: words(''),
      port: words(''),
      diff: words(''),
      history: words('H q format: human no-trunc quiet'),
      stats: words('a all format: no-stream no-trunc'),
    },
  },
})
