import { Template } from 'aws-cdk-lib/assertions';
import { CfnService } from 'aws-cdk-lib/aws-apprunner';
import { ContainerDefinition, Ec2TaskDefinition, FargateTaskDefinition, GenericLogDriver } from 'aws-cdk-lib/aws-ecs';
import { expect, test } from 'vitest';
import { type EcsContainerOptions, HealthCheck, ImagePlatform, PythonApp, type PythonAppProps, PythonImage } from '../../src';
import { testStack } from '../support/app';
import { coded } from '../support/coded';
import { folderWith } from '../support/folder';
import { FLAT } from '../support/projects';

const WEB = {
  'requirements.txt': 'starlette==1.0\nuvicorn==0.54.0\n',
  'main.py': 'from starlette.applications import Starlette\n\napp = Starlette()\n',
};
const DIGEST = `sha256:${'a'.repeat(64)}`;

function container(props: Omit<PythonAppProps, 'source'>, options?: EcsContainerOptions, files: Record<string, string> = WEB): Record<string, unknown> {
  const stack = testStack();
  const app = new PythonApp(stack, 'Api', { source: folderWith(files), ...props });
  expect(app.addEcsContainer(new FargateTaskDefinition(stack, 'Task'), 'Api', options)).toBeInstanceOf(ContainerDefinition);
  return definition(stack);
}

function definition(stack: ReturnType<typeof testStack>): Record<string, unknown> {
  const [task] = Object.values(Template.fromStack(stack).findResources('AWS::ECS::TaskDefinition'));
  return task.Properties.ContainerDefinitions[0] as Record<string, unknown>;
}

test('a container has what its app says of containers', () => {
  const healthCheck = HealthCheck.http('/health', { intervalSeconds: 10, timeoutSeconds: 3, retries: 2, startPeriodSeconds: 20 });
  expect(container({ healthCheck, stopTimeoutSeconds: 90, user: '20000:20000' })).toMatchObject({
    Name: 'Api',
    Essential: true,
    User: '20000:20000',
    StopTimeout: 90,
    PortMappings: [{ ContainerPort: 8000, Protocol: 'tcp' }],
    ReadonlyRootFilesystem: true,
    LinuxParameters: { Tmpfs: [{ ContainerPath: '/tmp', Size: 64, MountOptions: ['nosuid', 'nodev'] }] },
    HealthCheck: {
      Command: ['CMD', '/app/.venv/bin/python', '-I', '-c', expect.stringContaining('c.request("GET", "/health")')], Interval: 10, Timeout: 3, Retries: 2, StartPeriod: 20,
    },
  });
});

test('what a container prints is kept in a log group of its own, or goes where the options say', () => {
  expect(container({})).toMatchObject({ LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-stream-prefix': 'Api', 'awslogs-group': { Ref: expect.stringMatching(/^TaskApiLogGroup/) } } } });
  expect(container({}, { logging: new GenericLogDriver({ logDriver: 'syslog' }) })).toMatchObject({ LogConfiguration: { LogDriver: 'syslog' } });
});

test('an app that says nothing leaves the rest to ECS', () => {
  const { HealthCheck: check, StopTimeout, PortMappings } = container({}, {}, FLAT);
  expect([check, StopTimeout, PortMappings]).toEqual([undefined, undefined, undefined]);
});

test('what is said of one container goes before what the app says', () => {
  const healthCheck = HealthCheck.http('/health');
  const said = container({ healthCheck, stopTimeoutSeconds: 90 }, {
    healthCheck: HealthCheck.command(['/check']), stopTimeoutSeconds: 5, port: 9000, readonlyRootFilesystem: false, environment: { A: 'b' }, memoryLimitMiB: 128, command: ['--x'],
  });
  expect(said).toMatchObject({
    HealthCheck: { Command: ['CMD', '/check'] }, StopTimeout: 5, PortMappings: [{ ContainerPort: 9000 }], Environment: [{ Name: 'A', Value: 'b' }], Memory: 128, Command: ['--x'],
    ReadonlyRootFilesystem: false,
  });
  expect(said.LinuxParameters).toBeUndefined();
  expect(container({ healthCheck }, { healthCheck: HealthCheck.none() }).HealthCheck).toBeUndefined();
  expect(container({ healthCheck }, { tmpfsMiB: 512 }).LinuxParameters).toMatchObject({ Tmpfs: [{ Size: 512 }] });
  expect(container({ healthCheck }, { port: 9000 }).HealthCheck).toMatchObject({ Command: expect.arrayContaining([expect.stringContaining('9000')]) });
});

test('fails when an app that listens on no port is asked over HTTP', () => {
  expect(() => container({ healthCheck: HealthCheck.http('/health') }, {}, FLAT)).toThrow(coded('HealthCheckInvalid', /^Stack\/Api\/Runtime: nothing says on which port/));
});

test('an image that was built before is a container by what is said of it', () => {
  const stack = testStack();
  const image = PythonImage.fromRegistry(stack, 'Image', { reference: `registry.example/api@${DIGEST}`, platform: ImagePlatform.LINUX_AMD64 });
  image.addEcsContainer(new Ec2TaskDefinition(stack, 'Task'), 'Api', { memoryLimitMiB: 64, port: 80 });
  const made = definition(stack);
  expect(made).toMatchObject({ Image: `registry.example/api@${DIGEST}`, PortMappings: [{ ContainerPort: 80 }], ReadonlyRootFilesystem: true });
  expect(made.User).toBeUndefined();
});

test.each([
  ['over HTTP', HealthCheck.http('/health', { intervalSeconds: 10, timeoutSeconds: 4, retries: 3 }), { Protocol: 'HTTP', Path: '/health', Interval: 10, Timeout: 4, UnhealthyThreshold: 3 }],
  ['at the port', HealthCheck.command(['/check']), { Protocol: 'TCP' }],
  ['at the port', undefined, { Protocol: 'TCP' }],
])('App Runner asks %s', (_, healthCheck, expected) => {
  const stack = testStack();
  const { image } = new PythonApp(stack, 'Api', { source: folderWith(WEB), healthCheck });
  new CfnService(stack, 'Service', { sourceConfiguration: image.toAppRunnerSource(), healthCheckConfiguration: image.toAppRunnerHealthCheck() });
  const [service] = Object.values(Template.fromStack(stack).findResources('AWS::AppRunner::Service'));
  expect(service.Properties).toMatchObject({
    HealthCheckConfiguration: expected, SourceConfiguration: { ImageRepository: { ImageConfiguration: { Port: '8000' } } },
  });
});

test('fails for a time that App Runner does not take', () => {
  const app = new PythonApp(testStack(), 'Api', { source: folderWith(WEB), healthCheck: HealthCheck.http('/health', { intervalSeconds: 30 }) });
  expect(() => app.image.toAppRunnerHealthCheck()).toThrow(coded('HealthCheckInvalid', /intervalSeconds: 30\n {2}expected: a whole number from 1 to 20/));
});

test('fails for a time to stop that Fargate does not wait', () => {
  expect(() => container({ stopTimeoutSeconds: 121 })).toThrow(coded('PropInvalid', /^Stack\/Task: stopTimeoutSeconds is longer[^]*write: {4}stopTimeoutSeconds: 120/));
});
