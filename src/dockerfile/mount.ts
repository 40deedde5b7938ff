import { sourcePath, TOOLS_FOLDER } from './context-layout';
import type { ContextPart } from './context-part';
import type { IImageSource } from './image-source';
import type { MountData } from './instruction-data';
import type { BindFromOptions, BindMountOptions, BindArtifactOptions, CacheMountOptions, SecretMountOptions, SshMountOptions, TmpfsMountOptions } from './mount-options';
import type { StageArtifact } from './stage-artifact';
import { CodedError } from '../private/coded-error';
import { contextMountSource } from '../private/quoting';

/** What the commands of a RUN see without its being in the image. https://docs.docker.com/reference/dockerfile/#run---mount */
export class Mount {
  /** A folder that stays on the builder from one build to the next. A build must be right when it is empty. */
  public static cache(options: CacheMountOptions): Mount {
    return new Mount('cache', [['id', options.id], ['target', options.target], ['sharing', options.sharing]]);
  }

  /** A file or folder of the source folder. */
  public static bind(options: BindMountOptions): Mount {
    const source = contextMountSource(sourcePath(options.source ?? '.'));
    return new Mount('bind', bindFields({ ...options, source }), { contextPath: source });
  }

  /** A file or folder of another stage or image. */
  public static bindFrom(image: IImageSource, options: BindFromOptions): Mount {
    return new Mount('bind', bindFields(options), { from: image });
  }

  /** What another stage made. */
  public static bindArtifact(artifact: StageArtifact, options: BindArtifactOptions = {}): Mount {
    const target = options.target ?? artifact.path;
    return new Mount('bind', bindFields({ source: artifact._storedPath, target }), { from: artifact.source, artifact });
  }

  /** A secret: it is in no layer and not in the history. `cdk deploy` passes it to the build. As a variable it takes Docker 27 or later, and Podman has none. */
  public static secret(options: SecretMountOptions): Mount {
    const { secret, target, env, required } = options;
    const fields: [string, string | undefined][] = [['id', secret.id], ['target', target], ['env', env], ['required', required ?? true ? 'true' : undefined]];
    return new Mount('secret', fields, { secret });
  }

  /** The SSH agent of the one who builds. `cdk deploy` passes it to the build. */
  public static ssh(options: SshMountOptions = {}): Mount {
    const ssh = options.id ?? 'default';
    return new Mount('ssh', [['id', options.id], ['required', options.required ?? true ? 'true' : undefined]], { ssh });
  }

  /** A folder in memory. Podman knows no size of it. */
  public static tmpfs(options: TmpfsMountOptions): Mount {
    const { target, sizeMegabytes } = options;
    if (sizeMegabytes !== undefined && !(Number.isInteger(sizeMegabytes) && sizeMegabytes > 0)) {
      throw new CodedError('InstructionInvalid', {
        what: 'the size of a tmpfs mount is no size', found: String(sizeMegabytes), expected: 'a whole number of MiB from 1', write: 'sizeMegabytes: 64',
      });
    }
    return new Mount('tmpfs', [['target', target], ['size', sizeMegabytes === undefined ? undefined : `${sizeMegabytes}m`]]);
  }

  /**
   * A program of this library that runs in the build.
   * @internal
   */
  public static _tool(name: string, target: string): Mount {
    const source = `${TOOLS_FOLDER}/${name}`;
    return new Mount('bind', bindFields({ source, target }), { contextPath: source });
  }

  /**
   * A part of the build context that is no path of the source folder.
   * @internal
   */
  public static _part(part: ContextPart, target: string, readWrite = false): Mount {
    const source = contextMountSource(part.path);
    return new Mount('bind', bindFields({ source, target, readWrite }), { contextPath: source, part });
  }

  /** @internal */
  public readonly _data: MountData;

  private constructor(kind: string, fields: [string, string?][], takes: Omit<MountData, 'kind' | 'fields'> = {}) {
    for (const [name, value] of fields) {
      if (value === '') {
        throw new CodedError('InstructionInvalid', { what: `the ${name} of a ${kind} mount is empty`, found: '""', expected: 'a value, or nothing at all', write: `no ${name}, or its value` });
      }
    }
    this._data = { kind, fields: fields.filter((field) => field.length === 1 || field[1] !== undefined), ...takes };
  }
}

function bindFields(options: BindFromOptions): [string, string?][] {
  // Podman takes no value for the last one.
  return [['source', options.source], ['target', options.target], ...options.readWrite ? [['readwrite'] satisfies [string]] : []];
}
