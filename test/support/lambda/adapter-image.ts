import * as fs from 'fs';
import * as path from 'path';
import { buildText } from '../docker/build-text';
import { docker } from '../docker/run-docker';

/** The image that `LambdaWebAdapter.official()` names. */
export const ADAPTER_IMAGE = 'public.ecr.aws/awsguru/aws-lambda-adapter:0.9.1';

/**
 * Has the engine know the adapter by its name: AWS's own if it is there, else a stand-in that speaks the same protocol, since a test pulls nothing.
 * Gives the name that has to go when the tests are done.
 */
export async function provideAdapterImage(): Promise<string[]> {
  const { stdout } = await docker(['image', 'ls', '--quiet', ADAPTER_IMAGE]);
  if (stdout.trim() !== '') {
    return [];
  }
  const program = fs.readFileSync(path.join(__dirname, 'web-adapter.py'), 'utf8');
  await buildText(['FROM scratch', "COPY --chmod=0755 <<'ADAPTER' /lambda-adapter", `${program}ADAPTER`], { tag: ADAPTER_IMAGE });
  return [ADAPTER_IMAGE];
}
