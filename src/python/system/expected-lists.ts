import type { AptPackages } from './system-packages';
import { CodedError } from '../../private/coded-error';
import { expectTexts } from '../../private/expected-text';
import { PackageSyntax } from '../syntax/package-syntax';

/** Lists of names, also in a program that no compiler has checked. Fails with `PropInvalid`. */
export function expectedLists({ manager }: PackageSyntax, given: AptPackages): AptPackages {
  const { buildPackages, runtimePackages, installedPackages, versions } = given;
  const lists = { buildPackages, runtimePackages, installedPackages };
  const write = `SystemPackages.${manager}({ runtimePackages: ${Array.isArray(given) ? JSON.stringify(given) : "['libpq5']"} })`;
  if (Array.isArray(given) || typeof given === 'string') {
    throw new CodedError('PropInvalid', { what: `SystemPackages.${manager} takes lists by what they are for`, found: JSON.stringify(given), expected: 'buildPackages, runtimePackages or both', write });
  }
  return { ...Object.fromEntries(Object.entries(lists).flatMap(([name, list]) => list === undefined ? [] : [[name, expectTexts(list, `the ${name}`, write)]])), versions };
}
