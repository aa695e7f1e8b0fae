/** `completion`: a script for the shell, made from the very commands and options that there are. */
import { Argument, type Command } from 'commander'
import { examples } from '../options.ts'

interface Completed {
  /** `meetings schedule`; empty: the program itself. */
  readonly path: string
  readonly words: readonly string[]
}

export function addCompletion(program: Command): void {
  const command = program
    .command('completion')
    .description('a completion script for a shell')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .action((shell: 'bash' | 'zsh' | 'fish') => {
      process.stdout.write(scripts[shell](collect(program, '')))
    })
  examples(command, [
    'completion bash > ~/.local/share/bash-completion/completions/simplex-meeting',
    'completion zsh > "${fpath[1]}/_simplex-meeting"',
    'completion fish > ~/.config/fish/completions/simplex-meeting.fish',
  ])
}

/** Every command with what may follow it: commands below it, choices of its arguments, its options. */
function collect(command: Command, path: string): Completed[] {
  const below = command.commands.map((one) => one.name())
  const choices = command.registeredArguments.flatMap((argument) => argument.argChoices ?? [])
  const options = command.options.flatMap(({ long }) => (long ? [long] : []))
  const own = { path, words: [...below, ...choices, ...options, '--help'] }
  return [own, ...command.commands.flatMap((one) => collect(one, `${path} ${one.name()}`.trim()))]
}

/** The longest command that the words before the cursor begin with decides. */
const cases = (all: readonly Completed[], write: (one: Completed) => string) =>
  all
    .toSorted((a, b) => b.path.length - a.path.length)
    .map(write)
    .join('\n')

const scripts = {
  bash: (all: readonly Completed[]) => `_simplex_meeting() {
  local line="\${COMP_WORDS[*]:1:COMP_CWORD-1} " words
  case "$line" in
${cases(all, ({ path, words }) => `    ${path ? `'${path} '` : ''}*) words='${words.join(' ')}' ;;`)}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _simplex_meeting simplex-meeting
`,
  zsh: (all: readonly Completed[]) => `#compdef simplex-meeting
_simplex_meeting() {
  local line="\${words[2,CURRENT-1]} "
  case "$line" in
${cases(all, ({ path, words }) => `    ${path ? `'${path} '` : ''}*) compadd -- ${words.join(' ')} ;;`)}
  esac
}
_simplex_meeting "$@"
`,
  fish: (all: readonly Completed[]) => `function __simplex_meeting_words
  set -l line (string join ' ' (commandline -opc)[2..]) ' '
  switch (string join '' $line)
${cases(all, ({ path, words }) => `    case '${path ? `${path} ` : ''}*'\n      printf '%s\\n' ${words.join(' ')}`)}
  end
end
complete -c simplex-meeting -a '(__simplex_meeting_words)'
`,
}
