import type { CaseFile } from '../suite/suite-file.ts'

type Command = NonNullable<NonNullable<CaseFile['expect']>['commands']>[number]

/** A command that is right when a file says this as JSON; white space and the order of keys do not count. */
export const saysJson = (path: string, wanted: unknown): Command => ({
  run: `node --input-type=commonjs -e ${quoted(program)} ${quoted(path)} ${quoted(JSON.stringify(wanted))}`,
})

const program = [
  'const [path, wanted] = process.argv.slice(1)',
  'const said = JSON.parse(require("node:fs").readFileSync(path, "utf8"))',
  'require("node:assert").deepStrictEqual(said, JSON.parse(wanted))',
].join('; ')

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
