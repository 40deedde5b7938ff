import { docker } from './run-docker';

/** Of what `docker image inspect` says, what tests ask for. */
export interface ImageFacts {
  readonly Id: string;
  readonly RepoTags: string[];
  readonly Created: string;
  readonly Os: string;
  readonly Architecture: string;
  readonly Variant?: string;
  /** Bytes. */
  readonly Size: number;
  readonly Config: {
    readonly User?: string;
    readonly Env?: string[];
    readonly Entrypoint?: string[] | null;
    readonly Cmd?: string[] | null;
    readonly WorkingDir?: string;
    readonly StopSignal?: string;
    readonly Labels?: Record<string, string> | null;
    readonly ExposedPorts?: Record<string, object>;
    readonly Volumes?: Record<string, object> | null;
  };
  readonly RootFS: { readonly Layers: string[] };
}

export async function imageInspect(image: string, environment: Record<string, string> = {}): Promise<ImageFacts> {
  const { stdout } = await docker(['image', 'inspect', image], { environment });
  return (JSON.parse(stdout) as ImageFacts[])[0];
}
