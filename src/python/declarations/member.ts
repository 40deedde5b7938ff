import { MEMBERS_FOLDER } from '../../dockerfile/context-layout';
import { ContextPart, PartFile } from '../../dockerfile/context-part';
import { PythonProject } from '../python-project';

/** A project beside the app, or inside its folder, that is installed from its sources: a member of a workspace, a path dependency. */
export class Member implements ContextPart {
  /** The path in the build context: by name, so that it is the same wherever the folder lies. */
  public readonly path: string;

  constructor(
    /** Normalized (PEP 503). */
    public readonly name: string,
    public readonly project: PythonProject,
  ) {
    this.path = `${MEMBERS_FOLDER}/${name}`;
  }

  /** The files that its wheel is built from. */
  public files(): PartFile[] {
    return this.project._applicationFiles().map((file) => ({ path: file, from: this.project._source.absolute(file) }));
  }
}
