import type { IImageSource } from './image-source';
import type { CopyFlagData, InstructionData } from './instruction-data';
import { renderRun } from './render-run';
import * as quote from '../private/quoting';

/** What an instruction has to know of its stage to be written. */
export interface RenderContext {
  /** The name of a stage or the reference of an image. */
  readonly nameOf: (source: IImageSource) => string;
  /** The path in the build context of what the stage reads. */
  readonly contextPath: (path: string) => string;
  /** The shell of the stage, if there is one. */
  readonly shell?: string;
}

/**
 * The lines of an instruction. Pure: the same data and context give the same lines.
 * A blank line ends a here-document: Docker needs none, but hadolint does not read on without it.
 */
export function renderInstruction(data: InstructionData, context: RenderContext): string[] {
  const comment = data.comment === undefined ? [] : quote.commentLines(data.comment);
  return quote.checkedLines([...comment, ...body(data, context)], `a value of ${data.kind}`);
}

function body(data: InstructionData, context: RenderContext): string[] {
  switch (data.kind) {
    case 'run':
      return renderRun(data, context);
    case 'copy': {
      const from = data.from === undefined ? [] : [quote.flag('from', context.nameOf(data.from))];
      const sources = data.from === undefined ? data.sources.map(context.contextPath) : data.sources;
      return [['COPY', ...copyFlags(data), ...from, quote.copyPaths(sources, data.target)].join(' ')];
    }
    case 'copyText': {
      const end = quote.heredocEnd(data.text);
      const target = quote.copyTextTarget(data.target);
      const lines = data.text === '' ? [] : data.text.replace(/\n$/, '').split('\n');
      return [['COPY', ...copyFlags(data), `<<'${end}'`, target].join(' '), ...lines, end, ''];
    }
    case 'env':
      return assignments('ENV', data.values);
    case 'label':
      return assignments('LABEL', data.values);
    case 'prependPath':
      return [`ENV PATH=${quote.prependedPath(data.folders)}`];
    case 'arg':
      return [`ARG ${data.name}${data.value === undefined ? '' : `=${quote.dockerWord(data.value, `the default of ARG ${data.name}`)}`}`];
    case 'workdir':
      return [`WORKDIR ${quote.dockerWord(data.path, 'the path of WORKDIR')}`];
    case 'user':
      return [`USER ${quote.dockerWord(data.user, 'the name of USER')}`];
    case 'entrypoint':
      return [`ENTRYPOINT ${quote.jsonArgv(data.argv, 'an argument of ENTRYPOINT')}`];
    case 'cmd':
      return [`CMD ${quote.jsonArgv(data.argv, 'an argument of CMD')}`];
    case 'healthcheck':
      return [['HEALTHCHECK', ...data.flags, 'CMD', quote.jsonArgv(data.argv, 'an argument of HEALTHCHECK')].join(' ')];
    case 'expose':
      return [`EXPOSE ${data.port}`];
    case 'stopSignal':
      return [`STOPSIGNAL ${data.signal}`];
    case 'volume':
      return [`VOLUME ${quote.volumePaths(data.paths)}`];
    case 'comment':
      return quote.commentLines(data.text);
    case 'raw':
      return data.lines;
  }
}

function copyFlags(data: CopyFlagData): string[] {
  const flags = data.link ? ['--link'] : [];
  for (const name of ['chown', 'chmod'] as const) {
    const value = data[name];
    if (value !== undefined) {
      flags.push(quote.flag(name, value));
    }
  }
  return flags;
}

/** `ENV A=1` and, for several, one aligned line each. */
function assignments(keyword: string, values: [string, string][]): string[] {
  const pairs = values.map(([name, value]) =>
    `${quote.dockerName(name, `the name of a ${keyword}`)}=${quote.dockerWord(value, `the value of ${keyword} ${name}`)}`);
  const indent = ' '.repeat(keyword.length + 1);
  return pairs.map((pair, n) => `${n === 0 ? `${keyword} ` : indent}${pair}${n < pairs.length - 1 ? ' \\' : ''}`);
}
