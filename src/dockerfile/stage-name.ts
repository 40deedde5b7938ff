import { CodedError } from '../private/coded-error';

/** Names that BuildKit keeps for itself (rule ReservedStageName). */
const RESERVED = new Set(['scratch', 'context']);

/**
 * The Docker name of a stage: the construct ids below the app in kebab case. `['MyHTTPStage', 'Check']` is `my-http-stage-check`.
 * A name that Docker would read as something else (a number, a reserved word) gets `stage` around it.
 */
export function stageNameOf(ids: string[]): string {
  const name = ids.map(kebabCase).filter((part) => part !== '').join('-');
  if (name === '') {
    throw new CodedError('StageNameInvalid', {
      what: 'the id of a stage gives no name for Docker',
      found: JSON.stringify(ids.join('/')),
      expected: 'an id with a letter or a digit of ASCII',
      write: "for example 'Runtime'",
    });
  }
  if (RESERVED.has(name)) {
    return `${name}-stage`;
  }
  return /^[a-z]/.test(name) ? name : `stage-${name}`;
}

function kebabCase(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
