/** A system package and why it is there. */
export interface SystemPackageReason {
  /** As apt takes it: `libpq5` or `libpq5=17.6-0+deb13u1`. */
  readonly systemPackage: string;
  /** `build`: in the builder; `runtime`: unpacked and copied into the image; `install`: installed by apt in the image. */
  readonly stage: 'build' | 'runtime' | 'install';
  /** The package of PyPI, or undefined when the user asked for it. */
  readonly forPackage?: string;
  readonly because: string;
  /** The library is opened by its name at run time, found through the loader's cache, instead of being linked. */
  readonly opened?: boolean;
}

/** What a SystemPackages means for one target. */
export interface ResolvedSystemPackages {
  readonly reasons: SystemPackageReason[];
  /** The packages of PyPI that can be compiled with the build packages. `*`: all, on the user's word. */
  readonly covered: string[];
}
