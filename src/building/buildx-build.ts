import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { assemblyOf } from './assembly';
import { BuildxBuilderOptions } from './buildx-builder-options';
import { assetName, builtAsset } from './built-asset';
import { cacheFlag } from './cache-flags';
import { BuiltImage, ImageBuild } from './image-build';
import { CodedError } from '../private/coded-error';

/**
 * The manifest of a stack's assets has no place for a builder's name, but one for a program: it builds, and prints the local name of the image and nothing else.
 * An image that has the name already is not built again, as with other assets: the name has the hash. The words come as arguments, so nothing of them is quoted.
 */
const PROGRAM = 'docker="${CDK_DOCKER:-docker}"; name="$1"; shift; '
  + '"$docker" image inspect "$name" > /dev/null 2>&1 || "$docker" buildx build --load --tag="$name" "$@" >&2 || exit; echo "$name"';

/** By a builder of buildx, wherever its machines are, or by the one in use. The image comes back to the machine that runs `cdk deploy`, which pushes it. */
export function buildWithBuildx(image: Construct, build: ImageBuild, builder?: string): BuiltImage {
  const stack = Stack.of(image);
  return builtAsset(image, build, stack.synthesizer.addDockerImageAsset({
    sourceHash: build.hash,
    displayName: image.node.path,
    ...assetName(stack, image),
    executable: ['/bin/sh', '-c', PROGRAM, 'cdk-python-images', `cdkasset-${build.hash}`, ...buildxWords(build, builder, path.relative(assemblyOf(stack).outdir, build.directory))],
  }));
}

/** Fails with `BuilderInvalid` for what buildx does not take as a name. */
export function checkedBuilder({ builder }: BuildxBuilderOptions): string {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(builder)) {
    throw new CodedError('BuilderInvalid', {
      what: 'a builder of buildx cannot have this name', found: JSON.stringify(builder), expected: 'letters, digits, "-", "_" and "."', write: 'a name that docker buildx ls shows',
    });
  }
  return builder;
}

function buildxWords(build: ImageBuild, builder: string | undefined, directory: string): string[] {
  const { secrets, ssh } = build.handed;
  const { from, to } = build.cache ?? {};
  return [
    ...(builder === undefined ? [] : [`--builder=${builder}`]),
    `--platform=${build.platform.value}`,
    build.provenance ? '--provenance=mode=max' : '--provenance=false', '--sbom=false',
    ...Object.entries(build.buildArguments).map(([name, value]) => `--build-arg=${name}=${value}`),
    ...Object.entries(secrets).map(([id, source]) => `--secret=id=${id},${source}`),
    ...(ssh === undefined ? [] : [`--ssh=${ssh}`]),
    ...(from === undefined ? [] : [`--cache-from=${cacheFlag(from)}`]),
    ...(to === undefined ? [] : [`--cache-to=${cacheFlag(to)}`]),
    directory,
  ];
}
