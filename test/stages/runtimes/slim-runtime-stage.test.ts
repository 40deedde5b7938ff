import { describe, expect, test } from 'vitest';
import { Entrypoint, Instruction, PythonApp, PythonAppProps, RuntimeStage, SlimRuntimeStage, VirtualenvBuilderStage } from '../../../src';
import { testApp } from '../../support/app';
import { folderWith } from '../../support/folder';
import { FLAT, UV_ASGI } from '../../support/projects';
import { readStage, readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

const web = (props: Partial<PythonAppProps> = {}) => testApp({ source: folderWith(UV_ASGI), ...props });
const linesOf = (app: PythonApp) => readStage(app.runtime).lines.filter((line) => !line.startsWith('LABEL '));
const COPY = 'COPY --link --from=runtime-check /checked/ /';

describe('how it ends', () => {
  test('the app is the last layer, then where, as whom and how it runs', () => {
    expect(linesOf(scriptApp(pinned('idna')))).toEqual([
      COPY, 'USER 10001:10001', 'STOPSIGNAL SIGINT', 'ENTRYPOINT ["/app/.venv/bin/python", "/app/main.py"]',
    ]);
  });

  test('a web application has its variables before the app, and its port', () => {
    const lines = linesOf(web({ entrypoint: Entrypoint.asgi('main:app', { port: 9000 }) }));
    expect(lines.slice(0, -1)).toEqual(['ENV PORT=9000', COPY, 'EXPOSE 9000', 'USER 10001:10001', 'STOPSIGNAL SIGTERM']);
    expect(lines.at(-1)).toMatch(/^ENTRYPOINT \["\/bin\/sh", "-c", "exec \/app\/\.venv\/bin\/uvicorn main:app /);
  });

  test('what its entry point needs to be found is a variable, too', () => {
    const app = scriptApp(pinned('idna'), { entrypoint: Entrypoint.module('jobs') }, { 'src/jobs.py': '' });
    expect(linesOf(app)[0]).toBe('ENV PYTHONPATH=/app/src');
  });

  test('the app says who runs it and what ends it; a stage overrules the app', () => {
    const app = scriptApp(pinned('idna'), { user: '5:5', stopSignal: 'SIGQUIT' });
    const { virtualenv: install } = new VirtualenvBuilderStage(app, 'Builder');
    const said = (stage: SlimRuntimeStage) => readStage(stage).lines.slice(-3, -1);
    expect(said(new SlimRuntimeStage(app, 'One', { install }))).toEqual(['USER 5:5', 'STOPSIGNAL SIGQUIT']);
    expect(said(new SlimRuntimeStage(app, 'Two', { install, user: '6:6', stopSignal: 'SIGHUP' }))).toEqual(['USER 6:6', 'STOPSIGNAL SIGHUP']);
  });
});

describe('what is added', () => {
  test('comes after the app and before the end, in the folder that the app starts in', () => {
    const app = web();
    app.runtime.addEnv('TZ', 'UTC');
    app.runtime.addRun(['true']);
    expect(linesOf(app).slice(1, 4)).toEqual([COPY, 'ENV TZ=UTC', 'RUN true']);
    expect(readStage(app.runtime, 'runtime-environment').lines.at(-1)).toBe('WORKDIR /app');
  });

  test.each<[string, (stage: RuntimeStage) => void, string]>([
    ['WORKDIR', (stage) => stage.addWorkdir('/data'), 'WORKDIR /data'],
    ['USER', (stage) => stage.addUser('2000:2000'), 'USER 2000:2000'],
    ['STOPSIGNAL', (stage) => stage.addInstruction(Instruction.stopSignal('SIGQUIT')), 'STOPSIGNAL SIGQUIT'],
    ['ENTRYPOINT', (stage) => stage.addInstruction(Instruction.entrypoint(['/bin/mine'])), 'ENTRYPOINT ["/bin/mine"]'],
  ])('is not overruled: %s, and the rest of the end stays', (keyword, add, line) => {
    const [plain, added] = [web(), web()];
    add(added.runtime);
    const rest = linesOf(plain).filter((one) => !one.startsWith(`${keyword} `));
    expect(linesOf(added)).toEqual([...rest.slice(0, 2), line, ...rest.slice(2)]);
  });

  test('ports add up', () => {
    const app = web();
    app.runtime.addExpose(9090);
    expect(linesOf(app).filter((line) => line.startsWith('EXPOSE'))).toEqual(['EXPOSE 9090', 'EXPOSE 8000']);
  });
});

describe('what is known of it', () => {
  test('its command, of which everyone gets a copy', () => {
    const { runtime } = testApp({ source: folderWith(FLAT) });
    runtime.entrypoint.push('--more');
    expect(runtime.entrypoint).toEqual(['/app/.venv/bin/greeter']);
  });

  test('its environment is the image without the app, with the variables of the app behind those of the library', () => {
    const { runtime } = scriptApp(pinned('idna'), { environment: { STAGE: 'prod', HOME: '/data' } });
    expect(runtime.environment).toBe(runtime.parent);
    expect(readStages(runtime)['runtime-environment'].lines.slice(0, 2)).toEqual([
      'ENV HOME=/data PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 STAGE=prod', 'ENV PATH=/app/.venv/bin:$PATH',
    ]);
  });
});
