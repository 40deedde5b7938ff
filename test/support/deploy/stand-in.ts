import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type { TestProject } from 'vitest/node';
import { Cdk } from './cdk';
import { ACCOUNT, REGION, REGISTRY_HOST, REGISTRY_LOGIN, REPOSITORY } from './coordinates';
import { addHostName, removeHostName } from './host-name';
import { putImage } from './put-image';
import { RegistryFront } from './registry-front';
import { RegistryProcess } from './registry-process';
import { freePort, ServerProcess } from './server-process';
import { docker } from '../docker/run-docker';
import { hostCertificate } from '../host-certificate';

declare module 'vitest' {
  interface ProvidedContext {
    /** The variables that lead the CDK's command line to the stand-ins. */
    readonly deployEnvironment: Record<string, string>;
    /** Where the registry is told to fail, and tells what went through. */
    readonly registryControl: string;
    /** What the registry has on its disk. */
    readonly registryFolder: string;
    /** The same registry, with no TLS and no login: `127.0.0.1:34567`. */
    readonly registryAddress: string;
    /** What builds and pushes. */
    readonly containerProgram: string;
    /** What `cdk bootstrap` wrote. */
    readonly bootstrapLog: string;
  }
}

const PYTHON = path.resolve(__dirname, '../../../.tools/deploy/venv/bin/python');

/**
 * AWS for the tests: moto for its APIs, a registry under ECR's own name, and the account bootstrapped. All of it listens on the loopback address
 * only, and is gone when the tests are done.
 */
export default async function standIn(project: TestProject): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deploy-'));
  const undo: (() => unknown)[] = [() => fs.rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const certificate = hostCertificate(folder, REGISTRY_HOST);
    undo.push(() => removeHostName(REGISTRY_HOST));
    addHostName(REGISTRY_HOST, certificate.authority);

    const motoPort = await freePort();
    const moto = await ServerProcess.start([PYTHON, path.join(__dirname, 'moto-server.py'), '-H', '127.0.0.1', '-p', `${motoPort}`], motoPort, { MOTO_ACCOUNT_ID: ACCOUNT });
    undo.push(() => moto.stop());
    const registry = await RegistryProcess.start(folder);
    undo.push(() => registry.stop());
    const endpoint = `http://127.0.0.1:${motoPort}`;
    undo.push(removeImages);
    const front = await RegistryFront.start({
      certificate,
      registryPort: registry.port,
      login: REGISTRY_LOGIN,
      pushed: (manifest) => putImage(endpoint, manifest),
    });
    undo.push(() => front.stop());

    const environment = {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: `http://localhost:${motoPort}`, // moto takes a template from a host of that name only
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DEFAULT_ACCOUNT: ACCOUNT,
      CDK_DEFAULT_REGION: REGION,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      DOCKER_CONFIG: dockerConfig(folder),
      NO_COLOR: '1',
    };
    const bootstrap = await new Cdk(folder, environment).run(['bootstrap', `aws://${ACCOUNT}/${REGION}`]);
    if (bootstrap.exitCode !== 0) {
      throw new Error(`cdk bootstrap: ${bootstrap.log}`);
    }
    project.provide('deployEnvironment', environment);
    project.provide('registryControl', front.controlUrl);
    project.provide('registryFolder', registry.data);
    project.provide('registryAddress', `127.0.0.1:${registry.port}`);
    project.provide('containerProgram', 'docker');
    project.provide('bootstrapLog', bootstrap.log);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Keeps the login out of the user's own configuration. One without the plugins has no buildx. */
function dockerConfig(folder: string): string {
  const configuration = path.join(folder, 'docker');
  fs.mkdirSync(configuration);
  const plugins = path.join(process.env.DOCKER_CONFIG ?? path.join(os.homedir(), '.docker'), 'cli-plugins');
  if (fs.existsSync(plugins)) {
    fs.symlinkSync(plugins, path.join(configuration, 'cli-plugins'));
  }
  return configuration;
}

/** Takes away what the CDK's command line named, pushed or not: each image has two names. */
async function removeImages(): Promise<void> {
  const repository = `${REGISTRY_HOST}/${REPOSITORY}`;
  const { stdout } = await docker(['image', 'ls', '--format={{.Tag}}', repository]);
  for (const tag of stdout.split('\n').filter((line) => /^[0-9a-f]{64}$/.test(line))) {
    await docker(['image', 'rm', '--force', `cdkasset-${tag}`, `${repository}:${tag}`]);
  }
}
