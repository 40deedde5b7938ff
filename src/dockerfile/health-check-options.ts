/** How often Docker asks a container for its health. https://docs.docker.com/reference/dockerfile/#healthcheck */
export interface HealthCheckOptions {
  /**
   * Seconds between two checks.
   * @default 30
   */
  readonly intervalSeconds?: number;

  /**
   * Seconds after which a check has failed.
   * @default 30
   */
  readonly timeoutSeconds?: number;

  /**
   * Seconds after the start in which a failed check does not count.
   * @default 0
   */
  readonly startPeriodSeconds?: number;

  /**
   * Seconds between two checks within the start period.
   * @default 5
   */
  readonly startIntervalSeconds?: number;

  /**
   * How many checks have to fail in a row.
   * @default 3
   */
  readonly retries?: number;
}
