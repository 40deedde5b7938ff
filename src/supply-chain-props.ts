import { SbomLocation } from './stages';

/** What an image says of where it comes from and what it is made of. */
export interface SupplyChainProps {
  /**
   * Where the bill of materials is: what the image is made of, as CycloneDX. A bill in the image is part of its hash.
   * @default - that of `PythonAppDefaults`, else SbomLocation.ASSEMBLY
   */
  readonly sbom?: SbomLocation;

  /**
   * Take the commit of the git repository that the source is in as the `revision` of the image. It is read from the files of the repository; files that are
   * changed and not committed are not seen. Each commit is another image then, whether the app changed or not.
   * Fails with `RevisionNotFound` where there is no repository.
   * @default - that of `PythonAppDefaults`, else false
   */
  readonly revisionFromGit?: boolean;
}
