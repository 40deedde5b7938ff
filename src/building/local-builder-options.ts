/** The Docker of the machine that runs `cdk deploy`. */
export interface LocalBuilderOptions {
  /**
   * That Docker can write a cache, and keep an image with provenance: it has the containerd image store, or it is Finch. Otherwise a cache is read and never written.
   * https://docs.docker.com/engine/storage/containerd/
   * @default false
   */
  readonly exportsCache?: boolean;
}
