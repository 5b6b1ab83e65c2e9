package org.omnipkg.daemon.protocol;

/**
 * One frame on the wire: {@code u8 type, u32 length, payload}.
 *
 * @param type one of the constants
 */
@SuppressWarnings("ArrayRecordComponent") // a frame is passed on once and never compared
public record Frame(byte type, byte[] payload) {
  /** Client: the request; always the first frame. */
  public static final byte REQUEST = 'R';

  /** Client: a chunk of standard input; empty at its end. */
  public static final byte INPUT = 'I';

  /** Client: u32 signal number. */
  public static final byte SIGNAL = 'S';

  /** Client: u32 columns, u32 rows. */
  public static final byte WINDOW = 'W';

  /** Server: the request is taken and will be run. */
  public static final byte ACCEPTED = 'A';

  /** Server: bytes for standard output. */
  public static final byte OUTPUT = 'O';

  /** Server: bytes for standard error. */
  public static final byte ERROR = 'E';

  /** Server: asks for one chunk of standard input. */
  public static final byte NEED = 'N';

  /** Server: become this command; always the last frame. */
  public static final byte PLAN = 'P';

  /** Server: u32 exit code; always the last frame. */
  public static final byte EXIT = 'X';

  /** Server: this daemon is not the one you want or is going; always the last frame. */
  public static final byte VERSION = 'V';

  static final int LARGE = 16 << 20;
  static final int SMALL = 1 << 20;

  static int limit(byte type) {
    return type == REQUEST || type == PLAN ? LARGE : SMALL;
  }
}
