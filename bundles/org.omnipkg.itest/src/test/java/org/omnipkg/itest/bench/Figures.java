package org.omnipkg.itest.bench;

import java.util.Arrays;
import java.util.List;

/** What repeated samples come to. */
record Figures(double median, double least, double ninetieth, List<Double> samples) {
  int count() {
    return samples.size();
  }

  static Figures of(double... samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("no samples");
    }
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
    return new Figures(
        median,
        sorted[0],
        sorted[(int) Math.ceil(0.9 * last)],
        Arrays.stream(samples).boxed().toList());
  }
}
