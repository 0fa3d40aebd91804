import { candidatesOf, valueOf, type Candidates } from './candidates.ts'
import type { Place } from './places.ts'

/** Completion for fish 3 and later. */
export const fishScript = (places: readonly Place[], presets: readonly string[]): string =>
  [
    '# Completion of harness for fish. Made by: harness completion fish\n',
    lists(places, presets),
    walk,
    ...places.map((place) => completions(place, presets)),
  ].join('\n')

const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`

/** What the walk asks: the commands below a place, and which flags take the next word. */
function lists(places: readonly Place[], presets: readonly string[]): string {
  const below = places.flatMap(({ path, below: own }) =>
    own.map(([name]) => quoted(`${path}|${name}`)),
  )
  const wanting = places.flatMap(({ path, flags }) =>
    Object.entries(flags).flatMap(([name, flag]) =>
      valueOf(flag, presets) === undefined
        ? []
        : [`--${name}`, ...(flag.short ? [`-${flag.short}`] : [])].map((one) =>
            quoted(`${path}|${one}`),
          ),
    ),
  )
  return `set -g __harness_below ${below.join(' ')}\nset -g __harness_wanting ${wanting.join(' ')}\n`
}

const walk = `# Where the cursor is: the command, whether it follows at once, how many words came between.
function __harness_place
    set -l path ''
    set -l depth 0
    set -l count 0
    set -l wants 0
    set -l typed (commandline -opc)
    set -e typed[1]
    for at in (seq (count $typed))
        set -l word $typed[$at]
        if test $wants = 1
            set wants 0
        else if test "$word" = --
            echo end
            return
        else if string match -q -- '-*' $word
            contains -- "$path|$word" $__harness_wanting; and set wants 1
        else if test $at = (math $depth + 1); and contains -- "$path|$word" $__harness_below
            set path (string trim -- "$path $word")
            set depth $at
        else
            set count (math $count + 1)
        end
    end
    echo $path
    test (count $typed) = $depth; and echo next; or echo later
    math $count + 1
end

function __harness_at
    set -l place (__harness_place)
    test "$place[1]" = "$argv[1]"
end

function __harness_next
    set -l place (__harness_place)
    test "$place[1]" = "$argv[1]"; and test "$place[2]" = next
end

function __harness_word
    set -l place (__harness_place)
    test "$place[1]" = "$argv[1]"; and test "$place[3]" -ge "$argv[2]"; and test "$place[3]" -le "$argv[3]"
end

complete -c harness -f
complete -c harness -s h -l help -d 'how it is typed'
complete -c harness -n '__harness_at end' -F
`

function completions(place: Place, presets: readonly string[]): string {
  const { path, below, flags, words, repeats } = place
  const at = (condition: string) => `complete -c harness -n "${condition}"`
  const named = below.map(
    ([name, about]) => `${at(`__harness_next '${path}'`)} -a ${name} -d ${quoted(about)}`,
  )
  const flagged = Object.entries(flags).map(([name, flag]) => {
    const short = flag.short ? ` -s ${flag.short}` : ''
    const value = valueOf(flag, presets)
    const wants = value === undefined ? '' : ` ${argumentsOf(value, presets, '-r')}`
    return `${at(`__harness_at '${path}'`)}${short} -l ${name}${wants} -d ${quoted(flag.about)}`
  })
  const worded = words.map((word, index) => {
    const last = repeats && index === words.length - 1 ? 999 : index + 1
    const condition = `__harness_word '${path}' ${index + 1} ${last}`
    return `${at(condition)} ${argumentsOf(candidatesOf(word, presets), presets, '')}`
  })
  return [...named, ...flagged, ...worded].map((line) => `${line}\n`).join('')
}

/** `needs`: the option by which a flag wants a value. */
function argumentsOf(candidates: Candidates, presets: readonly string[], needs: string): string {
  const only = needs === '' ? '-f' : '-x'
  switch (candidates) {
    case 'file':
      return `${needs} -F`.trim()
    case 'folder':
      return `${only} -a '(__fish_complete_directories)'`
    case 'session':
      return `${only} -k -a '(harness completion sessions 2>/dev/null)'`
    case 'model':
      return `${only} -a ${quoted(presets.map((name) => `${name}/`).join(' '))}`
    case 'none':
      return only
    default:
      return `${only} -a ${quoted(candidates.join(' '))}`
  }
}
