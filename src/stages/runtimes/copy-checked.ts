import { COLLECTED } from './collect-static';
import { Instruction, StageArtifact } from '../../dockerfile';
import { CHECKED } from '../layout';

/** The COPY of what is in an image; the line of a check says why it is not copied from where it was made. What the user of the image made in the build is root's. */
export function copyChecked(artifact: StageArtifact): Instruction {
  return Instruction.copyArtifact(artifact, {
    ...(artifact.root === COLLECTED && { chown: '0:0' }),
    ...(artifact.root === CHECKED && { comment: 'From the check, so that nothing is built around it.' }),
  });
}
