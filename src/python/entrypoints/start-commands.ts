import { readAppEngine } from './app-engine';
import { onlyCommand } from './shell-script';
import { buildVariables } from '../source/build-variables';
import { SourceFolder } from '../source/source-folder';
import { isTable, parseToml, tableAt, TomlTable } from '../source/toml-file';
import { readYaml } from '../source/yaml-file';

/** A command line that starts the app on a platform, and the file that has it. */
export interface StartCommandLine {
  readonly file: string;
  readonly command: string;
}

/**
 * The files of platforms that say how an app starts, beside a Procfile. Sources: App Engine's app.yaml, Heroku's heroku.yml, Nixpacks, Railpack and Railway, Render's
 * blueprint, App Runner's configuration file, the specifications of DigitalOcean's App Platform, Fly's configuration, the environment of source-to-image, Cloud Foundry's manifest,
 * the descriptor of buildpacks with the variables of Google Cloud's, the startup files of Azure App Service.
 */
const READERS: Record<string, (source: SourceFolder, file: string) => unknown> = {
  'app.yaml': (source) => readAppEngine(source).entrypoint,
  'heroku.yml': (source, file) => ofHeroku(tableAt(readYaml(source, file) ?? {}, 'run')?.web),
  'nixpacks.toml': (source, file) => tableAt(readToml(source, file), 'start')?.cmd,
  'railpack.json': (source, file) => tableAt(readYaml(source, file) ?? {}, 'deploy')?.startCommand,
  'railway.json': (source, file) => tableAt(readYaml(source, file) ?? {}, 'deploy')?.startCommand,
  'railway.toml': (source, file) => tableAt(readToml(source, file), 'deploy')?.startCommand,
  'render.yaml': (source, file) => ofRender(readYaml(source, file)),
  'apprunner.yaml': (source, file) => tableAt(readYaml(source, file) ?? {}, 'run')?.command,
  '.do/app.yaml': (source, file) => ofDigitalOcean(readYaml(source, file)),
  '.do/deploy.template.yaml': (source, file) => ofDigitalOcean(tableAt(readYaml(source, file) ?? {}, 'spec')),
  'fly.toml': (source, file) => ofFly(source, tableAt(readToml(source, file), 'processes')),
  '.s2i/environment': (source, file) => ofSourceToImage(source.read(file) ?? ''),
  'manifest.yml': (source, file) => ofCloudFoundry(readYaml(source, file)?.applications),
  'project.toml': (source, file) => ofBuildpacks(readToml(source, file)),
  'startup.txt': (source, file) => ofAppService(source.readUnicode(file)?.text ?? ''),
  'startup.sh': (source, file) => ofAppService(onlyCommand(source, `sh ${file}`) ?? ''),
};

/** The first of these files that has a command; undefined when none has. */
export function readStartCommand(source: SourceFolder): StartCommandLine | undefined {
  for (const [file, read] of Object.entries(READERS)) {
    const command = source.isFile(file) ? read(source, file) : undefined;
    if (typeof command === 'string' && command.trim() !== '' && !command.includes('\0')) {
      return { file, command: oneLine(command.trim()) };
    }
  }
  return undefined;
}

