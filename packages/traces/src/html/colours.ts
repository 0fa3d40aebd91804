import { markup } from './markup.ts'

/** Colours and fonts of a page, by name: light or dark as the reader's system is. */
export const colours = markup`:root {
  color-scheme: light dark;
  --paper: #fdfdfc; --raised: #f4f5f5; --ink: #1a1d20; --quiet: #59626a; --line: #dfe2e4;
  --accent: #0a5c86; --tint: #e4f0f7; --bad: #a3201a; --held: #785000; --good: #24663a;
  --added: #e2f3e6; --added-ink: #14452a; --gone: #fbe5e3; --gone-ink: #701914;
  --models: #0a5c86; --tools: #7d8994; --people: #b07d10;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #131517; --raised: #1c1f22; --ink: #e5e7e9; --quiet: #9ba4ac; --line: #2e3337;
    --accent: #82c4ec; --tint: #172a36; --bad: #ff9d95; --held: #e6bc63; --good: #8acb9d;
    --added: #143020; --added-ink: #b0e0bf; --gone: #3b1b1b; --gone-ink: #f4b9b3;
    --models: #5aa9d6; --tools: #75818b; --people: #d3a645;
  }
}
`
