import { ExpectedProp } from '../private/expected-props';

/** The props of apps and stages whose values are objects of this library, or texts. */
const EXPECTED = {
  source: { kind: 'string', write: "'services/api'" },
  python: { kind: 'object', member: 'minor', write: 'PythonVersion.V3_13', meant: (text) => /^3\.\d+$/.test(text) ? `PythonVersion.of('${text}')` : undefined },
  dependencies: { kind: 'object', member: '_bind', write: "Dependencies.fromRequirements({ file: 'requirements.txt' })", meant: (text) => /^[\w./-]+\.txt$/.test(text) ? `Dependencies.fromRequirements({ file: '${text}' })` : undefined },
  entrypoint: { kind: 'object', member: '_bind', write: "Entrypoint.asgi('shop.api:app')", meant: (text) => /^[\w./-]+\.py$/.test(text) ? `Entrypoint.script('${text}')` : undefined },
  systemPackages: { kind: 'object', member: '_resolve', write: "SystemPackages.apt({ runtimePackages: ['libpq5'] })" },
  platform: { kind: 'object', member: 'machine', write: 'ImagePlatform.LINUX_ARM64', meant: (text) => /^linux\/[\w/]+$/.test(text) ? `ImagePlatform.of('${text}')` : undefined },
  baseImage: { kind: 'object', member: 'rootImage', write: "BaseImage.pythonSlim('3.13')" },
  install: { kind: 'object', member: 'root', write: 'builder.virtualenv' },
  application: { kind: 'object', member: 'root', write: 'builder.application' },
  target: { kind: 'object', member: 'rootImage', write: "new SlimRuntimeStage(app, 'Runtime')" },
  environment: { kind: 'texts', names: /^[A-Za-z_]\w*$/, write: "{ TZ: 'UTC' }" },
  labels: { kind: 'texts', write: "{ 'org.opencontainers.image.vendor': 'Example' }" },
  user: { kind: 'string', write: "'10001:10001'" },
  stopSignal: { kind: 'string', write: "'SIGTERM'" },
  version: { kind: 'string', write: "'1.0'" },
  requirement: { kind: 'string', write: "'httpie'" },
  webServer: { kind: 'string', write: "'gunicorn'" },
  workspace: { kind: 'string', write: "'.'" },
  virtualenvPath: { kind: 'string', write: "'/usr/share/python3/app'" },
  check: { kind: 'boolean', write: 'false' },
  healthCheck: { kind: 'object', member: '_command', write: "HealthCheck.http('/health')" },
  healthCheckInImage: { kind: 'boolean', write: 'true' },
  stopTimeoutSeconds: { kind: 'number', write: '30' },
  exposeScripts: { kind: 'list', write: "['shop']" },
  indexes: { kind: 'objects', member: '_variable', write: "[PackageIndex.of({ url: 'https://pypi.example/simple' })]" },
  gitHosts: { kind: 'objects', member: '_data', write: "[GitHost.https({ host: 'git.example', token: BuildSecret.fromEnvironment('TOKEN') })]" },
  buildSecrets: { kind: 'record', member: '_source', write: "{ TOKEN: BuildSecret.fromEnvironment('TOKEN') }" },
  buildCertificates: { kind: 'string', write: "'certificates/company.pem'" },
  uvVersion: { kind: 'string', write: "'0.13.8'" },
  revision: { kind: 'string', write: "'4f2e1c0'" },
  revisionFromGit: { kind: 'boolean', write: 'true' },
  sbom: { kind: 'string', write: 'SbomLocation.ASSEMBLY' },
  provenance: { kind: 'boolean', write: 'true' },
  registry: { kind: 'string', write: "'registry.example.com/mirror'" },
  mirrors: { kind: 'texts', write: "{ 'gcr.io': 'mirror.example.com/gcr' }" },
  baseImageLock: { kind: 'string', write: "'base-images.json'" },
  imageBuilder: { kind: 'object', member: '_build', write: 'ImageBuilder.local()' },
  buildCache: { kind: 'object', member: '_flags', write: "BuildCache.registry({ repository: 'registry.example.com/cache' })" },
  lockFile: { kind: 'string', write: "'tools/httpie.txt'" },
  script: { kind: 'string', write: "'http'" },
} as const satisfies Record<string, ExpectedProp>;

/** The table of these props, for `expectProps`. */
export function expected<N extends keyof typeof EXPECTED>(...names: N[]): Record<N, ExpectedProp> {
  return Object.fromEntries(names.map((name): [N, ExpectedProp] => [name, EXPECTED[name]])) as Record<N, ExpectedProp>;
}

/** What says where packages and images come from, and where images are built. */
export const ORIGIN_PROPS = expected('indexes', 'gitHosts', 'buildSecrets', 'buildCertificates', 'imageBuilder', 'buildCache', 'provenance', 'registry', 'mirrors', 'baseImageLock');
