import type { Command } from './command';
import { sourcePath, TOOLS_FOLDER } from './context-layout';
import type { CopyArtifactOptions, CopyFlags, CopyOptions } from './copy-options';
import type { HealthCheckOptions } from './health-check-options';
import type { IImageSource } from './image-source';
import type { CopyFlagData, InstructionData } from './instruction-data';
import { healthCheckFlags, modeOf, portText, variableName } from './instruction-values';
import { rawLines } from './raw-lines';
import { renderInstruction } from './render-instruction';
import type { RunOptions } from './run-options';
import type { StageArtifact } from './stage-artifact';
import { CodedError } from '../private/coded-error';
import { expectText, expectTexts } from '../private/expected-text';

/**
 * One instruction of a Dockerfile. Every value arrives in the image as it was given: nothing in it is expanded, split or unquoted.
 * What cannot be written that way fails with `Unquotable` where it is said, not at the build. https://docs.docker.com/reference/dockerfile/
 */
export class Instruction {
  /** RUN: the commands one after the other, each only if the one before succeeded. */
  public static run(commands: Command[], options: RunOptions = {}): Instruction {
    if (commands.length === 0) {
      throw new CodedError('InstructionInvalid', { what: 'a RUN has no command', found: '[]', expected: 'at least one', write: "Instruction.run([Command.argv('mkdir', '/data')])" });
    }
    const mounts = (options.mounts ?? []).map((mount) => mount._data);
    return new Instruction({ kind: 'run', commands: commands.map((command) => command._data), mounts, network: options.network, comment: options.comment });
  }

  /** COPY of files of the source folder. */
  public static copyContext(options: CopyOptions): Instruction {
    return new Instruction({ kind: 'copy', ...copyOf(options), sources: sourcesOf(options).map(sourcePath) });
  }

  /**
   * COPY of a program of this library that people run.
   * @internal
   */
  public static _copyTool(name: string, target: string): Instruction {
    return new Instruction({ kind: 'copy', ...flagsOf({ link: true, chmod: '0755' }), sources: [`${TOOLS_FOLDER}/${name}`], target });
  }

  /** COPY of files of another stage or of an image. */
  public static copyFrom(image: IImageSource, options: CopyOptions): Instruction {
    return new Instruction({ kind: 'copy', from: image, ...copyOf(options), sources: sourcesOf(options) });
  }

  /** COPY of what another stage made, to where it is used. */
  public static copyArtifact(artifact: StageArtifact, options: CopyArtifactOptions = {}): Instruction {
    const moved = artifact.root !== artifact.path;
    return new Instruction({
      kind: 'copy',
      from: artifact.source,
      artifact,
      sources: [moved ? `${artifact.root === '/' ? '' : artifact.root}/` : artifact.path],
      target: moved ? '/' : artifact.path,
      ...flagsOf(options),
      link: options.link ?? true,
    });
  }

  /** COPY of a text into a file. A text file ends with a line break; one is added if the text has none. */
  public static copyText(text: string, target: string, options: CopyFlags = {}): Instruction {
    return new Instruction({ kind: 'copyText', text, target, ...flagsOf(options) });
  }

  /** ENV. `$` in a value is literal; `prependPath` is for PATH. */
  public static env(values: Record<string, string>): Instruction {
    return new Instruction({ kind: 'env', values: entriesOf(values, 'ENV') });
  }

  /** ENV PATH with folders in front of what it has. */
  public static prependPath(...folders: string[]): Instruction {
    if (folders.length === 0) {
      throw new CodedError('InstructionInvalid', { what: 'there is no folder for PATH', found: 'no argument', expected: 'at least one', write: "Instruction.prependPath('/opt/tools/bin')" });
    }
    return new Instruction({ kind: 'prependPath', folders: [...folders] });
  }

  /** LABEL. */
  public static label(values: Record<string, string>): Instruction {
    return new Instruction({ kind: 'label', values: entriesOf(values, 'LABEL') });
  }

  /** ARG: a variable of the build. It stays in the history of the image, so it is no place for a secret. */
  public static arg(name: string, defaultValue?: string): Instruction {
    return new Instruction({ kind: 'arg', name: variableName(name), value: defaultValue });
  }

  /** WORKDIR. The folder is made if it is not there. */
  public static workdir(path: string): Instruction {
    return new Instruction({ kind: 'workdir', path: notEmpty(path, 'the path of WORKDIR', "'/srv'") });
  }

  /** USER: a name or `uid[:gid]`. Kubernetes checks only numbers for runAsNonRoot. */
  public static user(user: string): Instruction {
    return new Instruction({ kind: 'user', user: notEmpty(user, 'the name of USER', "'10001:10001'") });
  }

