import { programs, type Program } from './program.ts'

const words = (options: string): Program => ({ options, operands: 'words' })

/**
 * What asks package managers about this machine. What asks a server is not here, not even for a newer version of itself: a
 * question is a way out for what was read before it. Nor is what writes a log of its runs, or runs `git` where packages lie.
 */
export const packages = programs({
  'pip pip3': {
    options: 'isolated no-color disable-pip-version-check q v quiet verbose',
    commands: {
      show: words('f files v verbose'),
      check: words(''),
      inspect: words('local user'),
      help: words(''),
    },
  },
})
