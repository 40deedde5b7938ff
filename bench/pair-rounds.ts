import { randomUUID } from 'crypto';
import * as path from 'path';
import { type ChangedLayers, changedLayers } from './changed-layers';
import { layersBeside } from './image-layers';
import type { PairCase } from './pair-case';
import { PairSubject } from './pair-subject';
import type { ProgressLines } from './progress-lines';
import type { TimedBuilds } from './timed-builds';
import { imageInspect } from '../test/support/docker/image-inspect';
import { runInImage } from '../test/support/docker/run-in-image';

/** The kinds of builds: from nothing, after one line of code, after one dependency, with nothing changed. */
export const BUILDS = ['cold', 'code', 'dependency', 'unchanged'] as const;

/** What was measured of one image. */
export interface PairImage {
  readonly subject: PairSubject;
  readonly seconds: Record<(typeof BUILDS)[number], number[]>;
  size: number;
  code?: ChangedLayers;
  dependency?: ChangedLayers;
}

/** What was measured of a case. */
export interface PairResult {
  readonly pair: PairCase;
  readonly library: PairImage;
  readonly hand: PairImage;
}

/** Builds both images of a case in turns, who is first changing by the round. Fails when an image has not the code that it was built from. */
export class PairRounds {
  constructor(private readonly builds: TimedBuilds, private readonly progress: ProgressLines, private readonly folder: string) {}

  public async measure(pair: PairCase, coldRounds: number, rounds: number): Promise<PairResult> {
    const image = (by: 'library' | 'hand'): PairImage => ({
      subject: new PairSubject(pair, by, path.join(this.folder, `${pair.name}-${by}`)), seconds: { cold: [], code: [], dependency: [], unchanged: [] }, size: 0,
    });
    const result = { pair, library: image('library'), hand: image('hand') };
    for (let round = 0; round < coldRounds; round++) {
      await this.turn(result, round, 'cold', async (measured) => {
        const built = await this.builds.cold(measured.subject, round);
        measured.size = (await imageInspect(built.imageId)).Size;
        return built;
      });
    }
    // The first change after a cold build is not measured: it is compared, so that what is pushed is that of one change.
    for (const measured of [result.library, result.hand]) {
      await this.compare(measured, pair);
    }
    for (let round = 0; round < rounds; round++) {
      await this.turn(result, round, 'code', (measured) => {
        measured.subject.source.changeCode(randomUUID());
        return this.builds.rebuild(measured.subject);
      });
      await this.turn(result, round, 'unchanged', (measured) => this.builds.again(measured.subject));
      await this.turn(result, round, 'dependency', (measured) => {
        measured.subject.source.changeLock(randomUUID(), round % 2 === 1);
        return this.builds.rebuild(measured.subject);
      });
    }
    return result;
  }

  private async turn(
    { pair, library, hand }: PairResult,
    round: number,
    kind: (typeof BUILDS)[number],
    build: (image: PairImage) => Promise<{ readonly seconds: number }>,
  ): Promise<void> {
    for (const measured of round % 2 === 0 ? [library, hand] : [hand, library]) {
      measured.seconds[kind].push((await build(measured)).seconds);
    }
    this.progress.figures(`${pair.name} ${kind} ${round + 1} `, [['library', library.seconds[kind][round]], ['by hand', hand.seconds[kind][round]]]);
  }

  /** What a change of the code, then one of the lock, has to push; and whether the image runs what was changed. */
  private async compare(measured: PairImage, { module }: PairCase): Promise<void> {
    const { subject } = measured;
    const revision = randomUUID();
    const cold = await this.builds.rebuild(subject);
    const { RootFS: before } = await imageInspect(cold.imageId);
    subject.source.changeCode(revision);
    const changed = (await this.builds.rebuild(subject)).imageId;
    const printed = await runInImage(changed, ['-c', `import ${module}; print(${module}.REVISION)`], { entrypoint: 'python' });
    if (printed.trim() !== revision) {
      throw new Error(`${subject.name}: the image has not the code that it was built from: ${printed}`);
    }
    measured.code = changedLayers(await layersBeside(before.Layers, changed));
    const { RootFS: coded } = await imageInspect(changed);
    subject.source.changeLock(randomUUID(), true);
    measured.dependency = changedLayers(await layersBeside(coded.Layers, (await this.builds.rebuild(subject)).imageId));
    this.progress.say(`${subject.name}: ${measured.code.count} new layers with ${measured.code.fileBytes} bytes after a line of code`);
  }
}
