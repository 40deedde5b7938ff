import { randomUUID } from 'crypto';
import { expectAnswer } from './answer';
import { changedLayers } from './changed-layers';
import { layersBeside } from './image-layers';
import { Measurement } from './measurement';
import type { ProgressLines } from './progress-lines';
import type { Subject } from './subject';
import type { TimedBuilds } from './timed-builds';
import { imageInspect } from '../test/support/docker/image-inspect';

/** What the measuring needs. */
export interface RoundsOptions {
  readonly library: Subject;
  readonly others: Subject[];
  readonly builds: TimedBuilds;
  readonly progress: ProgressLines;
}

/** Measures all images in turns: what slows the machine down for a while slows all of them down. */
export class Rounds {
  /** What was measured, the library first. */
  public readonly results: Measurement[];
  private readonly builds: TimedBuilds;
  private readonly progress: ProgressLines;

  constructor({ library, others, builds, progress }: RoundsOptions) {
    this.results = [library, ...others].map((subject) => new Measurement(subject));
    this.builds = builds;
    this.progress = progress;
  }

  /** Every image from nothing, each round in another order. */
  public async cold(rounds: number): Promise<void> {
    const { results } = this;
    for (let round = 0; round < rounds; round++) {
      for (const measured of results.map((_, index) => results[(index + round) % results.length])) {
        const { seconds, imageId } = await this.builds.cold(measured.subject, round);
        measured.cold.push(seconds);
        measured.size = (await imageInspect(imageId)).Size;
        this.progress.figures(`cold ${round + 1}/${rounds}`, [[measured.name, seconds]]);
      }
    }
  }

  /** Every image answers after a change of the code, with the changed code: what is measured are images that work. */
  public async answers(): Promise<void> {
    for (const measured of this.results) {
      this.edit(measured);
      const { RootFS } = await imageInspect((await this.builds.rebuild(measured.subject)).imageId);
      const greeting = this.edit(measured);
      const { imageId } = await this.builds.rebuild(measured.subject);
      await expectAnswer(measured.name, imageId, greeting);
      measured.changed = changedLayers(await layersBeside(RootFS.Layers, imageId));
      const { count, fileBytes } = measured.changed;
      this.progress.say(`answers           ${measured.name}: the changed code, from ${count} new layers with ${fileBytes} bytes`);
    }
  }

  /**
   * The library and each other image after a change of one line, one right after the other, who is first changing by the round;
   * then both with nothing changed.
   */
  public async rebuilds(rounds: number): Promise<void> {
    const [library, ...others] = this.results;
    for (let round = 0; round < rounds; round++) {
      for (const other of others) {
        const order = round % 2 === 0 ? [library, other] : [other, library];
        const seconds = new Map<Measurement, number>();
        for (const measured of order) {
          seconds.set(measured, await this.rebuild(measured));
        }
        const [mine, theirs] = [seconds.get(library) ?? NaN, seconds.get(other) ?? NaN];
        library.addPair(other.name, { mine, theirs });
        other.addPair(library.name, { mine: theirs, theirs: mine });
        this.progress.figures(`rebuild ${round + 1}/${rounds}`, [[library.name, mine], [other.name, theirs]]);
        for (const measured of order) {
          measured.unchanged.push((await this.builds.again(measured.subject)).seconds);
        }
      }
    }
  }

  private async rebuild(measured: Measurement): Promise<number> {
    this.edit(measured);
    const { seconds, synthSeconds, steps } = await this.builds.rebuild(measured.subject);
    for (const step of steps) {
      measured.addStep(step.place === '' ? step.instruction : `${step.place}: ${step.instruction}`, step.seconds ?? 0);
    }
    if (synthSeconds !== undefined) {
      measured.synth.push(synthSeconds);
    }
    return seconds;
  }

  /** Another greeting each time and in each run: the engine has no step of it from before. */
  private edit(measured: Measurement): string {
    const greeting = `hello ${randomUUID()}`;
    measured.subject.source.greet(greeting);
    return greeting;
  }
}
