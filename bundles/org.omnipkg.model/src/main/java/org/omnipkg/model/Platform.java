package org.omnipkg.model;

/**
 * What binaries run on.
 *
 * @param os {@code linux}, {@code macos} or {@code windows}
 * @param arch {@code x86_64}, {@code aarch64}, … in the kernel's words
 * @param libc {@code glibc}, {@code musl} or empty
 * @param libcVersion e.g. {@code 2.36}, or empty
 */
public record Platform(String os, String arch, String libc, String libcVersion) {
  /** {@code linux-x86_64}: the form provider manifests use. */
  public String id() {
    return os + "-" + arch;
  }
}
