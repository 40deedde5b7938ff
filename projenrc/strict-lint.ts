import type { javascript } from 'projen';

interface Forbidden {
  readonly selector: string;
  readonly message: string;
}

const READS = '/^(access|close|exists|lstat|open|read|readdir|readFile|readlink|realpath|stat)Sync$|^constants$/';
const FS = '/^(node:)?fs$/';
const NO_WRITE = 'of what a synthesis runs only src/context writes to disk: it leaves one trace, the staged build contexts. A command of src/cli writes what it is asked for.';

const WRITES_TO_DISK: Forbidden[] = [
  { selector: `MemberExpression[object.name="fs"][computed=false][property.name!=${READS}]`, message: NO_WRITE },
  { selector: 'MemberExpression[object.name="fs"][computed=true]', message: NO_WRITE },
  { selector: 'VariableDeclarator[init.name="fs"]', message: NO_WRITE },
  { selector: 'CallExpression[callee.property.name="openSync"]:not([arguments.1.value="r"])', message: NO_WRITE },
];

const SRC: Forbidden[] = [
  { selector: `ImportDeclaration[source.value=${FS}] > :not(ImportNamespaceSpecifier[local.name="fs"]).specifiers`, message: 'write import * as fs, so that every use of the disk can be found.' },
  { selector: 'ImportExpression, TSImportType', message: 'import at the head of the file, where the import law sees it.' },
  { selector: 'ThrowStatement > NewExpression[callee.name=/^(Type|Range)?Error$/]', message: 'throw a CodedError: it says what was found, what was expected and what to write.' },
  { selector: ':matches(MethodDefinition, TSMethodSignature, TSAbstractMethodDefinition) TSTypeAnnotation > TSThisType', message: 'nothing returns `this`: no fluent API.' },
  { selector: 'ExportNamedDeclaration[declaration.type="ClassDeclaration"] ~ ExportNamedDeclaration[declaration.type="ClassDeclaration"]', message: 'one exported class a file, named as the file.' },
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"], NewExpression[callee.name="Date"][arguments.length=0]', message: 'no clock: the same input gives the same output.' },
  { selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]', message: 'no chance: the same input gives the same output.' },
];

const NO_ENVIRONMENT: Forbidden = {
  selector: 'MemberExpression[object.name="process"][property.name=/^(env|platform|arch|getuid|getgid)$/]',
  message: 'outputs depend on the project and the props alone, not on the machine or its environment.',
};

const TESTS: Forbidden[] = [
  { selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo|skipIf|runIf|fails)$/]', message: 'every test runs, always: a test that is left out is a defect.' },
];

/** What holds in every file, in src and in tests, beyond projen's own style. */
export function addStrictLint(eslint: javascript.Eslint): void {
  eslint.addExtends('plugin:@typescript-eslint/strict-type-checked');
  eslint.addRules({
    // Numbers are as good as strings inside a template.
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    // A class of static factories is how jsii spells a namespace.
    '@typescript-eslint/no-extraneous-class': 'off',
    // Callers in other languages hand over what our types rule out, and an index may miss.
    '@typescript-eslint/no-unnecessary-condition': 'off',
    // Props that extend Options may add nothing.
    '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    // A construct is told by its shape: two copies of a library have two classes.
    '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    // Nothing returns `this`, so no type says so.
    '@typescript-eslint/prefer-return-this-type': 'off',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    '@typescript-eslint/no-meaningless-void-operator': 'off',
    // Rows of a table of data stay rows.
    '@stylistic/object-property-newline': 'off',
    // The mode of a file is bits.
    'no-bitwise': 'off',
    'eqeqeq': 'error',
    'import/no-cycle': 'error',
  });
  const size = { 'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }] };
  eslint.addOverride({ files: ['src/**/*.ts'], rules: { ...size, ...forbid(...SRC, NO_ENVIRONMENT, ...WRITES_TO_DISK) } });
  eslint.addOverride({ files: ['src/context/**/*.ts'], rules: forbid(...SRC, NO_ENVIRONMENT) });
  eslint.addOverride({ files: ['src/cli/**/*.ts'], rules: forbid(...SRC) });
  // The build's own programs stop on an undefined anyway.
  eslint.addOverride({ files: ['.projenrc.ts', 'projenrc/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } });
  eslint.addOverride({
    files: ['test/**/*.ts'],
    rules: {
      ...size,
      ...forbid(...TESTS),
      // Tests take JSON apart and index what they have just asserted.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  });
}

function forbid(...forbidden: Forbidden[]) {
  return { 'no-restricted-syntax': ['error', ...forbidden] };
}
