import { ImageStage } from '../../dockerfile';
import { CodedError } from '../../private/coded-error';

/** What the builder of a tool says when it is asked for an app. */
export function noApplication(builder: ImageStage): never {
  throw new CodedError('ArtifactMismatch', {
    what: 'a tool has no app apart from its environment',
    found: 'a PythonTool, which has no source',
    expected: 'to be asked for the environment or the wheels alone',
    write: 'no application: the runtime of a tool needs none',
  }, builder.node.path);
}
