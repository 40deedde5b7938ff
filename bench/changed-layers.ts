import type { ImageLayer } from './image-layers';

/** What a registry that has the image from before has to be sent. */
export interface ChangedLayers {
  readonly count: number;
  /** The bytes of the files in them. */
  readonly fileBytes: number;
  /** The bytes of their archives, before compression. */
  readonly archiveBytes: number;
  /** The bytes of their archives compressed by gzip, as a push sends them. */
  readonly compressedBytes: number;
}

/** The sums over the layers that the image before does not have. */
export function changedLayers(layers: readonly ImageLayer[]): ChangedLayers {
  const sum = (bytes: (layer: ImageLayer) => number) => layers.reduce((total, layer) => total + bytes(layer), 0);
  return {
    count: layers.length,
    fileBytes: sum(({ fileBytes }) => fileBytes),
    archiveBytes: sum(({ archiveBytes }) => archiveBytes),
    compressedBytes: sum(({ compressedBytes }) => compressedBytes),
  };
}
