import { docker } from './run-docker';

/** One instruction of the Dockerfile as the image remembers it. */
export interface HistoryEntry {
  /** The instruction: `COPY /out/ / # buildkit`. */
  readonly createdBy: string;
  /** The bytes of its layer, not compressed. */
  readonly bytes: number;
}

/** The history of an image, last instruction first. */
export async function dockerHistory(image: string): Promise<HistoryEntry[]> {
  const { stdout } = await docker(['history', '--no-trunc', '--human=false', '--format', '{{json .}}', image]);
  return stdout.trim().split('\n').map((line) => {
    const { CreatedBy, Size } = JSON.parse(line) as { CreatedBy: string; Size: string };
    return { createdBy: CreatedBy, bytes: Number(Size) };
  });
}
