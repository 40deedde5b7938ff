import { ExpectedProp } from '../private/expected-props';

/** The props of apps and stages whose values are objects of this library, or texts. */
const EXPECTED = {
  source: { kind: 'string', write: "'services/api'" },
  python: { kind: 'object', member: 'minor', write: 'PythonVersion.V3_13' },
  dependencies: { kind: 'object', member: '_bind', write: "Dependencies.fromRequirements({ file: 'requirements.txt' })" },
  entrypoint: { kind: 'object', member: '_bind', write: "Entrypoint.asgi('shop.api:app')" },
  systemPackages: { kind: 'object', member: '_resolve', write: "SystemPackages.apt({ runtimePackages: ['libpq5'] })" },
  platform: { kind: 'object', member: 'machine', write: 'ImagePlatform.LINUX_ARM64' },
  baseImage: { kind: 'object', member: 'rootImage', write: "BaseImage.pythonSlim('3.13')" },
  install: { kind: 'object', member: 'root', write: 'builder.virtualenv' },
  application: { kind: 'object', member: 'root', write: 'builder.application' },
  target: { kind: 'object', member: 'rootImage', write: "new SlimRuntimeStage(app, 'Runtime')" },
  environment: { kind: 'texts', names: /^[A-Za-z_]\w*$/, write: "{ TZ: 'UTC' }" },
  labels: { kind: 'texts', write: "{ 'org.opencontainers.image.vendor': 'Example' }" },
  user: { kind: 'string', write: "'10001:10001'" },
  stopSignal: { kind: 'string', write: "'SIGTERM'" },
  version: { kind: 'string', write: "'1.0'" },
  webServer: { kind: 'string', write: "'gunicorn'" },
  uvVersion: { kind: 'string', write: "'0.13.8'" },
} as const satisfies Record<string, ExpectedProp>;

/** The table of these props, for `expectProps`. */
export function expected(...names: (keyof typeof EXPECTED)[]): Record<string, ExpectedProp> {
  return Object.fromEntries(names.map((name) => [name, EXPECTED[name]]));
}
