import { SourceFolder } from '../source/source-folder';
import { isTable } from '../source/toml-file';
import { readYaml } from '../source/yaml-file';

/** What the app.yaml of App Engine says. */
export interface AppEngine {
  /** The command line that starts the app. */
  readonly entrypoint?: string;
  /** The Python, as it is written: `python312`, `3.12`. */
  readonly python?: string;
}

/** Reads app.yaml; nothing when it is none of App Engine for Python. Source: App Engine, "app.yaml reference". */
export function readAppEngine(source: SourceFolder): AppEngine {
  const file = readYaml(source, 'app.yaml') ?? {};
  const { runtime, entrypoint, runtime_config: config } = file;
  if (typeof runtime !== 'string' || !/^python\d*$/.test(runtime)) {
    return {};
  }
  const flexible = isTable(config) ? config.runtime_version : undefined;
  const python = /^python3\d+$/.test(runtime) ? runtime : typeof flexible === 'string' || typeof flexible === 'number' ? String(flexible) : undefined;
  const words = typeof entrypoint === 'string' ? entrypoint.trim().replace(/\s*\n\s*/g, ' ') : '';
  return { ...(words !== '' && { entrypoint: words }), ...(python !== undefined && { python }) };
}
