import * as fs from 'fs';
import { ImagePlatform } from '../dockerfile';
import { CodedError } from '../private/coded-error';

const BLOCK = 512;
/** The files that describe an image are small, and their names short. */
const LARGEST = 16 * 1024 * 1024;

interface Entry {
  readonly at: number;
  readonly size: number;
}

/**
 * The platform that the image in a tarball of `docker save` was built for.
 * Fails with `TarballInvalid` for what is none, has several images, or says another platform than was said.
 */
export function platformOfTarball(tarball: string, said?: ImagePlatform): ImagePlatform {
  const invalid = (what: string, found: string, write: string = `docker save --output ${tarball} IMAGE:TAG`) => new CodedError('TarballInvalid', {
    what, found, expected: 'a file with one image, as docker save and docker buildx build --output type=docker,dest=… write it', write,
  });
  if (fs.statSync(tarball, { throwIfNoEntry: false })?.isFile() !== true) {
    throw invalid('there is no such tarball', `${tarball}: a path is relative to the working directory`);
  }
  const file = fs.openSync(tarball, 'r');
  try {
    const entries = entriesOf(file);
    if (entries === undefined) {
      if (said !== undefined) {
        return said;
      }
      throw invalid('the tarball cannot be read: it is compressed, or none', tarball, 'the platform: ImagePlatform.LINUX_AMD64 for one that is compressed');
    }
    const manifest = jsonIn(file, entries.get('manifest.json')) as { Config?: string }[] | undefined;
    if (!Array.isArray(manifest) || manifest.length !== 1) {
      throw invalid('the tarball is not of one image', manifest === undefined ? `no manifest.json in ${tarball}` : `${manifest.length} images in ${tarball}`);
    }
    const { os, architecture, variant } = (jsonIn(file, entries.get(manifest[0].Config ?? '')) ?? {}) as Record<string, string | undefined>;
    if (architecture === undefined) {
      throw invalid('the tarball does not say what its image is for', `no configuration ${JSON.stringify(manifest[0].Config)} in ${tarball}`);
    }
    const read = ImagePlatform.of([os ?? 'linux', architecture, ...(variant === undefined || architecture === 'amd64' ? [] : [variant])].join('/'));
    if (said !== undefined && said.value !== read.value) {
      throw invalid(`the tarball is said to be for ${said.value}`, `an image for ${read.value} in ${tarball}`, 'no platform: it is read of the tarball');
    }
    return read;
  } finally {
    fs.closeSync(file);
  }
}

/** Where each file of an archive is; undefined for what is no archive. Layers are skipped, not read. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html */
function entriesOf(file: number): Map<string, Entry> | undefined {
  const entries = new Map<string, Entry>();
  const header = Buffer.alloc(BLOCK);
  for (let at = 0; fs.readSync(file, header, 0, BLOCK, at) === BLOCK && header[0] !== 0;) {
    if (header.toString('latin1', 257, 262) !== 'ustar') {
      return undefined;
    }
    const size = numberIn(header.subarray(124, 136));
    entries.set(header.toString('utf8', 0, 100).replace(/\0.*$/s, ''), { at: at + BLOCK, size });
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries.size === 0 ? undefined : entries;
}

/** Octal digits; a number that is too large for them is binary, with its first bit set. */
function numberIn(field: Buffer): number {
  return (field[0] & 0x80) === 0 ? Number.parseInt(field.toString('latin1'), 8) || 0 : Number(field.readBigUInt64BE(4));
}

function jsonIn(file: number, entry?: Entry): unknown {
  if (entry === undefined || entry.size > LARGEST) {
    return undefined;
  }
  const content = Buffer.alloc(entry.size);
  fs.readSync(file, content, 0, entry.size, entry.at);
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}
