package org.omnipkg.itest.bench;

/** A target beside what was measured: by the medians, which decide, and by the least samples. */
record Verdict(
    String claim, double median, double limit, double least, double leastLimit, String unit) {
  boolean reached() {
    return median <= limit;
  }
}
