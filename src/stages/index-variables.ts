import { IConstruct } from 'constructs';
import { appSettingsOf } from './app-settings';
import { Instruction } from '../dockerfile';
import { PackageIndex } from '../python';

/**
 * The ENV by which uv knows the indexes of an app, and pip the one that takes the place of PyPI; none without indexes.
 * Sources: https://docs.astral.sh/uv/reference/environment/, https://pip.pypa.io/en/stable/topics/configuration/
 */
export function indexVariables(stage: IConstruct): Record<string, string> {
  const { replacing, extra, all } = indexesOf(stage);
  const named = (list: PackageIndex[]) => list.map(({ name, url }) => `${name}=${url}`).join(' ');
  return {
    ...(replacing.length > 0 && { UV_DEFAULT_INDEX: named(replacing) }),
    ...(extra.length > 0 && { UV_INDEX: named(extra) }),
    ...(all.some(({ sharesNames }) => sharesNames) && { UV_INDEX_STRATEGY: 'unsafe-best-match' }),
    ...pipIndex(replacing),
  };
}

/** The ENV for a stage that installs a tool by pip: tools come from PyPI or from what takes its place, never from an extra index. */
export function toolIndex(stage: IConstruct): Instruction[] {
  const variables = pipIndex(indexesOf(stage).replacing);
  return Object.keys(variables).length === 0 ? [] : [Instruction.env(variables)];
}

/** The same where uv installs a tool. */
export function uvToolIndex(stage: IConstruct): Record<string, string> {
  const { UV_DEFAULT_INDEX: index } = indexVariables(stage);
  return index === undefined ? {} : { UV_DEFAULT_INDEX: index };
}

/** The words in front of a pip that installs packages of the app, so that it asks the extra indexes. */
export function withExtraIndexes(stage: IConstruct): string[] {
  const { extra } = indexesOf(stage);
  return extra.length === 0 ? [] : ['env', `PIP_EXTRA_INDEX_URL=${extra.map(({ url }) => url).join(' ')}`];
}

function pipIndex(replacing: PackageIndex[]): Record<string, string> {
  return Object.fromEntries(replacing.map(({ url }) => ['PIP_INDEX_URL', url]));
}

function indexesOf(stage: IConstruct): Record<'all' | 'replacing' | 'extra', PackageIndex[]> {
  const all = appSettingsOf(stage).indexes;
  return { all, replacing: all.filter((one) => one.replacesPypi), extra: all.filter((one) => !one.replacesPypi) };
}
