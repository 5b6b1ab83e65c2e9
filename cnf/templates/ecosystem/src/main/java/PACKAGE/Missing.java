package @PACKAGE@;

/** What is still to be written. Goes when nothing throws it any more. */
final class Missing extends UnsupportedOperationException {
  private static final long serialVersionUID = 1;

  /**
   * @param where class and method
   * @param what a sentence on what it is to do
   */
  Missing(String where, String what) {
    super("write " + where + ": " + what);
  }
}
