const MACHINES: Record<number, string> = { 40: 'arm', 62: 'x86_64', 183: 'aarch64' };

/** Which machine an ELF file is for, by the e_machine of its header; undefined for any other file. */
export function elfMachine(content: Buffer): string | undefined {
  if (content.length < 20 || content.readUInt32BE(0) !== 0x7f454c46) {
    return undefined;
  }
  const number = content[5] === 1 ? content.readUInt16LE(18) : content.readUInt16BE(18);
  return MACHINES[number] ?? `machine ${number}`;
}
