package org.omnipkg.itest.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH found, by loop. */
record InnerReport(Map<String, Loop> loops) {
  private static final Map<String, String> MEANING = new LinkedHashMap<>();

  static {
    MEANING.put("compareVersions", "ten comparisons of versions that were read before");
    MEANING.put("selectFromNewListing", "a range over 300 releases, nothing remembered");
    MEANING.put("selectAgain", "the same range again");
    MEANING.put("parseRequirement", "a requirement with a marker of three parts, read");
    MEANING.put("evaluateMarker", "that marker, evaluated");
    MEANING.put("encodeRequest", "a request with 40 variables, as bytes");
    MEANING.put("decodeRequest", "the bytes as a request");
    MEANING.put("writeFrame", "its frame, written");
    MEANING.put("readFrame", "its frame, read");
    MEANING.put("readState", "the state of an environment of 40 packages, from the disk");
    MEANING.put("lookForDrift", "whether anything in it looks different from how it was put down");
    MEANING.put("makeGeneration", "a new generation of it: links merged, state durable, flip");
  }

  /** Mean and error (99.9 %) in microseconds. */
  record Loop(double mean, double error) {}

  static InnerReport run(double scale) throws Failure {
    int measured = Math.max(1, (int) Math.round(3 * scale));
    try {
      Collection<RunResult> results =
          new Runner(
                  new OptionsBuilder()
                      .include("org\\.omnipkg\\.itest\\.bench\\.inner\\..*")
                      .forks(1)
                      .warmupIterations(2)
                      .warmupTime(TimeValue.seconds(1))
                      .measurementIterations(measured)
                      .measurementTime(TimeValue.seconds(1))
                      .jvmArgs("-Xmx256m")
                      .shouldFailOnError(true)
                      .verbosity(VerboseMode.SILENT)
                      .build())
              .run();
      Map<String, Loop> loops = new TreeMap<>();
      for (RunResult each : results) {
        Result<?> result = each.getPrimaryResult();
        if (!MEANING.containsKey(result.getLabel())) {
          throw new Failure("no words for the inner loop " + result.getLabel());
        }
        loops.put(
            result.getLabel(), new Loop(result.getScore() / 1000, result.getScoreError() / 1000));
      }
      return new InnerReport(loops);
    } catch (RunnerException e) {
      throw new Failure("inner loops: " + e.getMessage());
    }
  }

  private List<String> names() {
    return MEANING.keySet().stream().filter(loops::containsKey).toList();
  }

  String page() {
    return "| | mean | error (99.9 %) |\n|---|---:|---:|\n" + lines("| %s | %s µs | %s µs |%n");
  }

  String text() {
    return "\nInner loops (inner)\n" + lines("  %-78s %10s us  ± %s%n");
  }

  private String lines(String form) {
    StringBuilder out = new StringBuilder();
    for (String name : names()) {
      Loop loop = loops.get(name);
      out.append(form.formatted(MEANING.get(name), amount(loop.mean()), amount(loop.error())));
    }
    return out.toString();
  }

  private static String amount(double value) {
    return value < 1 ? String.format(Locale.ROOT, "%.3f", value) : Report.amount(value);
  }
}
