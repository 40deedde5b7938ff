import { describe, expect, test } from 'vitest';
import { BaseImage, PrefixBuilderStage, PythonApp, PythonAppProps } from '../../../src';
import { testApp } from '../../support/app';
import { coded } from '../../support/coded';
import { folderWith } from '../../support/folder';
import { FLAT, UV_ASGI } from '../../support/projects';
import { readStages } from '../../support/read-stages';
import { pinned, scriptApp } from '../../support/script-app';

function stagesOf(app: PythonApp) {
  new PrefixBuilderStage(app, 'Builder');
  return readStages(app.runtime);
}

const of = (files: Record<string, string>, props: Partial<PythonAppProps> = {}) => stagesOf(testApp({ source: folderWith(files), ...props }));

describe('the dependencies', () => {
  const INSTALL = 'uv pip install --python /usr/local/bin/python3.13 --prefix /out/usr/local --python-platform x86_64-manylinux_2_40';

  test('are installed as if Python were in another folder, with their hashes checked', () => {
    expect(stagesOf(scriptApp(pinned('idna'))).builder.runs[0].commands).toEqual([
      `${INSTALL} --no-deps --require-hashes --requirements requirements.txt`,
      'rm -f /out/usr/local/.lock',
      'mkdir -p /out/usr/local /out/app',
      expect.stringMatching(/^find \/out -exec touch /),
    ]);
  });

  test('of a uv.lock are written out first', () => {
    expect(of(UV_ASGI).builder.runs[0].commands.slice(0, 2)).toEqual([
      'uv export --quiet --locked --no-emit-project --no-default-groups --output-file /tmp/requirements.txt',
      `${INSTALL} --no-deps --require-hashes --requirements /tmp/requirements.txt`,
    ]);
  });

  test('that nothing locks are resolved', () => {
    expect(stagesOf(scriptApp('idna\n')).builder.runs[0].commands[0]).toBe(`${INSTALL} --requirements requirements.txt`);
  });

  test('may be none', () => {
    expect(of(FLAT).builder.runs[0]).toEqual({ flags: [], commands: ['rm -f /out/usr/local/.lock', 'mkdir -p /out/usr/local /out/app', expect.any(String)] });
  });
});

describe('the image', () => {
  const stages = () => of(FLAT);

  test('has them beside its Python, and PATH as it was', () => {
    expect(stages()['runtime-environment'].lines.slice(-3)).toEqual(['COPY --link --from=runtime-system /out/ /', 'COPY --link --from=builder /out/ /', 'WORKDIR /app']);
    expect(stages()['runtime-environment'].lines.filter((line) => line.includes('PATH'))).toEqual([]);
  });

  test('starts the script where the Python of the base is', () => {
    expect(stages().runtime.lines.at(-1)).toBe('ENTRYPOINT ["/usr/local/bin/greeter"]');
  });

  test('has the app as an overlay, built beside no environment', () => {
    const commands = stages()['builder-application'].runs.flatMap((run) => run.commands);
    expect(commands.filter((command) => command.includes(' -m venv '))).toEqual(['/usr/local/bin/python3.13 -m venv --without-pip /opt/backend']);
    expect(commands).toContainEqual(expect.stringContaining('uv pip install --python /usr/local/bin/python3.13 --prefix /out/usr/local --offline --no-deps'));
  });

  test('is checked with its own Python', () => {
    const [first, second] = stages()['runtime-check'].runs;
    expect(first.commands).toEqual(['/usr/local/bin/python3.13 -I /tools/check-image libraries --root /image /usr/local/lib/python3.13/site-packages -- writable /usr/local']);
    expect(second.commands[0]).toMatch(/^uv pip check --no-cache --python \/usr\/local\/bin\/python3\.13 /);
  });
});

test('fails for a Python that looks for its packages elsewhere', () => {
  const app = scriptApp(pinned('idna'));
  expect(() => new PrefixBuilderStage(app, 'Builder', { baseImage: BaseImage.debian() }))
    .toThrow(coded('BaseImageInvalid', /^Stack\/Api\/Builder: [^]*\/usr\/bin\/python3\.13/));
});
