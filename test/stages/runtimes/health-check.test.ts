import { spawn } from 'child_process';
import * as http from 'http';
import type { AddressInfo } from 'net';
import { expect, onTestFinished, test } from 'vitest';
import { DistrolessRuntimeStage, HealthCheck, NuitkaScratchStage, PythonApp, type PythonAppProps } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT } from '../../support/projects';

const IMAGE = { path: 'Stack/Api', python: 'python3', port: 8000 };
const WEB = {
  'pyproject.toml': '[project]\nname = "web"\nversion = "1"\ndependencies = ["starlette", "uvicorn"]\n',
  'requirements.txt': 'starlette==1.0\nuvicorn==0.54.0\n',
  'main.py': 'from starlette.applications import Starlette\n\napp = Starlette()\n',
};

function web(props: Omit<PythonAppProps, 'source'>): PythonApp {
  return testApp({ source: folderWith(WEB), ...props });
}

/** A server whose every answer has the status that its path says. */
async function statusServer(): Promise<number> {
  const server = http.createServer((request, response) => response.writeHead(Number(request.url?.slice(1))).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

function exitCode([program, ...words]: string[]): Promise<number | null> {
  return new Promise((resolve) => spawn(program, words, { stdio: 'ignore' }).on('close', resolve));
}

test('a check over HTTP is a program of Python that ends with 0 when the status is from 200 to 399', async () => {
  const port = await statusServer();
  for (const [status, expected] of [[200, 0], [204, 0], [302, 0], [404, 1], [503, 1]]) {
    expect(await exitCode(HealthCheck.http(`/${status}`, { port })._command(IMAGE)!), `${status}`).toBe(expected);
  }
});

test('nobody who listens is not well', async () => {
  expect(await exitCode(HealthCheck.http('/health', { port: 1 })._command(IMAGE)!)).toBe(1);
});

test('the port is that of the app, if no other is said', () => {
  expect(HealthCheck.http('/health')._command(IMAGE)![3]).toContain('C("127.0.0.1", 8000); c.request("GET", "/health")');
  expect(HealthCheck.http('/health', { port: 9000 })._command(IMAGE)![3]).toContain('C("127.0.0.1", 9000)');
});

test('a command is what it is, and none is none', () => {
  expect(HealthCheck.command(['/check', '-q'])._command({ path: '' })).toEqual(['/check', '-q']);
  expect(HealthCheck.none()._command(IMAGE)).toBeUndefined();
});

test('it is in the image by choice', () => {
  const healthCheck = HealthCheck.http('/health', { intervalSeconds: 5 });
  expect(web({ healthCheck }).image.dockerfile).not.toContain('HEALTHCHECK');
  expect(web({ healthCheck, healthCheckInImage: true }).image.dockerfile)
    .toMatch(/\nHEALTHCHECK --interval=5s CMD \["\/app\/\.venv\/bin\/python", "-I", "-c", "from http\.client/);
});

test('a distroless image asks by its own Python', () => {
  const app = web({ healthCheck: HealthCheck.http('/health'), healthCheckInImage: true });
  new DistrolessRuntimeStage(app, 'Runtime', {});
  expect(app.image.dockerfile).toMatch(/\nHEALTHCHECK CMD \["\/[^"]*python[^"]*", "-I", "-c"/);
});

test('an app that listens on no port has no check of HTTP in its image', () => {
  const app = testApp({ source: folderWith(FLAT), healthCheck: HealthCheck.http('/health'), healthCheckInImage: true });
  expect(app.image.dockerfile).not.toContain('HEALTHCHECK');
});

test.each(['health', '', '/a b', '/"', 'http://x/health', '/\n'])('fails for the path %j', (path) => {
  expect(() => HealthCheck.http(path)).toThrow(coded('HealthCheckInvalid', /found: {4}".*"\n {2}expected: a path of a URL/));
});

test('fails for a command without a word', () => {
  expect(() => HealthCheck.command([])).toThrow(coded('HealthCheckInvalid', /has no command/));
});

test('fails when no Python is in the image to ask by', () => {
  const app = web({ healthCheck: HealthCheck.http('/health'), healthCheckInImage: true });
  new NuitkaScratchStage(app, 'Tiny');
  expect(() => app.image).toThrow(coded('HealthCheckInvalid', /^Stack\/Api\/Tiny: nothing in the image can ask(.|\n)*HealthCheck\.command/));
});

test('fails when nothing says on which port', () => {
  expect(() => HealthCheck.http('/health')._command({ path: 'Stack/Api', python: 'python3' })).toThrow(coded('HealthCheckInvalid', /on which port/));
});
