import { formatDuration } from './format.ts'
import { markup, type Markup, type Value } from './markup.ts'
import { pathIn } from '../model/path-in.ts'
import type { View } from './view.ts'
import type { ErrorLine, FileSummary, Summary, ToolSummary } from '../model/summary.ts'

/** Of more than these, the rest is counted. */
const most = { first: 8, errors: 200, files: 300 } as const

/** What a reader looks for first: what went wrong, what was changed, what was used. */
export function findings(view: View, { errors, files, tools }: Summary): Markup {
  return markup`${errorList(view, errors)}${fileList(view, files)}${toolTable(tools)}`
}

function errorList(view: View, errors: readonly ErrorLine[]): Value {
  if (errors.length === 0) return null
  const rows = errors.slice(0, most.errors).map(({ session, seq, where, code, message }) => {
    const text = view.clean(message).trim()
    const short = text.length > 240 ? `${text.slice(0, 240).toWellFormed()}…` : text
    return markup`<li><a href="${view.addressOf(session, seq)}"><b>${where}</b> <span>${code}</span></a> <span class="message">${short}</span></li>
`
  })
  return markup`<section class="errors" id="errors"><h2><span aria-hidden="true">✕</span> Errors <small>${errors.length}</small></h2><ol>${rows.slice(0, most.first)}</ol>${further(rows.slice(most.first))}${rest(errors.length - most.errors)}</section>
`
}

const further = (rows: readonly Markup[]): Value =>
  rows.length === 0
    ? null
    : markup`<details><summary>${rows.length} more</summary><ol>${rows}</ol></details>`

const signs = { created: '+', modified: '±', deleted: '−' } as const

function fileList({ trace }: View, files: readonly FileSummary[]): Value {
  if (files.length === 0) return null
  const rows = files.slice(0, most.files).map(
    ({ path, change, changes }) =>
      markup`<li class="${change}"><span aria-hidden="true">${signs[change]}</span> <code>${pathIn(trace, path)}</code> <small>${change}${changes > 1 ? `, ${changes} times` : ''}</small></li>
`,
  )
  return markup`<section class="files" id="files"><h2>Files <small>${files.length}</small></h2><ul>${rows}</ul>${rest(files.length - most.files)}</section>
`
}

function toolTable(tools: readonly ToolSummary[]): Value {
  if (tools.length === 0) return null
  const rows = tools.map(
    ({ tool, calls, failed, denied, ms, longest }) =>
      markup`<tr><th scope="row"><code>${tool}</code></th><td>${calls}</td><td>${failed || '·'}</td><td>${denied || '·'}</td><td>${formatDuration(ms)}</td><td>${formatDuration(longest)}</td></tr>
`,
  )
  return markup`<section class="tools" id="tools"><h2>Tools</h2><div class="scroll" tabindex="0" role="region" aria-label="Tools"><table><thead><tr><th scope="col">tool</th><th scope="col">calls</th><th scope="col">failed</th><th scope="col">denied</th><th scope="col">time</th><th scope="col">longest</th></tr></thead><tbody>${rows}</tbody></table></div></section>
`
}

const rest = (count: number): Value =>
  count > 0 ? markup`<p class="quiet">and ${count} more</p>` : null
