import type { AppSource } from './app-source';
import type { BuildOptions } from '../test/support/docker/docker-build';

/** What can be built. */
export interface Buildable {
  readonly name: string;
  /** Writes what Docker builds from, for the source as it is now. Not part of the measured time. */
  stage(): Promise<StagedBuild>;
}

/** One way to make the image of the app. */
export interface Subject extends Buildable {
  /** The copy of the app that its image is made of. */
  readonly source: AppSource;
}

/** A context that is ready to be built. */
export interface StagedBuild extends Pick<BuildOptions, 'contextDirectory' | 'platform' | 'buildArgs'> {
  /** What `cdk synth` took, for the subject that has one. */
  readonly synthSeconds?: number;
}
