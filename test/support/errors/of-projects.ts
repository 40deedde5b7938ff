import * as fs from 'fs';
import * as path from 'path';
import {
  BuildSecret, Dependencies, Dockerfile, Entrypoint, GitHost, HealthCheck, LambdaRuntimeStage, PackageIndex, PythonProject, PythonVersion,
  SystemPackages,
} from '../../../src';
import { BuildContext, stageContext } from '../../../src/context';
import { testApp, testStack } from '../app';
import { folderWith, temporaryFolder, writeFiles } from '../folder';
import { FLASK, SCRIPT, UV_ASGI } from '../projects';
import { pinned, scriptApp } from '../script-app';

const EVENTS = { 'events.py': 'def handle(event, context):\n    return {}\n' };
const PYPROJECT = (...lines: string[]) => ({ 'main.py': '', 'pyproject.toml': `[project]\nname = "web"\nversion = "1.0"\n${lines.join('\n')}\n` });

const image = (files: Record<string, string>, props = {}) => testApp({ source: folderWith(files), ...props }).image;
/** The files that a build reads, before anything is staged. */
const planOf = (source: string) => BuildContext.plan(Dockerfile.fromTarget(testApp({ source }).runtime));
const requirements = (text: string) => scriptApp(text).image;
const lambda = (app = scriptApp(pinned('idna'), {}, EVENTS), handler = 'events.handle') => new LambdaRuntimeStage(app, 'Fn', { handler });

/** What a user does for the library to refuse a folder, or what is said of a project. */
export const PROJECT_ERRORS = {
  SourceNotFound: () => testApp({ source: '/nowhere/at/all' }),
  SourceNotFolder: () => testApp({ source: path.join(folderWith(SCRIPT), 'main.py') }),
  SourceEmpty: () => testApp({ source: temporaryFolder() }),
  SourceEscapes: () => image(SCRIPT, { entrypoint: Entrypoint.script('../main.py') }),
  SourceLoops: () => {
    const source = folderWith({ ...SCRIPT, 'data/a.txt': '' });
    fs.symlinkSync('..', path.join(source, 'data/up'));
    return testApp({ source }).image;
  },
  SourceChanged: () => {
    const source = folderWith(SCRIPT);
    const context = planOf(source);
    writeFiles(source, { 'main.py': 'print("changed")\n' });
    return stageContext(context, temporaryFolder());
  },
  AssemblyNotWritable: () => stageContext(planOf(folderWith(SCRIPT)), path.join(folderWith({ file: '' }), 'file')),
  ContextFileNotFound: () => {
    const app = scriptApp(pinned('idna'));
    app.runtime.addCopy({ sources: ['settings.json'], target: '/etc/' });
    return app.image;
  },
  SourceUnreadable: () => {
    const source = folderWith(SCRIPT);
    fs.writeFileSync(path.join(source, 'pyproject.toml'), Buffer.from('\ufeff[project]\n', 'utf16le'));
    return testApp({ source });
  },
  CredentialInSource: () => requirements('--index-url https://me:secret@pypi.example/simple\nidna==3.10\n'),
  ProjectMissing: () => PythonProject.of(testStack()),
  TomlInvalid: () => image({ 'main.py': '', 'pyproject.toml': '[project' }),
  PyprojectInvalid: () => image(PYPROJECT('dependencies = "flask"')),
  RequirementsInvalid: () => requirements('=idna\n'),
  PythonExcluded: () => image(PYPROJECT('requires-python = ">=3.12"'), { python: PythonVersion.V3_11 }),
  PythonUnsupported: () => PythonVersion.of('2.7'),
  LockInvalid: () => image({ ...UV_ASGI, 'uv.lock': 'version = 7\n' }),
  LockStale: () => image({ ...UV_ASGI, 'pyproject.toml': UV_ASGI['pyproject.toml'].replace('"starlette"', '"starlette", "flask"') }),
  LockAmbiguous: () => image({ ...UV_ASGI, 'pyproject.toml': UV_ASGI['pyproject.toml'].replace('[tool.uv]', '[tool.other]'), 'requirements.txt': 'flask==3.1.2\n' }),
  LockNotFound: () => image(SCRIPT, { dependencies: Dependencies.fromUvLock() }),
  LockNotUnderstood: () => image({ 'app.py': 'print(1)\n', 'environment.yml': 'dependencies: [flask]\n' }),
  DependencyGroupUnknown: () => image(UV_ASGI, { dependencies: Dependencies.fromUvLock({ groups: ['docs'] }) }),
  PackageIndexInvalid: () => PackageIndex.of({ url: 'ftp://pypi.example/simple' }),
  BuildSecretInvalid: () => BuildSecret.fromEnvironment('not-a-name'),
  BuildSecretMissing: () => requirements('--index-url https://me:${TOKEN}@pypi.example/simple\nidna==3.10\n'),
  GitHostUnknown: () => requirements(`a @ git+ssh://git@git.example/a.git@${'0'.repeat(40)}\n`),
  GitHostInvalid: () => GitHost.https({ host: 'https://git.example', token: BuildSecret.fromEnvironment('TOKEN') }),
  CertificateInvalid: () => image(SCRIPT, { buildCertificates: '/nowhere.pem' }),
  EntrypointNotFound: () => image(SCRIPT, { entrypoint: Entrypoint.script('worker.py') }),
  EntrypointAmbiguous: () => image({ ...SCRIPT, Procfile: 'one: python main.py\ntwo: python main.py\n' }),
  EntrypointInvalid: () => image(SCRIPT, { webServer: 'apache' }),
  LambdaHandlerInvalid: () => lambda(undefined, 'events.none'),
  LambdaPackageUnsupported: () => lambda(scriptApp(pinned('psycopg2'), {}, EVENTS)),
  LambdaTargetExpected: () => image(SCRIPT).toLambdaCode(),
  HealthCheckInvalid: () => HealthCheck.http('health'),
  ServerMissing: () => image(FLASK),
  SystemPackageUnknown: () => SystemPackages.forPython('psycopg22'),
  SystemPackageInvalid: () => SystemPackages.apt({ runtimePackages: ['lib pq'] }),
};
