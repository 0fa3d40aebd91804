import { lookUps } from './cases.ts'
import type { Place } from './places.ts'

/** Completion for bash 3.2 and later. */
export const bashScript = (places: readonly Place[], presets: readonly string[]): string =>
  [
    '# Completion of harness for bash. Made by: harness completion bash\n\n',
    lookUps({
      places,
      presets,
      below: namesBelow,
      flags: (own) => [...namesOf(own), '--help'].join(' '),
    }),
    walk,
  ].join('')

const namesBelow = (below: Place['below']): string => below.map(([name]) => name).join(' ')

const namesOf = (flags: Place['flags']): string[] =>
  Object.entries(flags).flatMap(([name, { short }]) => [
    `--${name}`,
    ...(short ? [`-${short}`] : []),
  ])

const walk = `
_harness_offer() {
  local IFS=$' \\t\\n'
  case "$1" in
    :*) COMPREPLY=($(compgen -W "\${1#:}" -- "$cur")) ;;
    model) type compopt >/dev/null 2>&1 && compopt -o nospace 2>/dev/null; COMPREPLY=($(compgen -W "$_harness_models" -- "$cur")) ;;
    session) COMPREPLY=($(compgen -W "$("\${COMP_WORDS[0]}" completion sessions 2>/dev/null | cut -f 1)" -- "$cur")) ;;
    file) _harness_names -f ;;
    folder) _harness_names -d ;;
  esac
}

# One by one: a name with a star in it is no pattern.
_harness_names() {
  local name
  type compopt >/dev/null 2>&1 && compopt -o filenames 2>/dev/null
  while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen "$1" -- "$cur")
}

_harness() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" path='' flag='' word depth=0 words=0 i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if [[ $word == '=' ]]; then continue; fi
    if [[ -n $flag ]]; then flag=''; continue; fi
    case "$word" in
      --) _harness_offer file; return ;;
      -*) if [[ -n $(_harness_value "$path|$word") ]]; then flag=$word; fi ;;
      *)
        if ((i == depth + 1)) && [[ " $(_harness_below "$path") " == *" $word "* ]]; then
          path="\${path:+$path }$word"
          depth=$i
        else
          words=$((words + 1))
        fi ;;
    esac
  done
  if [[ $cur == '=' ]]; then cur=''; fi
  if [[ -n $flag ]]; then
    _harness_offer "$(_harness_value "$path|$flag")"
  elif [[ $cur == -* ]]; then
    _harness_offer ":$(_harness_flags "$path")"
  elif ((COMP_CWORD == depth + 1)) && [[ -n $(_harness_below "$path") ]]; then
    _harness_offer ":$(_harness_below "$path")"
  else
    _harness_offer "$(_harness_word "$path|$((words + 1))")"
  fi
}

complete -F _harness harness
`
