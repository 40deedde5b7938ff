import { CodedError } from '../../private/coded-error';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';
import { normalizeName } from '../syntax/package-name';

/** What the project's own Dockerfile installs by pip or uv. */
interface Installed {
  /** The commands, as they are written. */
  readonly commands: string[];
  readonly requirements: string[];
  /** Files of requirements that the source has. */
  readonly files: string[];
}

const INSTALL = /^(?:\S*\/)?(?:uv\s+)?(?:python[\d.]*\s+-m\s+)?pip[\d.]*\s+(?:-\S+\s+)*install\s+(.+)$/;
/** A name, extras and versions of it; no path, no variable. */
const REQUIREMENT = /^[A-Za-z0-9][\w.-]*(?:\[[\w., -]+\])?\s*(?:(?:===?|~=|!=|<=?|>=?)[\w.*+!,<>=~ -]+)?$/;
/** Options of pip with a value of its own behind them. Source: pip, "pip install". */
const VALUED = /^(?:-[cftiF]|--(?:constraint|find-links|target|index-url|extra-index-url|trusted-host|cache-dir|prefix|root|platform|python-version|timeout|retries|proxy|index|python))$/;
/** What installs and builds, and is none of the app. */
const TOOLS = ['pip', 'setuptools', 'wheel', 'uv', 'poetry', 'pipenv', 'pdm', 'hatch', 'virtualenv', 'pip-tools', 'build', 'flit'];

/**
 * Fails with `LockNotFound` for a project that declares no dependencies, and whose own Dockerfile installs some: nothing of that would be in the image.
 */
export function refuseUndeclared(source: SourceFolder): void {
  const { commands, requirements, files } = installedByDockerfile(source);
  if (requirements.length + files.length === 0) {
    return;
  }
  throw new CodedError('LockNotFound', {
    what: 'the project declares no dependencies, and its own Dockerfile installs some, which nothing here reads',
    found: commands.map((command) => `${ownDockerfile(source)?.file}: ${command}`).join('\n'),
    expected: 'a file that declares them, such as a requirements.txt',
    write: [
      ...files.map((file) => `dependencies: Dependencies.fromRequirements({ file: '${file}' })`),
      ...requirements.length > 0 ? [`requirements.txt with ${requirements.length === 1 ? 'the line' : 'the lines'} ${requirements.join(', ')}`] : [],
      'dependencies: Dependencies.none(), if the app needs none of them',
    ].join('\nor '),
  });
}

function installedByDockerfile(source: SourceFolder): Installed {
  const runs = (ownDockerfile(source)?.instructions ?? []).filter(({ keyword }) => keyword === 'RUN').map(({ rest }) => rest.replace(/^(?:--\S+\s+)+/, ''));
  const installs = runs.flatMap((run) => run.split(/&&|\|\||;/)).map((command) => command.trim().replace(/\s+/g, ' ')).filter((command) => INSTALL.test(command));
  const read = installs.map((command) => ({ command, ...wordsOf(INSTALL.exec(command)?.[1] ?? '', source) }));
  const kept = read.filter(({ requirements, files }) => requirements.length + files.length > 0);
  return {
    commands: kept.map(({ command }) => command),
    requirements: [...new Set(kept.flatMap(({ requirements }) => requirements))],
    files: [...new Set(kept.flatMap(({ files }) => files))],
  };
}

function wordsOf(text: string, source: SourceFolder): { requirements: string[]; files: string[] } {
  const words = text.split(' ').map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
  const before = (n: number) => words[n - 1] ?? '';
  const named = words.flatMap((word, n) => /^(?:-r|--requirements?)$/.test(before(n)) ? [word] : /^(?:-r|--requirement=)(\S+)$/.exec(word)?.slice(1) ?? []);
  const files = named.flatMap((word) => ownFile(word, source));
  const requirements = words.filter((word, n) => REQUIREMENT.test(word) && !VALUED.test(before(n)) && !/^(?:-r|-e|--requirements?|--editable)$/.test(before(n))
    && !TOOLS.includes(normalizeName(/^[\w.-]+/.exec(word)?.[0] ?? '')));
  return { requirements, files };
}

/** `/srv/deps/req.txt` of the image may be deps/req.txt or req.txt of the source. */
function ownFile(path: string, source: SourceFolder): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  const found = parts.includes('..') ? undefined : parts.map((_part, n) => parts.slice(n).join('/')).find((file) => /^[\w./-]+$/.test(file) && source.isFile(file));
  return found === undefined ? [] : [found];
}
