/** A builder of buildx. */
export interface BuildxBuilderOptions {
  /** Its name, as `docker buildx ls` shows it. */
  readonly builder: string;
}
