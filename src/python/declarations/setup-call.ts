import { parsedPython } from '../source/parsed-python';
import { remembered } from '../source/remembered';
import { PythonExpression } from '../syntax/python-expression';
import { PythonSource } from '../syntax/python-source';

/** What setup.py hands to setuptools. */
export interface SetupCall {
  /** The keywords of the call, and those of a dictionary that is written out and unpacked into it. */
  readonly keywords: Record<string, PythonExpression>;
  /** Whether `keywords` has the last word on one: the call itself has it, or nothing is unpacked that could. */
  readonly decides: (keyword: string) => boolean;
  /** The file. */
  readonly script: PythonSource;
}

/** `setup()` of setuptools, and of what stands in for it. */
const SETUP = ['setuptools.setup', 'distutils.core.setup', 'numpy.distutils.core.setup', 'skbuild.setup', 'setup'];

/** The call of `setup()` in setup.py: the first one, if there are several. Undefined when there is no such file, or no call in it. */
export const readSetupCall = remembered((source): SetupCall | undefined => {
  const script = parsedPython(source, 'setup.py');
  const [first, ...others] = script.calls(...SETUP);
  if (first === undefined) {
    return undefined;
  }
  const { keywords, unpacked } = first;
  const given = unpacked.flatMap(({ entries }) => Object.entries(entries ?? {}));
  return {
    keywords: { ...Object.fromEntries(given), ...keywords },
    decides: (keyword) => others.length === 0 && (unpacked.length === 0 || Object.hasOwn(keywords, keyword)),
    script,
  };
});
