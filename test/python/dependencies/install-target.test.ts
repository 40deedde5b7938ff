import { expect, test } from 'vitest';
import { ImagePlatform } from '../../../src/dockerfile';
import { markerEnvironment } from '../../../src/python/dependencies/install-target';

test('has every variable of PEP 508', () => {
  const python = { implementation: 'cpython', version: '3.13', path: '/usr/local/bin/python3.13' };
  const { variables, extras } = markerEnvironment({ python, platform: ImagePlatform.LINUX_ARM_V7 }, ['a']);
  expect(variables).toEqual({
    os_name: 'posix',
    sys_platform: 'linux',
    platform_system: 'Linux',
    platform_machine: 'armv7l',
    platform_python_implementation: 'CPython',
    platform_release: '',
    platform_version: '',
    implementation_name: 'cpython',
    implementation_version: '3.13.99',
    python_version: '3.13',
    python_full_version: '3.13.99',
  });
  expect([...extras]).toEqual(['a']);
});

test('knows how PyPy calls itself', () => {
  const { variables } = markerEnvironment({ python: { implementation: 'pypy', version: '3.11', path: '' }, platform: ImagePlatform.LINUX_AMD64 });
  expect(variables.platform_python_implementation).toBe('PyPy');
});
