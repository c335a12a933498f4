import type { Command } from '@oclif/core/command';

/** A page of docs/commands/: what a command does, its arguments, flags and examples, as its source says. */
export function renderCommandPage(command: Command.Cached): string {
  const name = `interlock ${command.id.replaceAll(':', ' ')}`;
  return [
    `# ${name}`,
    command.summary ?? '',
    command.description ?? '',
    `    ${usageOf(name, command)}`,
    list('Arguments', Object.values(command.args).map(describeArgument)),
    list('Flags', Object.values(command.flags).map(describeFlag)),
    examplesOf(command),
    'Made from the command by `npm run docs`. Exit codes: [errors.md](../errors.md).',
  ]
    .filter((block) => block !== '')
    .map((block) => `${block}\n`)
    .join('\n');
}

function usageOf(name: string, command: Command.Cached): string {
  if (typeof command.usage === 'string') return `interlock ${command.usage}`;
  const args = Object.values(command.args).map((arg) => (arg.required ? `<${arg.name}>` : `[${arg.name}]`));
  const flags = Object.keys(command.flags).length > 0 ? ['[flags]'] : [];
  return [name, ...args, ...flags].join(' ');
}

function describeArgument(arg: Command.Arg.Cached): string {
  return `- \`${arg.name}\`${arg.required ? '' : ' (optional)'}: ${arg.description ?? ''}`;
}

function describeFlag(flag: Command.Flag.Cached): string {
  const value = flag.type === 'option' ? ` <${flag.helpValue ?? flag.options?.join('|') ?? 'value'}>` : '';
  const fallback = flag.type === 'option' && ['string', 'number'].includes(typeof flag.default) ? ` Default: \`${flag.default}\`.` : '';
  return `- \`${flag.char ? `-${flag.char}, ` : ''}--${flag.name}${value}\`: ${flag.description ?? flag.summary ?? ''}${fallback}`;
}

function examplesOf(command: Command.Cached): string {
  const lines = (command.examples ?? []).map((example) => (typeof example === 'string' ? example : example.command));
  return lines.length === 0
    ? ''
    : `## Examples\n\n${lines.map((line) => `    ${line.replaceAll('<%= config.bin %>', 'interlock')}`).join('\n')}`;
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `## ${title}\n\n${items.join('\n')}`;
}
