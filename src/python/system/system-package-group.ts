/** System packages that belong together, by the name of what they are for. */
export enum SystemPackageGroup {
  /**
   * What reads, writes and draws images: the libraries of JPEG, PNG, TIFF, WebP, JPEG 2000, colour management, FreeType and complex text.
   * For Pillow with everything that it can be compiled with, and for programs that load these libraries by name.
   */
  GRAPHICS = 'graphics',
}
