import { StageArtifact } from './stage-artifact';

/** Any file or folder that one stage makes and another uses. */
export class Files extends StageArtifact {}
