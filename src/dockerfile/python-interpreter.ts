/** A Python inside an image. A virtual environment works only with the interpreter that made it, at the same path. */
export interface PythonInterpreter {
  /** The implementation in lower case, as in PEP 421: `cpython`, `pypy`. */
  readonly implementation: string;
  /** The minor version: `3.13`. */
  readonly version: string;
  /** The absolute path of the executable: `/usr/local/bin/python3.13`. */
  readonly path: string;
}
