// Preloaded into a program: writes the most memory it ever had, in kilobytes, to the file that a variable names. Linux
// tells it of the program alone; what `getrusage` says begins with the memory of whoever started it.
const { appendFileSync, readFileSync } = require('node:fs')

function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]
}

process.on('exit', () => appendFileSync(process.env['BENCH_MEMORY'], `${peak()}\n`))
