import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyClient, expectOrdersOfTypeScript } from '../support/orders-in-typescript';

const ROOT = path.join(__dirname, '..', '..');
/** What Maven has fetched, beside the other tools: a second run fetches nothing. */
const MAVEN = path.join(ROOT, '.tools', 'maven');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'java-example-'));
const settings = path.join(folder, 'settings.xml');
const client = copyClient('java-client', folder);

// As its user has it: in a folder with nothing of the library's sources above it, by CDK's command line, which has Maven compile and run it.
beforeAll(() => {
  const jars = path.join(ROOT, 'dist', 'java');
  if (!fs.existsSync(jars)) {
    throw new Error('there is no package in dist/java; npm run test:java makes it');
  }
  // The version of the package stays while its content changes.
  fs.rmSync(path.join(MAVEN, 'io', 'cdkpythonimages'), { recursive: true, force: true });
  const repository = `<repository><id>dist</id><url>file://${jars}</url></repository>`;
  fs.writeFileSync(settings, `<settings><profiles><profile><id>dist</id><repositories>${repository}</repositories></profile></profiles>`
    + '<activeProfiles><activeProfile>dist</activeProfile></activeProfiles></settings>');
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test('the example in Java is compiled, synthesized by cdk synth, and is what TypeScript has', () => {
  const { app } = JSON.parse(fs.readFileSync(path.join(client, 'cdk.json'), 'utf8')) as { app: string };
  expect(app).toMatch(/^mvn /);
  const log = execFileSync(process.execPath, [
    path.join(ROOT, 'node_modules/aws-cdk/bin/cdk'), 'synth', '--quiet', '--no-notices', '--ci', '--app', app.replace(/^mvn /, `mvn --settings ${settings} -Dmaven.repo.local=${MAVEN} `),
  ], {
    cwd: client,
    env: {
      ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
      JSII_RUNTIME_PACKAGE_CACHE_ROOT: path.join(ROOT, '.tools', 'jsii-packages'),
    },
    encoding: 'utf8',
  });
  expect(log).not.toMatch(/warning/i);
  expectOrdersOfTypeScript(path.join(client, 'cdk.out'), folder);
});
