import { Decision } from './decision';
import { BuildContext } from '../context';
import { Dockerfile, ImageStage } from '../dockerfile';
import { FILES_FOLDER, SOURCE_FOLDER, TOOLS_FOLDER } from '../dockerfile/context-layout';
import { PythonProject } from '../python';

const BECAUSE: Record<string, string> = {
  [SOURCE_FOLDER]: 'building or running the app reads it',
  [FILES_FOLDER]: 'an instruction names it',
  [TOOLS_FOLDER]: 'it is a program of this library that runs in the build',
};

/** The files that the build of an image reads, and why each is there. What is not listed is not sent. */
export function explainContext(project: PythonProject, target: ImageStage): Decision[] {
  const { files } = BuildContext.plan(Dockerfile.fromTarget(target));
  return files.flatMap(({ path }) => {
    const [folder, ...rest] = path.split('/');
    const because = BECAUSE[folder];
    const file = rest.join('/');
    return because === undefined ? [] : [{
      topic: 'context',
      decided: path,
      because,
      ...(folder !== TOOLS_FOLDER && project._source.isFile(file) && { file }),
      stage: target.node.path,
      changedBy: folder === SOURCE_FOLDER ? 'a line in .dockerignore of the source leaves it out' : 'the stage that names it',
    }];
  });
}
