import { Construct } from 'constructs';
import { BaseImage, IImageSource } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { interpreterOf } from './interpreter';
import { PythonRuntimeStage } from './python-runtime-stage';
import { ScratchRuntimeStageProps } from './scratch-runtime-props';
import { atConstruct, CodedError } from '../../private/coded-error';

/**
 * The smallest image that runs Python: the interpreter, the standard library as byte code and the libraries that something loads, in the empty image.
 *
 * No shell, no package manager, no pip. Certificates, time zones, the locale C.UTF-8 and /tmp are there. Packages are those of any builder, and start as
 * everywhere else; only what starts other programs finds none. `docs/runtimes.md` compares it with the other bases.
 */
export class ScratchRuntimeStage extends PythonRuntimeStage {
  /** Fails with `BaseImageInvalid` when Python cannot be gathered from the base image: it has none, or not the usual programs. */
  constructor(scope: Construct, id: string, props: ScratchRuntimeStageProps) {
    const { excludedModules = [], ...others } = props;
    const image = props.baseImage ?? BaseImage.pythonSlim(appSettingsOf(scope).python.minor);
    const baseImage = atConstruct(`${scope.node.path}/${id}`, () => BaseImage._collected(withPython(image), moduleNames(excludedModules)));
    super(scope, id, { ...others, baseImage });
  }
}

/** What is gathered from has Python installed, and the usual programs for the commands that gather. */
function withPython(image: IImageSource): IImageSource {
  const { shell, _known: { pythonPackages, workshop } } = image.rootImage;
  if (shell === undefined || pythonPackages !== undefined || workshop !== undefined) {
    throw new CodedError('BaseImageInvalid', {
      what: 'Python is gathered in an image that has it, by programs of that image',
      found: `${image.rootImage._reference('')}, which has ${pythonPackages === undefined ? 'not the usual programs' : 'no Python until one is installed'}`,
      expected: 'an official image, or one of your own with Python, a shell and the usual programs',
      write: 'BaseImage.pythonSlim(…) or BaseImage.pythonAlpine(…)',
    });
  }
  interpreterOf(image);
  return image;
}

function moduleNames(names: string[]): string[] {
  const wrong = names.filter((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (wrong.length > 0) {
    throw new CodedError('BaseImageInvalid', {
      what: 'what the standard library is to do without is no module of it',
      found: `excludedModules: ${JSON.stringify(wrong)}`,
      expected: 'names of modules or packages at the top of the standard library',
      write: "excludedModules: ['sqlite3', 'curses']",
    });
  }
  return [...names];
}
