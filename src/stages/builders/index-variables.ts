import { IConstruct } from 'constructs';
import { PackageIndex } from '../../python';
import { appSettingsOf } from '../app-settings';

/**
 * The ENV by which uv knows the indexes of an app, and pip the one that takes the place of PyPI; none without indexes.
 * Tools are asked of `replacing` alone: PyPI or what takes its place, never an extra index.
 * Sources: https://docs.astral.sh/uv/reference/environment/, https://pip.pypa.io/en/stable/topics/configuration/
 */
export function indexVariables(stage: IConstruct, which: 'all' | 'replacing' = 'all'): Record<string, string> {
  const all = appSettingsOf(stage).indexes.filter(({ replacesPypi }) => which === 'all' || replacesPypi);
  const [replacing, extra] = [all.filter((one) => one.replacesPypi), all.filter((one) => !one.replacesPypi)];
  const named = (list: PackageIndex[]) => list.map(({ name, url }) => `${name}=${url}`).join(' ');
  return {
    ...(replacing.length > 0 && { UV_DEFAULT_INDEX: named(replacing) }),
    ...(extra.length > 0 && { UV_INDEX: named(extra) }),
    ...(all.some(({ sharesNames }) => sharesNames) && { UV_INDEX_STRATEGY: 'unsafe-best-match' }),
    ...Object.fromEntries(replacing.map(({ url }) => ['PIP_INDEX_URL', url])),
    ...Object.fromEntries(all.flatMap(usernames)),
  };
}

/** A user name for keyring. One that a password belongs to is where that is. */
function usernames({ _variable, _credentials }: PackageIndex): [string, string][] {
  const { username, plugins } = _credentials?._data ?? {};
  return plugins === undefined ? [] : [[`UV_INDEX_${_variable}_USERNAME`, username ?? '__token__']];
}
