package org.omnipkg.ecosystem.python.internal.version;

/**
 * The characters of an order key. A number is its length above {@link PythonVersion#ZERO} followed
 * by its digits, so every mark below that ends a list before any further number.
 */
final class Rank {
  static final char LEGACY = '\0';
  static final char MODERN = '\1';
  static final char END = '\1';
  static final char DEV_ONLY = '\1';
  static final char NO_PRE = 'z';
  static final char NO_POST = '\1';
  static final char POST = '\2';
  static final char DEV = '\1';
  static final char NO_DEV = '\2';
  static final char LOCAL = '\2';
  static final char LOCAL_WORD = '\2';
  static final char LOCAL_NUMBER = '\3';

  private Rank() {}
}
