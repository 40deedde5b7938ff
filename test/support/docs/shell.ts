import * as fs from 'fs';
import * as path from 'path';
import { type CodeBlock, ROOT } from './pages';
import { LOCK_HELP } from '../../../src/cli/lock-command';
import { PIN_HELP } from '../../../src/cli/pin-command';
import { TEST_HELP } from '../../../src/cli/test-command';

const HELP: Record<string, string> = { lock: LOCK_HELP, pin: PIN_HELP, test: TEST_HELP };
const SCRIPTS = Object.keys((JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object }).scripts);

/** Other people's programs, with the subcommands that the pages use. */
const PROGRAMS: Record<string, string[]> = {
  aws: ['codeartifact', 'ecr', 'ecs'],
  cdk: ['bootstrap', 'deploy', 'destroy', 'diff', 'gc', 'init', 'ls', 'synth', 'watch'],
  cosign: ['attest', 'verify-attestation'],
  docker: ['build', 'buildx', 'compose', 'run', 'stop'],
  git: ['add', 'clone', 'fetch'],
  npm: ['ci', 'install', 'run', 'test'],
  pip: ['install'],
  poetry: ['lock'],
  sam: ['build', 'local'],
  uv: ['add', 'init', 'lock', 'sync', 'pip'],
};
const BUILTINS = ['.', 'cd', 'export', 'mkdir', 'python3', 'ssh-keyscan'];

/** What is wrong with the commands of a block: a program, a command, a script or an option that is not there. */
export function shellFaults({ page, line, language, lines }: CodeBlock): string[] {
  return lines.flatMap((text, n) => {
    const typed = language === 'console' ? /^\$ (.*)$/.exec(text)?.[1] : text;
    return typed === undefined ? [] : commandsOf(typed).flatMap(faultsOf).map((fault) => `${page}:${line + n}: ${fault}`);
  });
}

/** The commands of a line, those in parentheses and substitutions too, without assignments, as words. */
function commandsOf(text: string): string[][] {
  return text.replace(/(^|\s)#.*$/, '').replace(/"\$\((id -[ug])\)[^"]*"/g, 'ID').split(/&&|\|\||[|;()]|\$\(/)
    .map((command) => command.trim().replace(/^(\w+=\S*\s+)+/, '').replace(/^export \w+=\$?$/, ''))
    .filter((command) => command !== '' && !/^\w+=\S*$/.test(command))
    .map((command) => command.split(/\s+/));
}

function faultsOf([program, ...words]: string[]): string[] {
  if (program === 'npx') {
    return faultsOf(words);
  }
  if (program === 'cdk-python-images') {
    return ownFaults(words);
  }
  if (program === 'npm' && words[0] === 'run') {
    return SCRIPTS.includes(words[1]) ? [] : [`npm run ${words[1]}: there is no such script`];
  }
  if (Object.hasOwn(PROGRAMS, program)) {
    return PROGRAMS[program].includes(words[0]) ? [] : [`${program} ${words[0]}: nothing says that there is such a command`];
  }
  if (program.includes('/')) {
    return fs.existsSync(path.join(ROOT, program)) ? [] : [`${program}: there is no such file`];
  }
  return BUILTINS.includes(program) || program === 'tsx' ? [] : [`${program}: nothing says that there is such a program`];
}

function ownFaults([command, ...words]: string[]): string[] {
  if (command === '--help') {
    return [];
  }
  if (!Object.hasOwn(HELP, command)) {
    return [`cdk-python-images ${command}: there is no such command`];
  }
  return words.filter((word) => word.startsWith('--') && !new RegExp(`^  ${word}\\b`, 'm').test(HELP[command]))
    .map((word) => `cdk-python-images ${command} ${word}: there is no such option`);
}
