/** A folder of src/ and what it may import. Data flows one way: a later room never calls back into an earlier one. */
export interface Room {
  /** Name of the folder below src/; the empty string is src/ itself, without its folders. */
  readonly name: string;
  /** Other rooms that it may import; the empty string is src/index.ts. */
  readonly rooms: string[];
  /** Packages and Node modules that it may import. */
  readonly packages: string[];
  /** Why no more than that. Ends every message of the rule. */
  readonly why: string;
}

export const ROOMS: Room[] = [
  {
    name: 'private',
    rooms: [],
    packages: ['path'],
    why: 'every room leans on it, so it leans on none',
  },
  {
    name: 'dockerfile',
    rooms: ['private'],
    packages: ['constructs'],
    why: 'the typed Dockerfile is text made from objects, so it knows no Python project, reads no disk and needs no cloud',
  },
  {
    name: 'python',
    rooms: ['private', 'dockerfile'],
    packages: ['constructs', 'fs', 'path', 'crypto', 'zlib', '@balena/dockerignore', 'smol-toml', 'yaml', '@renovatebot/pep440', '@lezer/python', '@lezer/common'],
    why: 'it states facts about a Python project; what is made of them is decided in src/stages',
  },
  {
    name: 'stages',
    rooms: ['private', 'dockerfile', 'python'],
    packages: ['constructs', 'path'],
    why: 'a stage decides from facts already read, so it touches neither disk nor cloud',
  },
  {
    name: 'context',
    rooms: ['private', 'dockerfile', 'python'],
    packages: ['constructs', 'fs', 'path', 'crypto'],
    why: 'it stages the files that a rendered Dockerfile reads, whatever stages rendered it',
  },
  {
    name: 'checks',
    rooms: ['private', 'dockerfile', 'python', 'stages', 'context'],
    packages: ['constructs', 'fs', 'path'],
    why: 'a check reads what was planned and changes nothing',
  },
  {
    name: 'explain',
    rooms: ['private', 'dockerfile', 'python', 'stages', 'context'],
    packages: ['constructs'],
    why: 'it says what was decided and why, and decides nothing',
  },
  {
    name: 'building',
    rooms: ['private', 'dockerfile', 'context'],
    packages: ['aws-cdk-lib', 'constructs', 'fs', 'path'],
    why: 'it registers a staged folder to be built somewhere, whatever app the folder is of',
  },
  {
    name: 'exits',
    rooms: ['private', 'dockerfile', 'stages', 'building'],
    packages: ['aws-cdk-lib', 'constructs'],
    why: 'it gives an image to what runs it, however the image was made',
  },
  {
    name: '',
    rooms: ['private', 'dockerfile', 'python', 'stages', 'context', 'checks', 'explain', 'building', 'exits'],
    packages: ['aws-cdk-lib', 'constructs', 'fs', 'path', 'crypto'],
    why: 'the constructs join the rooms; src/cli and src/projen read what synth wrote and stay outside',
  },
  {
    name: 'cli',
    rooms: [''],
    packages: ['fs', 'path', 'util', 'child_process'],
    why: 'the command line reads what synth wrote through the public API, it plans nothing',
  },
  {
    name: 'projen',
    rooms: [''],
    packages: ['projen', 'fs', 'path'],
    why: 'the projen component uses the public API, it plans nothing',
  },
];
