import * as fs from 'fs';
import * as path from 'path';
import { withFreshCaches } from './fresh-caches';
import { leftoverFilters } from './leftovers';
import type { Buildable, StagedBuild } from './subject';
import { BuildProgress, type BuildStep } from '../test/support/docker/build-progress';
import { dockerBuild } from '../test/support/docker/docker-build';
import { removeImage } from '../test/support/docker/remove-image';
import { docker } from '../test/support/docker/run-docker';

/** A build and what it took. */
export interface TimedBuild {
  readonly imageId: string;
  /** From the start of the Docker command line to its end. */
  readonly seconds: number;
  readonly synthSeconds?: number;
  /** The steps that were worked on, the internal ones left out. */
  readonly steps: BuildStep[];
}

/** Builds images under names of its own, with cache mounts of its own, and takes both away at the end. */
export class TimedBuilds {
  private readonly run = `bench-${process.pid}`;
  private readonly caches = new Map<string, string>();
  private readonly staged = new Map<string, StagedBuild & { readonly dockerfile: string }>();
  private readonly images = new Map<string, string>();

  /** From nothing: no layer from the cache, and empty cache mounts. */
  public async cold(subject: Buildable, round: number): Promise<TimedBuild> {
    this.caches.set(subject.name, `${this.run}-${subject.name}-${round}`);
    return this.build(subject, await this.stage(subject), true);
  }

  /** The source as it is now, with what the last builds left in the caches. */
  public async rebuild(subject: Buildable): Promise<TimedBuild> {
    return this.build(subject, await this.stage(subject));
  }

  /** The very context of the last build again. */
  public async again(subject: Buildable): Promise<TimedBuild> {
    const staged = this.staged.get(subject.name);
    if (staged === undefined) {
      throw new Error(`${subject.name} was not built yet`);
    }
    return this.build(subject, staged);
  }

  /**
   * Takes away the images, the cache mounts, and the steps of the Dockerfiles that only the bench builds.
   * The library's steps stay in the build cache, as after any build, until the engine needs the room: other builds have the same ones.
   */
  public async remove(onlyHere: Buildable[]): Promise<void> {
    for (const image of new Set(this.images.values())) {
      await removeImage(image);
    }
    const steps = onlyHere.flatMap(({ name }) => leftoverFilters(this.staged.get(name)?.dockerfile ?? ''));
    for (const filter of [`description~=${this.run}-`, ...steps]) {
      await docker(['buildx', 'prune', '--all', '--force', `--filter=${filter}`]);
    }
  }

  private async stage(subject: Buildable): Promise<StagedBuild> {
    const staged = await subject.stage();
    const file = path.join(staged.contextDirectory, 'Dockerfile');
    const dockerfile = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, withFreshCaches(dockerfile, this.caches.get(subject.name) ?? this.run));
    this.staged.set(subject.name, { ...staged, dockerfile });
    return staged;
  }

  private async build(subject: Buildable, staged: StagedBuild, noCache: boolean = false): Promise<TimedBuild> {
    const progress = new BuildProgress();
    const steps: BuildStep[] = [];
    const { imageId, seconds } = await dockerBuild({
      contextDirectory: staged.contextDirectory,
      platform: staged.platform,
      buildArgs: staged.buildArgs,
      noCache,
      tag: `bench-${subject.name}`,
      onLine: (line) => {
        const step = progress.read(line);
        if (step?.seconds !== undefined && !step.place.startsWith('internal')) {
          steps.push(step);
        }
      },
    });
    const before = this.images.get(subject.name);
    this.images.set(subject.name, imageId);
    if (before !== undefined && before !== imageId) {
      await removeImage(before);
    }
    return { imageId, seconds, synthSeconds: staged.synthSeconds, steps };
  }
}
