import type { Report, Share, Totals } from './report.ts'

/** `4 of 6 attempts passed`. What was not measured is in neither number. */
export function verdictLine({ passed, failed, infrastructure, open }: Totals): string {
  const scored = passed + failed
  const left = [
    ...(infrastructure > 0 ? [`${infrastructure} could not be measured`] : []),
    ...(open > 0 ? [`${open} ${open === 1 ? 'is' : 'are'} not over`] : []),
  ]
  const said =
    scored === 0
      ? 'Nothing was measured'
      : `${passed} of ${scored} ${scored === 1 ? 'attempt' : 'attempts'} passed`
  return [said, ...left].join(', ')
}

/** `66.7 %`. */
export const percent = (rate: number): string => `${(rate * 100).toFixed(1)} %`

/** `66.7 % (30.0 % to 90.3 %)`. */
export const saidShare = (share: Share | null): string =>
  share === null ? '–' : `${percent(share.value)} (${percent(share.low)} to ${percent(share.high)})`

/** Why a run is not whole; empty for one that is. */
export function saidState({ run }: Report): string {
  switch (run.state) {
    case 'finished':
      return ''
    case 'stopped':
      return 'The run was stopped before its end.'
    case 'cost':
      return 'The run ended before its plan did: its cost limit was reached.'
    case 'open':
      return 'The run is not over.'
  }
}
