import type { ModelRequest } from '@harness/kernel'
import { classifyError, type Adaptation, type ErrorFacts } from '@harness/kernel/wire'

import type { Dialect } from './request/dialect.ts'

/**
 * What to leave out or rename after a refused request; undefined when the request is not to blame. Servers that name
 * the member are believed. A bare 400 before the first success is tried once without `stream_options`, which older
 * servers refuse without saying so.
 */
export function adaptDialect(
  dialect: Dialect,
  facts: ErrorFacts,
  { model }: ModelRequest,
): Adaptation<Dialect> | undefined {
  if (facts.status !== 400 && facts.status !== 422) return undefined
  const blames = (member: string) =>
    facts.params.some((param) => param === member || param.startsWith(`${member}.`))
  if (dialect.usage !== 'refused' && (blames('stream_options') || blames('include_usage'))) {
    return { dialect: { ...dialect, usage: 'refused' }, certain: true }
  }
  if (dialect.output && blames('response_format')) {
    return { dialect: { ...dialect, output: false }, certain: true }
  }
  const unknown = facts.names.includes('unsupported_parameter')
  if (unknown && model.maxOutputTokens !== undefined && blames(dialect.maxTokensField)) {
    const other = dialect.maxTokensField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
    return { dialect: { ...dialect, maxTokensField: other }, certain: true }
  }
  const bare = facts.params.length === 0 && classifyError(facts) === 'fatal'
  if (bare && dialect.usage === 'asked') {
    return { dialect: { ...dialect, usage: 'refused' }, certain: false }
  }
  return undefined
}
