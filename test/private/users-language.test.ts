import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CodedError } from '../../src/private/coded-error';
import { expectProps } from '../../src/private/expected-props';
import { inPython, inUsersLanguage } from '../../src/private/users-language';

const SOURCES = path.join(__dirname, '..', '..', 'src');

describe('what TypeScript is in Python', () => {
  test.each([
    ['healthCheck: HealthCheck.none()', 'health_check=HealthCheck.none()'],
    ["new SlimRuntimeStage(app, 'Runtime', { install: builder.virtualenv })", "SlimRuntimeStage(app, 'Runtime', install=builder.virtualenv)"],
    ["const app = new PythonApp(stack, 'Api', { source: 'services/api' }), then the stage", "app = PythonApp(stack, 'Api', source='services/api'), then the stage"],
    ["new ImageRepository(new Stack(app, 'Images'), 'Repository', { … })", "ImageRepository(Stack(app, 'Images'), 'Repository', …)"],
    ['BaseImage.of({ reference, python: … })', 'BaseImage.of(reference=reference, python=…)'],
    ["python: { version: '3.13', libraryPath }", 'python={"version": \'3.13\', "library_path": library_path}'],
    ["buildSecrets: { TOKEN: BuildSecret.fromEnvironment('TOKEN') }", 'build_secrets={"TOKEN": BuildSecret.from_environment(\'TOKEN\')}'],
    ["labels: { 'org.example.vendor': 'Ex' }", "labels={'org.example.vendor': 'Ex'}"],
    ["extraArguments: ['--noLog'], port: 80", "extra_arguments=['--noLog'], port=80"],
    ["revision: '…', which CI knows, or revisionFromGit: false", "revision='…', which CI knows, or revision_from_git=False"],
    ['architecture: lambda.Architecture.ARM_64', 'architecture=lambda_.Architecture.ARM_64'],
    ['a base image as parent, no onBuildPlatform', 'a base image as parent, no on_build_platform'],
    ['entrypoint: Entrypoint.module(…)\nor webServer: undefined', 'entrypoint=Entrypoint.module(…)\nor web_server=None'],
    ['the check of the load balancer: targetGroup.configureHealthCheck({ path: … })', 'the check of the load balancer: target_group.configure_health_check(path=…)'],
  ])('%s', (text, expected) => {
    expect(inPython(text)).toBe(expected);
  });

  test.each([
    'uv lock', 'the file anew as UTF-8: pip freeze | Out-File -Encoding utf8 req.txt', 'httpx==1.2.3, or httpx @ git+https://host/ownerName/repo', "'psycopg2Binary'",
    'first: docker compose up', 'rm "old/myVenv"', 'https://docs.docker.com/engine/install/', 'a copy of src/myApp/handlerCode.py', 'docker run --logDriver none', '"a\\"{ b: c }"', '',
  ])('is no business of %j', (text) => {
    expect(inPython(text)).toBe(text);
  });
});

/** What the library tells users to write: every text in the source that an error or a decision has there; an expression in one is X. */
function told(): string[] {
  const texts: string[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      texts.push(node.text);
    } else if (ts.isTemplateExpression(node)) {
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('X'));
    } else {
      ts.forEachChild(node, collect);
    }
  };
  const visit = (node: ts.Node): void => ts.isPropertyAssignment(node) && /^(write|expected|changedBy)$/.test(node.name.getText()) ? collect(node.initializer) : ts.forEachChild(node, visit);
  for (const file of fs.readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    visit(ts.createSourceFile(file, fs.readFileSync(path.join(SOURCES, file), 'utf8'), ts.ScriptTarget.Latest, true));
  }
  return texts;
}

test('nothing that the library tells is left in TypeScript', () => {
  const texts = told();
  expect(texts.filter((text) => text.includes('new ')).length).toBeGreaterThan(10);
  const left = texts.map((text) => inPython(text).replace(/'[^'\n]*'|"[^"\n]*"/g, '""'));
  expect(left.filter((text) => /\bnew [A-Z]|\bconst |(?<![-/\\@.])\b[a-z]+[A-Z]|\{ ?\w+:|: (true|false)\b|^\w+: [A-Z]\w+\./.test(text))).toEqual([]);
});

describe('an error', () => {
  afterEach(() => void vi.unstubAllEnvs());
  const message = () => new CodedError('PropInvalid', { what: 'buildX is wrong', found: 'buildX: 5', expected: 'buildX: true', write: 'buildX: false' }).message;

  test.each([
    ['Python/3.11.2', 'expected: build_x=True\n  write:    build_x=False'],
    ['Java/17.0.1', 'expected: buildX: true\n  write:    buildX: false'],
    [undefined, 'expected: buildX: true\n  write:    buildX: false'],
  ])('is told to a program of %s in its language, and quotes what was found', (agent, expected) => {
    vi.stubEnv('JSII_AGENT', agent);
    expect(message()).toBe(`buildX is wrong\n  found:    buildX: 5\n  ${expected}\n  (PropInvalid)`);
  });

  test('names the prop', () => {
    vi.stubEnv('JSII_AGENT', 'Python/3.13.1');
    expect(inUsersLanguage('systemPackages')).toBe('system_packages');
    expect(() => expectProps({ systemPackages: 5 }, { systemPackages: { kind: 'object', write: 'SystemPackages.fromCatalogue()' } }))
      .toThrow(/^system_packages is something else[^]*write: {4}system_packages=SystemPackages\.from_catalogue\(\)/);
  });
});
