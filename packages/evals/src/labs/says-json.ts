import type { CaseFile } from '../suite/suite-file.ts'

type Command = NonNullable<NonNullable<CaseFile['expect']>['commands']>[number]

/** A command that is right when a file says this as JSON; white space and the order of keys do not count. */
export const saysJson = (path: string, wanted: unknown): Command => ({
  run: `node --input-type=commonjs -e ${quoted(program)} ${quoted(path)} ${quoted(JSON.stringify(wanted))}`,
})

// One line says what is wrong: it becomes the reason of a verdict.
const program = [
  'const [path, wanted] = process.argv.slice(1)',
  'const fail = (why) => { console.log(path + ": " + why); process.exit(1) }',
  'const fs = require("node:fs")',
  'if (!fs.existsSync(path)) fail("there is no such file")',
  'const text = fs.readFileSync(path, "utf8")',
  'let said; try { said = JSON.parse(text) } catch (error) { fail("it is no JSON: " + error.message) }',
  'const isSaid = require("node:util").isDeepStrictEqual(said, JSON.parse(wanted))',
  'if (!isSaid) fail("it says " + JSON.stringify(said) + ", and must say " + wanted)',
].join('\n')

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
