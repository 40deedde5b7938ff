import { imageReference } from '../private/image-reference';

/**
 * What raw text takes files of and does not name by its digest, apart from stages: the images of `COPY --from=` and of `RUN --mount=…,from=`.
 * A variable is named, too, since nobody knows what it will be.
 *
 * @param stages the names of stages
 */
export function rawImages(lines: string[], stages: string[]): string[] {
  const instructions = lines.filter((line) => !/^\s*#/.test(line)).join('\n').replace(/\\[ \t]*\n/g, ' ').split('\n');
  const sources = instructions.flatMap((instruction) => /^\s*(ONBUILD\s+)?(COPY|RUN)\s/i.test(instruction)
    ? [...instruction.matchAll(/\s--(?:mount=(?:\S*,)?)?from=([^\s,"]+)/g)].map(([, source]) => source) : []);
  return sources.filter((source) => !/^\d+$/.test(source) && !stages.includes(source) && imageReference(source)?.digest === undefined);
}
