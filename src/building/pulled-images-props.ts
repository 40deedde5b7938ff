/** Where the images come from that apps are built on, and which they are. */
export interface PulledImagesProps {
  /**
   * Where the official images are pulled from: a registry or a mirror with the prefix of `docker/library/python`;
   * `docker.io` is Docker Hub; a mirror of Docker Hub ends in `/library`.
   * @default - that of `PythonAppDefaults`, else 'public.ecr.aws'
   */
  readonly registry?: string;

  /**
   * Mirrors and pull-through caches by the registries that they stand for, for every image that a Dockerfile names:
   * `{ 'gcr.io': 'mirror.example.com/gcr', 'public.ecr.aws': '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ecr-public' }`.
   * @default - those of `PythonAppDefaults`, else none
   */
  readonly mirrors?: Record<string, string>;

  /**
   * The file with the digests of the images that apps are built on: absolute, or relative to the working directory of the process. Commit it;
   * `npx cdk-python-images pin` makes it and moves it on. An image that it does not have is an error of the synthesis, which names the command.
   * Fails with `BaseImageLockInvalid` for a file that is none.
   * @default - that of `PythonAppDefaults`, else none: what a tag is when the image is built
   */
  readonly baseImageLock?: string;
}
