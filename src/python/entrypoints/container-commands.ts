import { plainCommand } from './command-line';
import { dockerfileWords, execWords } from './dockerfile-command';
import { runAliases } from './run-aliases';
import { hint } from '../source/hint-file';
import { ownDockerfile } from '../source/own-dockerfile';
import { SourceFolder } from '../source/source-folder';
import { isTable, TomlTable } from '../source/toml-file';
import { readYaml } from '../source/yaml-file';

/** What a container of the project's own is started with, and the file that says it. */
export interface ContainerCommand {
  readonly file: string;
  readonly line: string;
}

const COMPOSE = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
/** An init process hands on what it is given. */
const INIT = /^(?:\S*\/)?(?:tini|dumb-init|catatonit)(?:\s+-\S+)*\s+/;
/** A script before the command, which ends in `exec "$@"` by custom. */
const SCRIPT = /^(?:(?:ba|da)?sh\s+)?\S+\.sh\s+(?=\S)/;

/**
 * The command lines of the project's own Dockerfile and of the service of Compose that is built from its folder, where that is one, without what runs a command: an init process,
 * a script in front, the tool of an environment. Sources: Docker, "Dockerfile reference" and "Compose file reference".
 */
export function containerCommands(source: SourceFolder): ContainerCommand[] {
  const aliases = runAliases(source);
  const said = [
    { file: ownDockerfile(source)?.file ?? '', line: dockerfileWords(source).join(' ') },
    ...composed(source),
  ];
  const plain = (line: string) => plainCommand(line.trim().replace(INIT, '').replace(SCRIPT, ''), aliases).trim();
  return said.map(({ file, line }) => ({ file, line: plain(line) })).filter(({ line }) => line !== '');
}

function composed(source: SourceFolder): ContainerCommand[] {
  const file = COMPOSE.find((name) => hint(() => source.isFile(name)));
  const { services } = (file === undefined ? undefined : hint(() => readYaml(source, file))) ?? {};
  const own = Object.values(isTable(services) ? services : {})
    .filter((service): service is TomlTable => isTable(service) && buildsSource(service.build));
  return file === undefined || own.length !== 1 ? [] : [{ file, line: [own[0].entrypoint, own[0].command].flatMap((one) => textOf(one) ?? []).join(' ') }];
}

function buildsSource(build: unknown): boolean {
  const context = isTable(build) ? build.context ?? '.' : build;
  return context === '.' || context === './';
}

function textOf(value: unknown): string | undefined {
  return Array.isArray(value) ? execWords(value.map(String)).join(' ') : typeof value === 'string' ? value : undefined;
}
