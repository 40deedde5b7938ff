import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import { imageInspect } from './image-inspect';
import { docker } from './run-docker';
import { type TarEntry, tarEntries } from './tar-entries';

/** What an image has beyond the layers of its base, by paths. The image does not run: it may be for another machine. */
export async function addedFiles(image: string, base: string[]): Promise<Map<string, TarEntry>> {
  const { RootFS } = await imageInspect(image);
  if (base.some((layer, n) => RootFS.Layers[n] !== layer)) {
    throw new Error(`the layers of the image are not on those of the base: ${RootFS.Layers.join(', ')}`);
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'added-files-'));
  try {
    const file = path.join(folder, 'image.tar');
    await docker(['image', 'save', `--output=${file}`, image]);
    const saved = new Map(tarEntries(fs.readFileSync(file)).map((entry) => [entry.path, entry.content]));
    const [manifest] = JSON.parse(saved.get('manifest.json')!.toString()) as { Layers: string[] }[];
    const entries = manifest.Layers.slice(base.length).flatMap((name) => {
      const layer = saved.get(name)!;
      return tarEntries(layer[0] === 0x1f ? gunzipSync(layer) : layer);
    });
    return new Map(entries.map((entry) => [entry.path, entry]));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
