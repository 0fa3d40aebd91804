import type { Share } from '@harness/evals'
import { counted } from '../format.ts'

/** `60 % over 5 cases (95 % interval 23 to 88 %)`; a dash where nothing is scored. */
export const passRate = (share: Share | null): string =>
  share === null
    ? '–'
    : `${percent(share.value)} % over ${counted(share.cases, 'case')} (${percent(share.level)} % interval ${percent(share.low)} to ${percent(share.high)} %)`

const percent = (value: number): string => String(Math.round(value * 1000) / 10)
