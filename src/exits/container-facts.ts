import { HealthCheck } from '../stages';
import { Probed } from '../stages/runtimes/health-check';

/** What an image says of its containers; all of it is unknown of an image that was built elsewhere. */
export interface ContainerFacts extends Probed {
  /** `uid:gid` */
  readonly user?: string;
  readonly healthCheck?: HealthCheck;
  readonly stopTimeoutSeconds?: number;
}
