/** A reference to an image, taken apart. */
export interface ImageReference {
  /** The registry and the path in it: `registry.example.com/python`. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
}

/** https://github.com/distribution/reference: [host[:port]/]path[:tag][@digest]. */
const REFERENCE = /^((?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+|\/)[a-z0-9]+)*)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/;

/** Reads a reference as Docker does; undefined for what is none. */
export function imageReference(text: string): ImageReference | undefined {
  const match = REFERENCE.exec(text);
  return match === null ? undefined : { repository: match[1], tag: match[2], digest: match[3] };
}
