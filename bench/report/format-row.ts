import type { Row, Unit } from './row.ts'

/** The cells of a row: what, ours, baseline, ratio, target. */
export function formatRow({ what, unit, ours, baseline, target }: Row): string[] {
  const ratio = baseline && ours / baseline.value
  return [
    what,
    quantity(ours, unit),
    baseline ? `${quantity(baseline.value, unit)} ${baseline.what}` : '',
    ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
    target ? targetCell(target, { unit, ours, ratio }) : '',
  ]
}

function targetCell(
  target: NonNullable<Row['target']>,
  { unit, ours, ratio }: { unit: Unit; ours: number; ratio: number | undefined },
): string {
  if ('ours' in target) {
    return `≤ ${quantity(target.ours, unit)}${ours <= target.ours ? '' : '  missed'}`
  }
  return `≤ ${target.ratio}×${ratio !== undefined && ratio <= target.ratio ? '' : '  missed'}`
}

/** Three digits that count; the whole number where there are more. */
const quantity = (value: number, unit: Unit): string =>
  `${value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(value < 0.1 ? 2 : 3)} ${unit}`
