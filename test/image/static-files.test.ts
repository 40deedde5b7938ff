import * as fs from 'fs';
import * as path from 'path';
import { afterAll, expect, test } from 'vitest';
import { Entrypoint, StaticFiles, type WsgiEntrypointOptions } from '../../src';
import { buildApp } from '../support/docker/build-app';
import { removeImage } from '../support/docker/remove-image';
import { runInImage } from '../support/docker/run-in-image';
import { withContainer } from '../support/docker/with-container';
import { folderWith, writeFiles } from '../support/folder';

const MIGRATED = path.resolve(__dirname, '../../examples/migrated/web');
const STYLE = fs.readFileSync(path.join(MIGRATED, 'noticeboard/static/noticeboard/board.css'), 'utf8');
const NOTICEBOARD = path.resolve(__dirname, '../../examples/noticeboard');
const SECRET_KEY = 'only for the build';
const images = new Set<string>();

afterAll(async () => {
  for (const id of images) {
    await removeImage(id);
  }
});

async function build(source: string, options: WsgiEntrypointOptions, noCache: boolean = false): Promise<string> {
  const { imageId } = await buildApp({ source, entrypoint: Entrypoint.wsgi('noticeboard.wsgi:application', options) }, { noCache });
  images.add(imageId);
  return imageId;
}

/** The example with other settings, or with other requirements. */
function changed(change: (settings: string) => string, requirements: (lock: string) => string = (lock) => lock): string {
  const read = (name: string) => fs.readFileSync(path.join(NOTICEBOARD, name), 'utf8');
  const source = folderWith({});
  fs.cpSync(NOTICEBOARD, source, { recursive: true, filter: (file) => !file.endsWith('.ts') && !file.includes('cdk.out') });
  writeFiles(source, { 'noticeboard/settings.py': change(read('noticeboard/settings.py')), 'requirements.txt': requirements(read('requirements.txt')) });
  return source;
}

test('a Django app under uwsgi answers for its page and for the style sheet that collectstatic collected, on a read-only file system', async () => {
  const image = await build(NOTICEBOARD, { staticFiles: StaticFiles.collectedByDjango({ buildEnvironment: { SECRET_KEY } }) });
  await withContainer({ image, readOnly: true, tmpfs: ['/tmp'], ports: [8000], env: { SECRET_KEY: 'at run time' } }, async (container) => {
    const page = await container.httpGet('/');
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<li>Bring your own cup.</li>') as string });
    const [, url] = /href="(\/static\/noticeboard\/board\.[0-9a-f]+\.css)"/.exec(page.body) ?? [];
    expect(await container.httpGet(url)).toEqual({ status: 200, body: 'li { list-style: square; }\n', type: 'text/css' });
    expect(await container.httpGet('/static/none.css')).toMatchObject({ status: 404 });
    expect(await container.exec(['printenv', 'SECRET_KEY'])).toBe('at run time\n');
    expect((await container.stop()).seconds).toBeLessThan(5);
  });
});

test('the example that had a Dockerfile serves its page and its style sheet by whitenoise, and migrates by another command of the same image', async () => {
  const image = await build(MIGRATED, { staticFiles: StaticFiles.collectedByDjango({ buildEnvironment: { SECRET_KEY } }) });
  await withContainer({ image, readOnly: true, tmpfs: ['/tmp'], ports: [8000], env: { SECRET_KEY: 'at run time' } }, async (container) => {
    const { status, body } = await container.httpGet('/');
    const [, url] = /href="(\/static\/noticeboard\/board\.[0-9a-f]+\.css)"/.exec(body) ?? [];
    expect([status, (await container.httpGet(url)).status, await container.exec(['cat', `/app${url}`])]).toEqual([200, 200, STYLE]);
    expect((await container.stop()).seconds).toBeLessThan(5);
  });
  const migrate = ['manage.py', 'migrate', '--noinput'];
  // Nobody listens there: what is shown is that the command starts, with psycopg2 and its library.
  await expect(runInImage(image, migrate, { entrypoint: 'python', env: { SECRET_KEY, DB_HOST: '127.0.0.1' } })).rejects.toThrow(/port 5432 failed: Connection refused/);
});

test('settings that say another folder or other URLs than the server fail the build, with what to write', async () => {
  const staticFiles = StaticFiles.collectedByDjango({ buildEnvironment: { SECRET_KEY } });
  await expect(build(changed((text) => text.replace("'/app/static'", "'/srv/static'")), { staticFiles }))
    .rejects.toThrow(/serves \/app\/static, but STATIC_ROOT of noticeboard\.settings is '\/srv\/static'/);
  await expect(build(changed((text) => text.replace("'/static/'", "'/assets/'")), { staticFiles }))
    .rejects.toThrow(/serves \/static, but STATIC_URL of noticeboard\.settings is '\/assets\/'(.|\n)*urlPath/);
});

test('without the variables that the settings need, the build says which one', async () => {
  await expect(build(NOTICEBOARD, { staticFiles: StaticFiles.collectedByDjango() })).rejects.toThrow(/KeyError: 'SECRET_KEY'/);
});

test('the layer of the static files is the same in every build', async () => {
  const options = { staticFiles: StaticFiles.collectedByDjango({ buildEnvironment: { SECRET_KEY } }) };
  expect(await build(NOTICEBOARD, options, true)).toBe(await build(NOTICEBOARD, options));
});
