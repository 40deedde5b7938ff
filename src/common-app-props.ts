import { ImageBuildProps } from './building/image-build-props';
import { PulledImagesProps } from './building/pulled-images-props';
import { ImagePlatform } from './dockerfile';
import { PackageAccessProps } from './package-access-props';
import { SystemPackages } from './python';
import { HealthCheck } from './stages';
import { SupplyChainProps } from './supply-chain-props';

/** What every app can be told, whatever it is made of. */
export interface CommonAppProps extends PackageAccessProps, ImageBuildProps, PulledImagesProps, SupplyChainProps {
  /**
   * Debian packages for building and for running.
   * @default - what the catalogue knows of the locked packages
   */
  readonly systemPackages?: SystemPackages;

  /**
   * The platform that the image is for.
   * @default - that of `PythonAppDefaults`, else ImagePlatform.LINUX_AMD64
   */
  readonly platform?: ImagePlatform;

  /**
   * Variables of the container's environment, beside those of the runtime. Never a secret: they are written into the image.
   * @default - none
   */
  readonly environment?: Record<string, string>;

  /**
   * The signal that ends the app: `SIGTERM`.
   * @default - that of the web server; SIGINT for other Python programs, which as process 1 end by no other signal unless they handle it
   */
  readonly stopSignal?: string;

  /**
   * How it is found out whether a container is well. `addEcsContainer` and `toAppRunnerHealthCheck` hand it on; it is in no image unless `healthCheckInImage` says so.
   * @default - containers are not checked
   */
  readonly healthCheck?: HealthCheck;

  /**
   * Write the health check into the image (HEALTHCHECK), for Docker, Podman and Compose. ECS and Kubernetes do not look at it.
   * @default false
   */
  readonly healthCheckInImage?: boolean;

  /**
   * Seconds from the signal that ends a container of the app until it is killed. `addEcsContainer` hands it on; Fargate allows 120.
   * @default - that of the service: 30 on ECS
   */
  readonly stopTimeoutSeconds?: number;

  /**
   * Labels of the image. They go before what is read of pyproject.toml; an empty text takes a label away.
   * A value that changes with each build, such as a time, makes another image of each.
   * @default - `org.opencontainers.image.title`, `version`, `description`, `authors`, `licenses`, `url`, `source` and `documentation`,
   * as far as `[project]` says them
   */
  readonly labels?: Record<string, string>;

  /**
   * The commit that the image is made of, as the label `org.opencontainers.image.revision`. It is part of what the image is made of:
   * each commit is another image then, whether the app changed or not.
   * @default - that of git with `revisionFromGit`, else not said
   */
  readonly revision?: string;

  /**
   * The numbers of the user and the group that the app runs as: `uid:gid`, not root.
   * @default '10001:10001'
   */
  readonly user?: string;

  /**
   * Try the image in the build: libraries that are missing, packages that do not fit together, imports that fail.
   * @default true
   */
  readonly check?: boolean;

  /**
   * Console scripts that are linked into /usr/bin: those of the project or of a dependency, by name. They are found there by whoever
   * does not have the image's PATH: a login shell, cron, `docker exec` of another tool. `Object.keys(PythonProject.fromFolder(source).consoleScripts)` are all of the project's own.
   * Fails with `EntrypointInvalid` for what is no name; the check in the build fails for a script that is not there.
   * @default - none
   */
  readonly exposeScripts?: string[];

  /**
   * The version of uv that builds and installs. It is in no image.
   * @default - that of `PythonAppDefaults`, else '0.13.8'
   */
  readonly uvVersion?: string;
}
