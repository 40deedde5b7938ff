import { StageArtifact } from './stage-artifact';

/** A lock that a build has computed. It belongs into the source folder, under version control. */
export class LockFile extends StageArtifact {}
