import { isForDevelopment, isForProduction } from './requirements-elsewhere';
import { CodedError } from '../../private/coded-error';
import { SourceFolder } from '../source/source-folder';

/**
 * The lock of the standard: `pylock.toml`, else the one under a name of its own that is for production, else the only one that is not for development.
 * Undefined when there is none. LockAmbiguous: there are several. Source: PEP 751, "File name".
 */
export function pylockOf(source: SourceFolder): string | undefined {
  const named = source.list('').filter(({ kind, name }) => kind === 'file' && /^pylock\.(?:[^.]+\.)?toml$/.test(name) && !isForDevelopment(name)).map(({ name }) => name);
  const [chosen] = [named.filter((name) => name === 'pylock.toml'), named.filter(isForProduction), named].find(({ length }) => length > 0) ?? [];
  if (chosen !== 'pylock.toml' && named.length > 1 && named.filter(isForProduction).length !== 1) {
    throw new CodedError('LockAmbiguous', {
      what: `${named.join(' and ')} are locks of one project, and nothing says which one counts`,
      found: named.join('\n'),
      expected: 'one of them, or a pylock.toml',
      write: named.map((name) => `dependencies: Dependencies.fromPylock({ file: '${name}' })`).join('\nor '),
    });
  }
  return chosen;
}
