package org.omnipkg.itest.bench.inner;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.omnipkg.ecosystem.python.internal.PythonGrammar;
import org.omnipkg.ecosystem.python.internal.PythonVersions;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Versions, ranges and markers of Python. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VersionLoops {
  private static final String MARKED =
      "tzdata>=2022.7; python_version >= '3.9' and (sys_platform == 'linux' or os_name == 'nt')";

  private final PythonVersions versions = new PythonVersions();
  private final PythonGrammar grammar = new PythonGrammar();
  private final Listing listing = Knowledge.listing();
  private final Target target = Knowledge.target();
  private final List<String> texts =
      listing.releases().stream().map(release -> release.pin().version()).toList();
  private final Dependency marked = grammar.parse(MARKED);

  @Benchmark
  public int compareVersions() {
    int sum = 0;
    for (int i = 1; i < 11; i++) {
      sum += versions.compare(texts.get(i - 1), texts.get(i));
    }
    return sum;
  }

  /** What a first question costs: nothing is remembered of the listing or the range. */
  @Benchmark
  public Versions.Choice selectFromNewListing() {
    return new PythonVersions().select(">=1.2,!=2.3.*,<5", listing);
  }

  @Benchmark
  public Versions.Choice selectAgain() {
    return versions.select(">=1.2,!=2.3.*,<5", listing);
  }

  @Benchmark
  public Dependency parseRequirement() {
    return grammar.parse(MARKED);
  }

  @Benchmark
  public boolean evaluateMarker() {
    return marked.when().holds(target);
  }
}
