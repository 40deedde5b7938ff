import { looksSecret } from '../../private/secret-value';
import { CopiedPaths } from '../source/copied-paths';
import { deployedInstructions } from '../source/dockerfile-stages';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';
import { isTable, parseToml, tableAt, tables } from '../source/toml-file';
import { readYaml } from '../source/yaml-file';

/** Variables that the app has on a platform, or in a container of the project's own. */
export interface PlatformVariables {
  readonly file: string;
  readonly variables: Record<string, string>;
}

/** What is for tools and for the system, or what the image says itself. */
const NOT_OF_THE_APP = /^(?:PATH|PORT|HOME|USER|SHELL|TERM|LANG|LANGUAGE|LC_\w+|DEBIAN_FRONTEND|LD_LIBRARY_PATH|VIRTUAL_ENV|VENV\w*|PYTHON\w*|PIP_\w+|PIP|POETRY_\w+|POETRY|UV_\w+|PIPENV_\w+|PDM_\w+|CONDA_\w+|NODE_\w+|NPM_\w+|NIXPACKS_\w+|BP_\w+|\w+_VERSION|\w*(?:APP|WORK|PROJECT|CODE|SRC|HOME)_?(?:HOME|DIR|PATH|ROOT|FOLDER))$/i;

/**
 * The files of platforms that give an app variables. Sources: Fly's configuration, App Engine's app.yaml, Render's blueprint, App Runner's configuration file, Heroku's app.json, App
 * Platform's specification, Railpack, Cloud Foundry's manifest.
 */
const READERS: Record<string, (source: SourceFolder, file: string) => unknown> = {
  'fly.toml': (source, file) => tableAt(parseToml(source.read(file) ?? '', file), 'env'),
  'app.yaml': (source, file) => readYaml(source, file)?.env_variables,
  'render.yaml': (source, file) => tables(readYaml(source, file)?.services).filter(({ type }) => type === 'web').map(({ envVars }) => named(envVars, 'key'))[0],
  'apprunner.yaml': (source, file) => named(tableAt(readYaml(source, file) ?? {}, 'run')?.env, 'name'),
  'app.json': (source, file) => readYaml(source, file)?.env,
  '.do/app.yaml': (source, file) => tables(readYaml(source, file)?.services).map(({ envs }) => named(envs, 'key'))[0],
  'railpack.json': (source, file) => tableAt(readYaml(source, file) ?? {}, 'deploy')?.variables,
  'manifest.yml': (source, file) => tables(readYaml(source, file)?.applications).map(({ env }) => env)[0],
};

/** The variables of the first of these files that has any, else of the project's own Dockerfile: the image does not have them by that. No secrets, and nothing that is computed. */
export function platformVariables(source: SourceFolder): PlatformVariables | undefined {
  for (const [file, read] of Object.entries(READERS)) {
    const variables = plain(source.isFile(file) ? read(source, file) : {});
    if (Object.keys(variables).length > 0) {
      return { file, variables };
    }
  }
  const dockerfile = ownDockerfile(source);
  const variables = dockerfile === undefined ? {} : plain(Object.fromEntries(new CopiedPaths(source, deployedInstructions(dockerfile)).environment));
  return dockerfile === undefined || Object.keys(variables).length === 0 ? undefined : { file: dockerfile.file, variables };
}

/** Heroku writes `{ "NAME": { "value": "x" } }`, too. */
function plain(table: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(isTable(table) ? table : {}).flatMap(([name, said]) => {
    const value = isTable(said) ? said.value : said;
    const text = typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
    return /^[A-Za-z_]\w*$/.test(name) && text !== '' && !/[$\n]/.test(text) && !NOT_OF_THE_APP.test(name) && !looksSecret(name, text) ? [[name, text]] : [];
  }));
}

function named(list: unknown, key: string): Record<string, unknown> {
  return Object.fromEntries(tables(list).flatMap((one) => typeof one[key] === 'string' ? [[one[key], one.value]] : []));
}
