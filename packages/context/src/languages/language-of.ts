import { bash } from './bash.ts'
import { cSharp } from './c-sharp.ts'
import { cpp } from './cpp.ts'
import { css } from './css.ts'
import { go } from './go.ts'
import { java } from './java.ts'
import { javascript } from './javascript.ts'
import type { Language } from './language.ts'
import { php } from './php.ts'
import { python } from './python.ts'
import { ruby } from './ruby.ts'
import { rust } from './rust.ts'
import { tsx, typescript } from './typescript.ts'

/** A new language is a file beside this one and a name in this list. */
const languages: readonly Language[] = [
  typescript,
  tsx,
  javascript,
  python,
  go,
  rust,
  java,
  cSharp,
  cpp,
  ruby,
  php,
  bash,
  css,
]

const byExtension = new Map(
  languages.flatMap((language) => language.extensions.map((extension) => [extension, language])),
)

/** The language of a file by its name; undefined where we have no grammar for it. */
export const languageOf = (path: string): Language | undefined =>
  byExtension.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase())
