import { Construct } from 'constructs';
import { BaseImage, ImageStage, Instruction, PackageManager, PythonInterpreter } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { systemInstall } from './system-install';
import UBUNTU_RELEASES from './ubuntu-releases.json';
import { atConstruct, CodedError } from '../../private/coded-error';
import { PythonVersion } from '../../python';

/** Options of `BuilderBase.allPythons`. */
export interface AllPythonsOptions {
  /**
   * The Pythons in it.
   * @default - all that this library has a name for
   */
  readonly pythons?: PythonVersion[];

  /**
   * The Python that builders on it use: one of these.
   * @default - that of the app
   */
  readonly python?: PythonVersion;

  /**
   * The Debian suite of the official images.
   * @default 'trixie'
   */
  readonly suite?: string;
}

/**
 * A heavy stage that builders start from (`baseImage: base`): Pythons, their headers, compilers and many libraries.
 * Nothing of it is in the image but what a builder made there, which needs the same Python at the same path.
 */
export abstract class BuilderBase extends ImageStage {
  /**
   * Several Pythons, composed of the official full images: each at the path where the official slim image of its version has it, so an environment
   * that is made here runs there. The stage is the same in every app that names the same Pythons, whichever of them it uses: the engine builds it once.
   *
   * BaseImageInvalid: the Python to use is not among them.
   */
  public static allPythons(scope: Construct, id: string, options: AllPythonsOptions = {}): BuilderBase {
    return new AllPythonsStage(scope, id, options);
  }

  /**
   * Ubuntu with the Python, the headers and the compilers of its own archive: the long-term release that has the Python of the app.
   * What is made here runs on an Ubuntu with that Python only, at /usr/bin.
   *
   * BaseImageInvalid: no release is known that has it.
   */
  public static ubuntu(scope: Construct, id: string): BuilderBase {
    const { python } = appSettingsOf(scope);
    return new UbuntuStage(scope, id, python.minor);
  }
}

class AllPythonsStage extends BuilderBase {
  private readonly others: BaseImage[];

  constructor(scope: Construct, id: string, options: AllPythonsOptions) {
    const wanted = options.python ?? appSettingsOf(scope).python;
    const minors = [...new Set((options.pythons ?? PythonVersion._candidates()).map(({ minor }) => minor))].sort(byNumber);
    if (!minors.includes(wanted.minor)) {
      throw new CodedError('BaseImageInvalid', {
        what: `the base has no Python ${wanted.minor}, which is used`,
        found: `pythons: ${minors.join(', ') || 'none'}`,
        expected: 'a base with the Python of the app',
        write: `pythons: [${[...minors, wanted.minor].sort(byNumber).map((minor) => `PythonVersion.of('${minor}')`).join(', ')}]`,
      }, `${scope.node.path}/${id}`);
    }
    const [first, ...others] = atConstruct(`${scope.node.path}/${id}`, () => minors.map((minor) => BaseImage.pythonFull(minor, { suite: options.suite })));
    const python = [first, ...others][minors.indexOf(wanted.minor)].python;
    super(scope, id, { parent: first, python, description: 'has all Pythons with their headers, compilers and libraries; it is not in the image' });
    this.others = others;
  }

  /** The newest comes last: it is what `python3` means. */
  protected instructions(): Instruction[] {
    return this.others.map((image) => Instruction.copyFrom(image, { sources: ['/usr/local'], target: '/usr/local', link: true }));
  }
}

class UbuntuStage extends BuilderBase {
  constructor(scope: Construct, id: string, minor: string) {
    const release = Object.entries(UBUNTU_RELEASES).find(([, { python }]) => python === minor);
    if (release === undefined) {
      throw new CodedError('BaseImageInvalid', {
        what: `no long-term release of Ubuntu is known that has Python ${minor} in its archive`,
        found: Object.entries(UBUNTU_RELEASES).map(([suite, { tag, python }]) => `${tag} (${suite}): ${python}`).join('\n'),
        expected: 'the Python of one of these',
        write: Object.values(UBUNTU_RELEASES).map(({ python }) => `python: PythonVersion.of('${python}')`).join('\nor '),
      }, `${scope.node.path}/${id}`);
    }
    const [suite, { tag, glibc }] = release;
    const parent = BaseImage._official({
      reference: `docker/library/ubuntu:${tag}`, distribution: 'ubuntu', suite, glibcVersion: glibc, packageManager: PackageManager.APT,
    });
    const python: PythonInterpreter = { implementation: 'cpython', version: minor, path: `/usr/bin/python${minor}` };
    super(scope, id, { parent, python, description: 'has the Python of Ubuntu with its headers and compilers; it is not in the image' });
  }

  protected instructions(): Instruction[] {
    const python = `python${this.python?.version}`;
    return systemInstall(this, ['build-essential', 'ca-certificates', 'git', 'pkg-config', python, `${python}-dev`, `${python}-venv`]);
  }
}

function byNumber(a: string, b: string): number {
  return Number(a.split('.')[1]) - Number(b.split('.')[1]);
}