/** Words of a shell that a command has to follow, and not a semicolon. */
const OPENS = /((?:^|[\s;])(?:then|do|else|in|[{(]))\s*\n\s*/g;

/** The lines of a shell in one: each is a command, but comments, those that the one before goes on with, and options. */
function oneLine(command: string): string {
  const lines = command.replace(/^\s*#.*(?:\n\s*|$)/gm, '').replace(/\s#[^\n'"]*(?=\n)/g, '');
  return lines.replace(OPENS, '$1 ').replace(/\s*\\\r?\n\s*/g, ' ').replace(/(&&|[|;])\s*\n\s*/g, '$1 ').replace(/\s*\n\s*(?=-|&&|\|)/g, ' ').replace(/\s*\n\s*/g, '; ');
}

function readToml(source: SourceFolder, file: string): TomlTable {
  return parseToml(source.read(file) ?? '', file);
}

/** A text, or a list of commands of which the last one stays. */
function ofHeroku(web: unknown): unknown {
  const command = isTable(web) ? web.command : web;
  return Array.isArray(command) ? command.join(' && ') : command;
}

/** The one service in Python for the web, unless it lies in a folder of its own. */
function ofRender(blueprint: TomlTable | undefined): unknown {
  const environments = [blueprint, ...tablesOf(tablesOf([blueprint], 'projects'), 'environments')];
  const web = tablesOf(environments, 'services').filter((one) => one.type === 'web' && one.rootDir === undefined
    && [undefined, 'python'].includes((one.runtime ?? one.env) as string | undefined));
  return web.length === 1 ? web[0].startCommand : undefined;
}

function tablesOf(owners: (TomlTable | undefined)[], key: string): TomlTable[] {
  return owners.flatMap((owner) => Array.isArray(owner?.[key]) ? owner[key].filter((one): one is TomlTable => isTable(one)) : []);
}

/** The one service, unless it is made by a Dockerfile or lies in a folder of its own. */
function ofDigitalOcean(spec: TomlTable | undefined): unknown {
  const [service, ...others] = (Array.isArray(spec?.services) ? spec.services : []).filter((one): one is TomlTable => isTable(one));
  const elsewhere = service === undefined || others.length > 0 || service.dockerfile_path !== undefined || ![undefined, '', '.', '/'].includes(service.source_dir as string | undefined);
  return elsewhere ? undefined : service.run_command;
}

/** The process of the web, or the only one. A Dockerfile with an ENTRYPOINT gets it as arguments. */
function ofFly(source: SourceFolder, processes: TomlTable = {}): unknown {
  const names = Object.keys(processes);
  const name = ['web', 'app'].find((one) => names.includes(one)) ?? (names.length === 1 ? names[0] : undefined);
  return name === undefined || /^\s*ENTRYPOINT\b/im.test(source.isFile('Dockerfile') ? source.read('Dockerfile') ?? '' : '') ? undefined : processes[name];
}

/** The one application in Python that lies here. Source: Cloud Foundry, "App manifest attribute reference". */
function ofCloudFoundry(applications: unknown): unknown {
  const own = (Array.isArray(applications) ? applications : []).filter((one): one is TomlTable => isTable(one) && one.docker === undefined && [undefined, '.', './'].includes(one.path as string | undefined)
    && (one.buildpacks === undefined && one.buildpack === undefined ? true : /python/.test(JSON.stringify([one.buildpacks, one.buildpack]))));
  return own.length === 1 && own[0].command !== 'null' ? own[0].command : undefined;
}

/** GOOGLE_ENTRYPOINT, else the function that is served. Sources: Cloud Native Buildpacks, "Project Descriptor"; Google Cloud's buildpacks, "Environment variables". */
function ofBuildpacks(file: TomlTable): string | undefined {
  const variables = Object.fromEntries(buildVariables(file).map(({ name, value }) => [name, value])) as Record<string, unknown>;
  const { GOOGLE_ENTRYPOINT: command, GOOGLE_FUNCTION_TARGET: target, GOOGLE_FUNCTION_SOURCE: source } = variables;
  return typeof command === 'string' ? command
    : typeof target === 'string' && /^\w+$/.test(target) ? `functions-framework --source=${typeof source === 'string' ? source : 'main.py'} --target=${target} --host=0.0.0.0 --port=$PORT` : undefined;
}

/** One line that starts a program of Python's: the folder of the app is /home/site/wwwroot there. Source: Azure, "Configure a Linux Python app for Azure App Service". */
function ofAppService(text: string): string | undefined {
  const [line, ...others] = text.split(/\r?\n/).map((one) => one.trim()).filter((one) => one !== '' && !one.startsWith('#'));
  return line !== undefined && others.length === 0 && /^(?:python[\d.]*|gunicorn|uvicorn|hypercorn|daphne|streamlit|uwsgi)\s/.test(line)
    ? line.replace(/\/home\/site\/wwwroot\/?(\S*)/g, (_, rest: string) => rest === '' ? '.' : rest) : undefined;
}

/** A script, a file for Python or what gunicorn serves, the first that is said. Source: OpenShift, "Python container image". */
function ofSourceToImage(text: string): string | undefined {
  const lines = text.split(/\r?\n/).map((line) => /^\s*(?:export\s+)?(\w+)=(["']?)([\w./:()-]+)\2\s*$/.exec(line));
  const said = Object.fromEntries(lines.flatMap((line) => line ? [[line[1], line[3]] as const] : []));
  const { APP_SCRIPT: script, APP_FILE: file, APP_MODULE: module, APP_CONFIG: config } = said as Record<string, string | undefined>;
  return script !== undefined ? script.includes('/') ? script : `./${script}`
    : file !== undefined ? `python ${file}`
      : module !== undefined ? `gunicorn ${config === undefined ? '' : `--config ${config} `}${module}` : undefined;
}
