// What the elements of a page mean for its Markdown: https://html.spec.whatwg.org/multipage/indices.html#elements-3

const names = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Elements without an end. */
export const voids = names('area base br col embed hr img input link meta param source track wbr')

/** Elements that nobody reads. */
export const unseen = names(
  'script style noscript iframe noembed noframes template svg nav footer button select textarea object canvas audio video',
)

/** Blocks that mean no more than that a text ends and another begins. */
export const wrappers = names(
  'p div section article main header aside figure figcaption dl dt dd form fieldset legend address html head title body center details summary hgroup caption dialog search',
)

export const headings = names('h1 h2 h3 h4 h5 h6')
export const cells = names('td th')
/** Rows, and what holds them without being seen. */
export const groups = names('thead tbody tfoot')
/** In these a text of their own has no place, and nothing begins anew. */
export const gaps = names('ul ol table tr')

/** Elements that Markdown has, by what they are called in it. */
export const kept: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'a',
    b: 'strong',
    strong: 'strong',
    i: 'em',
    em: 'em',
    code: 'code',
    kbd: 'code',
    samp: 'code',
    tt: 'code',
    ...Object.fromEntries(
      [...headings, ...cells, ...gaps, 'li', 'pre', 'blockquote'].map((name) => [name, name]),
    ),
  }),
)

export const emphasis = names('strong em code')
/** They stand in a line. */
export const inline = names('a strong em code')

/** What a tag ends that was left open, and what it does not look beyond. */
export const ends: ReadonlyMap<
  string,
  { these: ReadonlySet<string>; within: ReadonlySet<string> }
> = new Map([
  ['a', { these: names('a'), within: names('td th') }],
  ['li', { these: names('li'), within: names('ul ol td th') }],
  ['dt', { these: names('dt dd'), within: names('dl td th') }],
  ['dd', { these: names('dt dd'), within: names('dl td th') }],
  ['tr', { these: names('tr'), within: names('table') }],
  ...[...cells].map((name) => [name, { these: cells, within: names('tr table') }] as const),
  ...[...groups].map((name) => [name, { these: groups, within: names('table') }] as const),
  ...[...headings].map(
    (name) => [name, { these: headings, within: names('li div td th') }] as const,
  ),
])
