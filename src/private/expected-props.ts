import { CodedError } from './coded-error';
import { nearestNames } from './nearest-names';
import { inUsersLanguage } from './users-language';

/** How the value of a prop is told from what a program without types may hand over. */
export interface ExpectedProp {
  /** What `typeof` says of it; `texts` is a record of texts, `list` a list of them, `objects` a list of objects and `record` a record of them. */
  readonly kind: 'string' | 'boolean' | 'number' | 'texts' | 'list' | 'object' | 'objects' | 'record';
  /** What the names in a record of texts have to be. */
  readonly names?: RegExp;
  /** A member that only a value of the right class has. */
  readonly member?: string;
  /** An example of the right value. */
  readonly write: string;
  /** What a text in its place was probably meant to be. */
  readonly meant?: (text: string) => string | undefined;
}

/**
 * Says at once what is wrong with props that no compiler has seen: a text where a class of this library belongs ends as a TypeError somewhere inside otherwise, or in a file.
 * Fails with `PropInvalid`, also for a name that is one of the table but for a slip. Other props that are not in the table are not looked at: a construct may hand on
 * props that are its own. Those that are not given have their defaults.
 */
export function expectProps(props: object | undefined, expected: Record<string, ExpectedProp>, required: string[] = []): void {
  const given = (props ?? {}) as Record<string, unknown>;
  for (const [name, prop] of Object.entries(expected)) {
    const value = given[name];
    if (value === undefined ? required.includes(name) : !fits(value, prop)) {
      const said = inUsersLanguage(name);
      throw new CodedError('PropInvalid', {
        what: value === undefined ? `${said} is missing` : `${said} is something else than it has to be`,
        found: value === undefined ? `props: ${Object.keys(given).join(', ') || 'none'}` : prop.kind === 'record' ? namesOf(value) : shown(value),
        expected: `a value such as ${prop.write}`,
        write: `${name}: ${(typeof value === 'string' ? prop.meant?.(value) : undefined) ?? prop.write}`,
      });
    }
    const wrong = wrongName(value, prop);
    if (wrong !== undefined) {
      throw new CodedError('PropInvalid', {
        what: `a name in ${name} is none`,
        found: JSON.stringify(wrong),
        expected: `names such as in ${prop.write}`,
        write: `${name}: { ${wrong.replace(/\W+/g, '_').replace(/^(?=\d|$)/, '_')}: '…' }`,
      });
    }
  }
  refuseMisspelled(given, expected);
}

/** A prop that has no effect, because another name was meant. */
function refuseMisspelled(given: Record<string, unknown>, expected: Record<string, ExpectedProp>): void {
  const names = Object.keys(expected).filter((name) => given[name] === undefined);
  for (const name of Object.keys(given).filter((one) => !Object.hasOwn(expected, one) && given[one] !== undefined)) {
    const [meant] = nearestNames(name, names);
    if (meant !== undefined) {
      throw new CodedError('PropInvalid', {
        what: `there is no prop ${name}`,
        found: `props: ${Object.keys(given).join(', ')}`,
        expected: `${inUsersLanguage(meant)}, with a value such as ${expected[meant].write}`,
        write: `${meant}: …`,
      });
    }
  }
}

function fits(value: unknown, { kind, member }: ExpectedProp): boolean {
  const isObject = typeof value === 'object' && value !== null;
  const isRight = (one: unknown) => typeof one === 'object' && one !== null && (member === undefined || member in one);
  switch (kind) {
    case 'texts':
      return isObject && !Array.isArray(value) && Object.values(value).every((one) => typeof one === 'string');
    case 'list':
      return Array.isArray(value) && value.every((one) => typeof one === 'string');
    case 'objects':
      return Array.isArray(value) && value.every(isRight);
    case 'record':
      return isObject && !Array.isArray(value) && Object.values(value).every(isRight);
    case 'object':
      return isRight(value);
    default:
      return typeof value === kind && !Number.isNaN(value);
  }
}

/** The names alone: the values may be secrets. */
function namesOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? `values for ${Object.keys(value).join(', ') || 'nothing'}` : `a ${typeof value}`;
}

/** Which name of a record is none; undefined when all are right. */
function wrongName(value: unknown, { names }: ExpectedProp): string | undefined {
  return names === undefined ? undefined : Object.keys(value ?? {}).find((name) => !names.test(name));
}

function shown(value: unknown): string {
  const name = typeof value === 'object' && value !== null ? value.constructor?.name : undefined;
  return name !== undefined && name !== 'Object' && name !== 'Array' ? `a ${name}` : JSON.stringify(value) ?? typeof value;
}
