import { markup, type Markup } from '@harness/traces/page'
import type { Share } from '../report.ts'
import { percent } from '../said-totals.ts'

/** A rate and its interval on a scale of a hundred; what it shows stands beside it in words. */
export function shareBar(name: string, { value, low, high, cases }: Share): Markup {
  const [from, at, to] = [low, value, high].map((rate) => Math.round(rate * 1000) / 10)
  const width = Math.round(((to ?? 0) - (from ?? 0)) * 10) / 10
  return markup`<div class="share"><p><b>${percent(value)}</b> ${name} <small>95 % interval ${percent(low)} to ${percent(high)}, ${cases} ${cases === 1 ? 'case' : 'cases'}</small></p>
<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="scale" y="2.5" width="100" height="1"/><rect class="interval" x="${from ?? 0}" y="1.5" width="${Math.max(0.3, width)}" height="3"/><rect class="value" x="${Math.max(0, (at ?? 0) - 0.3)}" width="0.6" height="6"/></svg></div>`
}
