/**
 * Every kind of mistake that the library reports, with one line that explains it.
 * The name is what `error.name` holds, so scripts can rely on it; docs/errors.md lists the same table.
 */
export const ERROR_CODES = {
  // the source folder
  SourceNotFound: 'the source folder does not exist',
  SourceNotFolder: 'the source is a file where a folder is expected',
  SourceEmpty: 'the source folder has no file that an image could be made of',
  SourceEscapes: 'a path or a symbolic link leads out of the source folder',
  SourceLoops: 'a symbolic link of the source leads back to itself or to a folder above itself',
  SourceChanged: 'a file of the source changed while it was staged',
  AssemblyNotWritable: 'the files that an image is built from cannot be written into the cloud assembly: the disk is full, or read-only',
  ContextFileNotFound: 'an instruction reads a file that the source does not have',
  SourceUnreadable: 'a file or a folder of the source cannot be read',
  CredentialInSource: 'a file of the source has a password or a token in a URL, and would be in the asset',
  ProjectMissing: 'a construct was asked for its Python project and has none above it',
  // what the project declares
  TomlInvalid: 'a TOML file has a syntax error',
  PyprojectInvalid: 'pyproject.toml is valid TOML but a value in it is not what the standard says',
  RequirementsInvalid: 'a line of a requirements file or a requirement specifier cannot be read',
  PythonExcluded: 'the project or its lock excludes the Python version that was chosen',
  PythonUnsupported: 'the Python version is not one that this library can build with',
  // the lock and the dependencies
  LockInvalid: 'a lock file cannot be read, or is none',
  LockStale: 'the lock does not agree with what the project declares',
  LockAmbiguous: 'two locks are there and nothing says which one counts',
  LockNotFound: 'the lock file that was asked for does not exist',
  LockNotUnderstood: 'the dependencies are declared or locked in a way that cannot be read without running something',
  DependencyGroupUnknown: 'an extra or a dependency group was asked for that the project does not declare',
  // where packages come from
  PackageIndexInvalid: 'an index of packages is not given as it has to be, or two of them do not go together',
  BuildSecretInvalid: 'a secret of the build is not given as it has to be',
  BuildSecretMissing: 'a file takes a variable from the environment, and the build has no secret of that name',
  GitHostUnknown: 'a dependency comes from a host over ssh whose key is not given',
  GitHostInvalid: 'a host of repositories is not given as it has to be',
  CertificateInvalid: 'the file with certificates is not there, or has none',
  // how the image starts
  EntrypointNotFound: 'the project says nothing about how it starts',
  EntrypointAmbiguous: 'the project can start in several ways and nothing says which one counts',
  EntrypointInvalid: 'an entry point is not written the way it has to be',
  LambdaHandlerInvalid: 'what Lambda is to call is not said, is written in another way than module.function, or is not in the project',
  LambdaPackageUnsupported: "a package would be compiled, or needs packages of a distribution, which AWS's base image has not",
  LambdaTargetExpected: 'a Lambda function was given an image that is not made for Lambda',
  HealthCheckInvalid: 'a health check is not given as it has to be, or nothing in the image can make it',
  ServerMissing: 'the web server that the entry point needs is not among the dependencies',
  // system packages
  SystemPackageUnknown: 'the catalogue does not know a package that it was asked for',
  SystemPackageInvalid: 'the name or the version of a system package is not valid',
  WheelSourceUnsupported: 'wheels with checked hashes were asked for of a package that comes from a folder or a repository',
  WheelsUnlocked: 'wheels can be inherited only where a lock says which versions are taken',
  // the Dockerfile
  TokenInDockerfile: 'a value that is known only when the stack is deployed would be written into a Dockerfile',
  Unquotable: 'a value cannot be written into a Dockerfile so that it arrives unchanged',
  BaseImageUnpinned: 'an image reference has no tag, or one that moves',
  BaseImageInvalid: 'an image reference or what is said about the image is not valid',
  BaseImageLockInvalid: 'the file with the digests of base images cannot be read, or is none',
  PlatformInvalid: 'a platform is not written as os/architecture',
  StageOutsideApp: 'a stage is not below a construct that owns a Dockerfile',
  StageNameInvalid: 'the id of a stage has nothing that a Docker name can be made of',
  StageNameTaken: 'two stages of one Dockerfile would get the same name',
  StageCycle: 'stages need each other, so none of them can be built first',
  StageForeign: 'a stage uses a stage of another app that is for another platform',
  ShellMissing: 'a shell command was asked for in a stage whose base image has no shell',
  ArtifactMismatch: 'an artifact does not fit the stage that uses it',
  PlatformMismatch: 'what runs the image is another kind of machine than it is built for',
  InstructionInvalid: 'an instruction of a Dockerfile is not valid',
  VirtualenvPathInvalid: 'a virtual environment cannot be made at the path, or would not run there',
  UserInvalid: 'the user of an image is root, or not written as two numbers',
  BuilderInvalid: 'a builder of images is not given as it has to be, or cannot build the image',
  DeployTimeBuildMissing: 'the library that builds images in AWS CodeBuild is not installed',
  BuildCacheInvalid: 'a cache of builds is not given as it has to be',
  ImageOutsideEcr: 'an image of another registry is used where AWS pulls from ECR alone',
  TarballInvalid: 'a tarball is not of one image, or of one for another platform',
  ProvenanceUnsupported: 'an image is to be built with provenance, and what builds or runs it takes no index',
  RepositoryInvalid: 'a repository for images cannot have the name, or is made by the stack whose images it is for',
  RevisionNotFound: 'the commit of the source was asked for, and there is no git repository around it',
  PropInvalid: 'a prop is missing, or has a value of another kind, in a program that no compiler has checked',
  TargetAmbiguous: 'an app has several stages that could be the image and nothing says which one is',
  AppFrozen: 'the image was already asked for, so nothing can be added any more',
} as const;

/** The name of one kind of mistake. */
export type ErrorCode = keyof typeof ERROR_CODES;
