#!/usr/bin/env node
// Every Node parses this file: what needs a new one is loaded only after its version was looked at. Nothing is loaded for
// `--version` and `--help` but the answer; importing even Node's own modules costs more than they do.
const oldest = [22, 18]
const args = process.argv.slice(2)

async function main() {
  if (!isNewEnough(process.versions.node)) {
    process.stderr.write(
      'harness needs Node ' +
        oldest.join('.') +
        ' or newer, and this is ' +
        process.version +
        '.\n' +
        'Install a current one from https://nodejs.org, or begin with: npx --yes -p node@24 -p @harness/cli harness\n',
    )
    process.exitCode = 2
    return
  }
  if (['--version', '-v', '-V', 'version'].includes(args[0] ?? '')) {
    process.stdout.write(version() + '\n')
    return
  }
  const flags = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
  if (args[0] === 'help' || flags.includes('--help') || flags.includes('-h')) {
    const { help } = await import('./help/help.ts')
    const page = help(args)
    if (page === undefined) {
      process.stderr.write('harness: There is no such command: harness --help lists them.\n')
      process.exitCode = 2
    } else process.stdout.write(page)
    return
  }
  keepCompiled()
  const { start } = await import('./start.ts')
  await start(args)
}

/** Node never returns from making its folder where none can be made (below /proc), so that is tried before. */
function keepCompiled(): void {
  const { existsSync, mkdirSync } = process.getBuiltinModule('node:fs')
  const { tmpdir } = process.getBuiltinModule('node:os')
  const folder = tmpdir() + '/node-compile-cache'
  try {
    if (!process.env['NODE_COMPILE_CACHE'] && !existsSync(folder)) mkdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return // it only begins more slowly
    throw error
  }
  process.getBuiltinModule('node:module').enableCompileCache()
}

function isNewEnough(running: string): boolean {
  const [major = 0, minor = 0] = running.split('.').map(Number)
  const [wantedMajor = 0, wantedMinor = 0] = oldest
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)
}

function version(): string {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return JSON.parse(text).version
}

await main()
