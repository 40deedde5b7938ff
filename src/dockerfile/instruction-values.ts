import type { HealthCheckOptions } from './health-check-options';
import { CodedError } from '../private/coded-error';
import { expectText } from '../private/expected-text';

/** What a shell takes for the name of a variable. Source: POSIX, "Environment Variable Definition". */
const VARIABLE = /^[A-Za-z_]\w*$/;

/** A name that was probably meant. */
function variableLike(name: string): string {
  return name.replace(/\W/g, '_').replace(/^(?=\d|$)/, '_');
}

/** The name of an ARG: RUN reads it as a variable of the shell, so it has to be one. */
export function variableName(name: string): string {
  if (!VARIABLE.test(expectText(name, 'the name of a build argument', "'VERSION'"))) {
    throw new CodedError('InstructionInvalid', {
      what: 'the name of a build argument is not that of a variable', found: JSON.stringify(name), expected: 'letters, digits and "_"', write: `'${variableLike(name)}'`,
    });
  }
  return name;
}

/** A variable of the environment: the shell of Debian hands no other on to what it starts. */
export function environmentName(name: string): string {
  const text = expectText(name, 'the name of a variable', "'TZ'");
  if (!VARIABLE.test(text)) {
    throw new CodedError('InstructionInvalid', {
      what: 'the name of a variable of the environment is not one', found: JSON.stringify(name), expected: 'letters, digits and "_"; a shell drops every other', write: `'${variableLike(name)}'`,
    });
  }
  return text;
}

/** A name, or numbers: `uid[:gid]`. Docker looks a name up when the next command runs. */
export function userName(user: string): string {
  if (!/^[A-Za-z_][\w.-]*\$?(:[A-Za-z_][\w.-]*|:\d+)?$|^\d+(:\d+|:[A-Za-z_][\w.-]*)?$/.test(expectText(user, 'the user', "'10001:10001'"))) {
    throw new CodedError('InstructionInvalid', { what: 'a user is not one', found: JSON.stringify(user), expected: 'a number or a name, and a group behind ":"', write: "'10001:10001'" });
  }
  return user;
}

/** Where a relative WORKDIR lies depends on the one before, which the library may write. */
export function absoluteFolder(folder: string): string {
  if (!/^\//.test(expectText(folder, 'the path of WORKDIR', "'/srv'"))) {
    throw new CodedError('InstructionInvalid', {
      what: 'a working directory is not absolute', found: JSON.stringify(folder), expected: 'a path that begins with "/"', write: `'/${folder.replace(/^(?:\.?\/)+/, '') || 'srv'}'`,
    });
  }
  return folder;
}

/** `--chmod`: Docker reads octal digits, and newer ones the symbols of chmod(1). */
export function modeOf(mode: string | undefined): string | undefined {
  const symbols = /^[ugoa]*[+=-][rwxXst]*(,[ugoa]*[+=-][rwxXst]*)*$/;
  if (mode !== undefined && !/^[0-7]{3,4}$/.test(expectText(mode, 'chmod', "chmod: '0755'")) && !symbols.test(mode)) {
    throw new CodedError('InstructionInvalid', { what: 'the mode of a COPY is none', found: JSON.stringify(mode), expected: 'octal digits', write: "chmod: '0755'" });
  }
  return mode;
}

/** The argument of EXPOSE. */
export function portText(port: number, protocol: string = 'tcp'): string {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new CodedError('InstructionInvalid', { what: 'a port is not a port', found: JSON.stringify(port), expected: 'a whole number from 1 to 65535', write: '8000' });
  }
  if (!['tcp', 'udp', 'sctp'].includes(protocol)) {
    throw new CodedError('InstructionInvalid', {
      what: 'the protocol of a port is not known', found: JSON.stringify(protocol), expected: "'tcp', 'udp' or 'sctp'", write: "'tcp'",
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
        what: 'the retries of a HEALTHCHECK are no number of times', found: String(options.retries), expected: 'a whole number from 1', write: 'retries: 3',
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
      what: `the ${name} of a HEALTHCHECK is no time`, found: String(value), expected: 'seconds, 0.001 or more', write: '30',
    });
  }
  return `--${name}=${value}s`;
}