  /** ENTRYPOINT in the exec form. An empty list takes away that of the base image. */
  public static entrypoint(argv: string[]): Instruction {
    return new Instruction({ kind: 'entrypoint', argv: expectTexts(argv, 'the words of an ENTRYPOINT', "['/app/.venv/bin/python', 'main.py']") });
  }

  /** CMD in the exec form. An empty list takes away that of the base image. */
  public static cmd(argv: string[]): Instruction {
    return new Instruction({ kind: 'cmd', argv: expectTexts(argv, 'the words of a CMD', "['--verbose']") });
  }

  /**
   * EXPOSE.
   *
   * @param port 1 to 65535
   * @param protocol `tcp` (if not given), `udp` or `sctp`
   */
  public static expose(port: number, protocol?: string): Instruction {
    return new Instruction({ kind: 'expose', port: portText(port, protocol) });
  }

  /** STOPSIGNAL: a name (`SIGINT`) or a number. */
  public static stopSignal(signal: string): Instruction {
    if (!/^(SIG[A-Z0-9]+([+-]\d+)?|\d{1,2})$/.test(signal)) {
      throw new CodedError('InstructionInvalid', {
        what: 'a STOPSIGNAL is no signal', found: JSON.stringify(signal), expected: 'a name or a number', write: "'SIGINT' or '2'",
      });
    }
    return new Instruction({ kind: 'stopSignal', signal });
  }

  /** HEALTHCHECK in the exec form. Amazon ECS, Kubernetes and Lambda do not use it. */
  public static healthcheck(argv: string[], options: HealthCheckOptions = {}): Instruction {
    notEmpty(argv[0] ?? '', 'the command of HEALTHCHECK', "['/app/.venv/bin/python', '-m', 'shop.health']");
    return new Instruction({ kind: 'healthcheck', argv: [...argv], flags: healthCheckFlags(options) });
  }

  /** VOLUME. What a later instruction writes there is lost. */
  public static volume(...paths: string[]): Instruction {
    notEmpty(paths[0] ?? '', 'the path of VOLUME', "'/data'");
    return new Instruction({ kind: 'volume', paths: [...paths] });
  }

  /** A comment of its own; every line of the text becomes one. */
  public static comment(text: string): Instruction {
    return new Instruction({ kind: 'comment', text });
  }

  /**
   * Text, verbatim: whole instructions, also several. For what has no method here.
   * Fails with `InstructionInvalid` when it is empty, starts a stage (FROM) or is not whole (an open continuation or here-document).
   * A stage that it names is not seen: use `copyArtifact` or `copyFrom` for that.
   */
  public static raw(text: string): Instruction {
    return new Instruction({ kind: 'raw', lines: rawLines(text) });
  }

  private constructor(/** @internal */ public readonly _data: InstructionData) {
    // Rendered once for its errors: they belong to the line that made the instruction.
    renderInstruction(_data, { nameOf: () => 'stage', contextPath: (path) => path, shell: '/bin/sh' });
  }
}

function flagsOf(options: CopyFlags): CopyFlagData & { comment?: string } {
  return { link: options.link ?? false, chown: options.chown, chmod: modeOf(options.chmod), comment: options.comment };
}

function copyOf(options: CopyOptions): CopyFlagData & { comment?: string; target: string } {
  const target = expectText(options.target, 'the target of a COPY', "target: '/app/settings.toml'");
  return { ...flagsOf(options), target: sourcesOf(options).length > 1 && !target.endsWith('/') ? `${target}/` : target };
}

function sourcesOf(options: CopyOptions): string[] {
  const write = "sources: ['settings.toml']";
  const sources = expectTexts(options.sources, 'the sources of a COPY', write);
  if (sources.length === 0) {
    throw new CodedError('InstructionInvalid', { what: 'a COPY has no source', found: `a COPY to ${JSON.stringify(options.target)}`, expected: 'at least one', write });
  }
  return sources;
}

function entriesOf(values: Record<string, string>, name: string): [string, string][] {
  const entries = Object.entries(values).map(([key, value]): [string, string] => [key, expectText(value, `the value of ${name} ${key}`, `'${value}'`)]);
  if (entries.length === 0) {
    throw new CodedError('InstructionInvalid', { what: `${name} sets nothing`, found: '{}', expected: 'at least one name and its value', write: "{ TZ: 'UTC' }" });
  }
  return entries;
}

function notEmpty(value: string, what: string, write: string): string {
  if (expectText(value, what, write) === '') {
    throw new CodedError('InstructionInvalid', { what: `${what} is empty`, found: '""', expected: 'a text', write });
  }
  return value;
}
