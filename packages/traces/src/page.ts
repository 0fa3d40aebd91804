// What pages are made of: markup that no text can become, colours, and numbers as people read them.
export { cleanText } from './html/clean-text.ts'
export { colours } from './html/colours.ts'
export { counted, formatCost, formatCount, formatDuration, formatTime } from './html/format.ts'
export { markup, type Clean, type LongText, type Markup, type Value } from './html/markup.ts'
export { barOf } from './html/time-bar.ts'
