package org.omnipkg.itest.bench;

/** The least a JVM can do: what every figure with a JVM's start in it is held against. */
final class Empty {
  private Empty() {}

  public static void main(String[] words) {}
}
