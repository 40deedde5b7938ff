import * as fs from 'fs';
import * as path from 'path';

/** An image as `docker buildx bake` builds it. https://docs.docker.com/build/bake/reference/ */
export interface BakedImage {
  /** The path of the construct. */
  readonly construct: string;
  /** The folder that Docker builds from, as the folder of the assets has it: its name. */
  readonly context: string;
  /** The name that the image gets in the engine. */
  readonly tag: string;
  readonly platform: string;
  readonly arguments: Record<string, string>;
  /** Where secrets come from, by their ids: `env=TOKEN`, `src=/path`. */
  readonly secrets: Record<string, string>;
  /** Whether the build records how it was done. */
  readonly provenance: boolean;
  /** The SSH agent or key. */
  readonly ssh?: string;
  /** Where layers are taken from, as `--cache-from` has it. */
  readonly cacheFrom?: string;
  /** Where layers are left, as `--cache-to` has it. */
  readonly cacheTo?: string;
}

/** The name that `docker buildx bake` finds without being told. */
const BAKE_FILE = 'docker-bake.json';

/** Writes beside the assets what builds all of them in one go, where paths are meant from. */
export function stageBakeFile(images: BakedImage[], assets: string): void {
  fs.writeFileSync(path.join(assets, BAKE_FILE), `${JSON.stringify(bakeFile(images), undefined, 2)}\n`);
}

/** The targets, by the paths of their constructs, and the group that has all of them. */
function bakeFile(images: BakedImage[]): object {
  const named = targetNames(images.map(({ construct }) => construct).sort());
  const targets = images.map((image): [string, object] => [named.get(image.construct) ?? '', bakeTarget(image)]);
  targets.sort(([a], [b]) => a < b ? -1 : 1);
  return { group: { default: { targets: targets.map(([name]) => name) } }, target: Object.fromEntries(targets) };
}

function bakeTarget({ construct, context, tag, platform, arguments: args, secrets, ssh, cacheFrom, cacheTo, provenance }: BakedImage): object {
  return {
    description: construct,
    context,
    platforms: [platform],
    args,
    tags: [tag],
    ...(Object.keys(secrets).length > 0 && { secret: Object.entries(secrets).map(([id, source]) => `id=${id},${source}`) }),
    ...(ssh !== undefined && { ssh: [ssh] }),
    ...(cacheFrom !== undefined && { 'cache-from': [cacheFrom] }),
    ...(cacheTo !== undefined && { 'cache-to': [cacheTo] }),
    // Into the engine that `cdk deploy` pushes from, also when another builder builds.
    output: ['type=docker'],
    // An image, as `cdk deploy` makes it, and an index of it and what is said of it only by choice: Lambda takes none.
    attest: [provenance ? 'type=provenance,mode=max' : 'type=provenance,disabled=true'],
  };
}

/** Letters, digits, `-` and `_` are all that bake takes. Two paths that are one name then are told apart by their order. */
function targetNames(constructs: string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const construct of constructs) {
    const plain = construct.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-|-$/g, '') || 'image';
    const taken = new Set(names.values());
    let name = plain;
    for (let next = 2; taken.has(name); next++) {
      name = `${plain}-${next}`;
    }
    names.set(construct, name);
  }
  return names;
}
