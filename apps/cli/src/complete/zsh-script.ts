import { lookUps } from './cases.ts'
import type { Place } from './places.ts'

/** Completion for zsh 5 and later. */
export const zshScript = (places: readonly Place[], presets: readonly string[]): string =>
  [
    '#compdef harness\n# Completion of harness for zsh. Made by: harness completion zsh\n\n',
    lookUps({ places, presets, below: described, flags: flagsDescribed }),
    walk,
  ].join('')

/** One a line, with what it is after a colon. */
const described = (rows: readonly (readonly [name: string, about: string])[]): string =>
  rows.map(([name, about]) => `${name}:${about}`).join('\n')

function flagsDescribed(flags: Place['flags']): string {
  const rows = Object.entries(flags).flatMap(([name, { short, about }]) => [
    [`--${name}`, about] as const,
    ...(short ? [[`-${short}`, about] as const] : []),
  ])
  return described([...rows, ['--help', 'how it is typed']])
}

const walk = `
_harness_offer() {
  local -a found
  case "$1" in
    :*) found=(\${=1#:}); compadd -- $found ;;
    model) found=(\${=_harness_models}); compadd -S '' -- $found ;;
    session)
      found=(\${(f)"$(\${words[1]} completion sessions 2>/dev/null)"})
      found=(\${found//$'\\t'/:})
      _describe -V 'session' found ;;
    file) _files ;;
    folder) _files -/ ;;
  esac
}

_harness() {
  local cur="\${words[CURRENT]}" place='' flag='' word names
  local -i depth=1 count=0 i
  local -a found
  for ((i = 2; i < CURRENT; i++)); do
    word="\${words[i]}"
    if [[ -n $flag ]]; then flag=''; continue; fi
    case "$word" in
      --) _files; return ;;
      --*=*) ;;
      -*) if [[ -n $(_harness_value "$place|$word") ]]; then flag=$word; fi ;;
      *)
        found=(\${(f)"$(_harness_below "$place")"})
        if ((i == depth + 1)) && [[ -n \${found[(r)$word:*]} ]]; then
          place="\${place:+$place }$word"
          depth=$i
        else
          count+=1
        fi ;;
    esac
  done
  if [[ -n $flag ]]; then
    _harness_offer "$(_harness_value "$place|$flag")"
  elif [[ $cur == --*=* ]]; then
    compset -P '*='
    _harness_offer "$(_harness_value "$place|\${cur%%=*}")"
  elif [[ $cur == -* ]]; then
    found=(\${(f)"$(_harness_flags "$place")"})
    _describe -o 'flag' found
  elif ((CURRENT == depth + 1)) && [[ -n $(_harness_below "$place") ]]; then
    found=(\${(f)"$(_harness_below "$place")"})
    _describe 'command' found
  else
    _harness_offer "$(_harness_word "$place|$((count + 1))")"
  fi
}

if [[ \${funcstack[1]} == _harness ]]; then
  _harness "$@"
else
  compdef _harness harness
fi
`
