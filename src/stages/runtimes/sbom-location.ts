/** Where the bill of materials of an image is: what it is made of, as CycloneDX. */
export enum SbomLocation {
  /** Nowhere. */
  NONE = 'none',
  /** In the cloud assembly, `sbom.HASH.cdx.json` beside the build context. Nothing of it is in the image. */
  ASSEMBLY = 'assembly',
  /** In the cloud assembly, and in the image as `/usr/share/sbom/app.cdx.json`, where scanners find it. */
  IMAGE = 'image',
}
