import type { HealthCheckOptions } from './health-check-options';
import { CodedError } from '../private/coded-error';

/** The name of an ARG: RUN reads it as a variable of the shell, so it has to be one. */
export function variableName(name: string): string {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    throw new CodedError('InstructionInvalid', {
      what: 'the name of a build argument is not that of a variable', found: JSON.stringify(name), expected: 'letters, digits and "_"',
    });
  }
  return name;
}

/** The argument of EXPOSE. */
export function portText(port: number, protocol: string = 'tcp'): string {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new CodedError('InstructionInvalid', { what: 'a port is not a port', found: String(port), expected: 'a whole number from 1 to 65535' });
  }
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) {
    throw new CodedError('InstructionInvalid', {
      what: 'the protocol of a port is not known', found: JSON.stringify(protocol), expected: "'tcp', 'udp' or 'sctp'",
    });
  }
  return protocol === 'tcp' ? String(port) : `${port}/${protocol}`;
}

/** The flags of HEALTHCHECK. */
export function healthCheckFlags(options: HealthCheckOptions): string[] {
  const flags = [
    seconds('interval', options.intervalSeconds),
    seconds('timeout', options.timeoutSeconds),
    seconds('start-period', options.startPeriodSeconds),
    seconds('start-interval', options.startIntervalSeconds),
  ];
  if (options.retries !== undefined) {
    if (!Number.isInteger(options.retries) || options.retries < 1) {
      throw new CodedError('InstructionInvalid', {
        what: 'the retries of a HEALTHCHECK are no number of times', found: String(options.retries), expected: 'a whole number from 1',
      });
    }
    flags.push(`--retries=${options.retries}`);
  }
  return flags.filter((flag) => flag !== '');
}

function seconds(name: string, value: number | undefined): string {
  if (value === undefined) {
    return '';
  }
  // Docker refuses durations between 0 and 1 ms.
  if (!(value >= 0.001 || value === 0) || !Number.isFinite(value)) {
    throw new CodedError('InstructionInvalid', {
      what: `the ${name} of a HEALTHCHECK is no time`, found: String(value), expected: 'seconds, 0.001 or more',
    });
  }
  return `--${name}=${value}s`;
}
