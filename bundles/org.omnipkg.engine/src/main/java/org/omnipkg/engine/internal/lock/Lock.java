package org.omnipkg.engine.internal.lock;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;

/**
 * What an environment consists of, without anything of the machine it is on. Everything is put in
 * order when it is made, so that equal contents are equal values and equal bytes.
 *
 * @param roots what was asked for, each with its ecosystem prefix
 * @param active the packages code sees
 * @param kept versions beside the active ones, oldest first
 * @param scripts packages whose own scripts ran, each with its ecosystem prefix; says so, and
 *     allows nothing
 */
public record Lock(
    List<Target> targets,
    List<Runtime> runtimes,
    List<String> roots,
    Closure active,
    List<Kept> kept,
    List<String> scripts) {
  /** The newest version of the format. */
  public static final int VERSION = 2;

  /** The version written where nothing of the newest is used. */
  static final int PLAIN = 1;

  public Lock {
    targets = sorted(targets, Comparator.comparing(Target::toString));
    runtimes = sorted(runtimes, Comparator.comparing(Runtime::toString));
    roots = sorted(roots, Comparator.naturalOrder());
    kept = List.copyOf(kept);
    scripts = sorted(scripts, Comparator.naturalOrder());
  }

  /** No script ran. */
  public Lock(
      List<Target> targets,
      List<Runtime> runtimes,
      List<String> roots,
      Closure active,
      List<Kept> kept) {
    this(targets, runtimes, roots, active, kept, List.of());
  }

  /** The packages alone, whatever ran of them. */
  public Lock plain() {
    return new Lock(targets, runtimes, roots, active, kept);
  }

  /** The same on one platform, with the runtimes used there. */
  public Lock on(Platform platform, List<Runtime> used) {
    List<Target> its = targets.isEmpty() ? List.of() : List.of(Target.of(platform));
    return new Lock(its, used, roots, active, kept, scripts);
  }

  /** Whether it may be used on a machine. */
  public boolean isFor(Target machine) {
    return targets.isEmpty() || targets.contains(machine);
  }

  /** The version it is written in. */
  public int version() {
    boolean plain =
        !targets.isEmpty() && active.packages().stream().allMatch(one -> one.when().isEmpty());
    return plain ? PLAIN : VERSION;
  }

  /** A kind of machine; the version of its C library does not count. */
  public record Target(String os, String arch, String libc) {
    public static Target of(Platform platform) {
      return new Target(platform.os(), platform.arch(), platform.libc());
    }

    @Override
    public String toString() {
      return os + "-" + arch + (libc.isEmpty() ? "" : " (" + libc + ")");
    }
  }

  /** An interpreter, wherever it comes from. */
  public record Runtime(String ecosystem, String implementation, String version) {
    @Override
    public String toString() {
      return ecosystem + ": " + implementation + " " + version;
    }
  }

  /**
   * Packages and who demands them.
   *
   * @param edges demands; those of the user come from the empty id
   */
  public record Closure(List<Package> packages, List<Edge> edges) {
    private static final Comparator<Package> BY_NAME =
        Comparator.comparing((Package p) -> p.pin().name())
            .thenComparing(p -> p.pin().version())
            .thenComparing(p -> p.pin().variant())
            .thenComparing(Package::id);
    private static final Comparator<Edge> BY_ENDS =
        Comparator.comparing(Edge::from)
            .thenComparing(Edge::to)
            .thenComparing(Edge::text)
            .thenComparing(Edge::when)
            .thenComparing(Edge::tie)
            .thenComparing(Edge::role);

    public Closure {
      packages = sorted(packages, BY_NAME);
      edges = sorted(List.copyOf(Set.copyOf(edges)), BY_ENDS);
    }

    /** The demands of one package; of the user for the empty id. */
    public List<Edge> from(String id) {
      return edges.stream().filter(edge -> edge.from().equals(id)).toList();
    }
  }

  /**
   * A package.
   *
   * @param id its place, see {@link org.omnipkg.model.Node#id()}
   * @param place address of a {@link Source#URL}, path below the lock's folder of a {@link
   *     Source#FILE}, else empty
   * @param built whether what is installed is built from one of the files, a source archive
   * @param when for which machines it is, in the words of its language; empty for all
   * @param files every file that fits the targets and may be installed
   */
  public record Package(
      String purl,
      Pin pin,
      String id,
      Set<String> features,
      Source source,
      String place,
      boolean built,
      String when,
      List<File> files) {
    public Package {
      features = new TreeSet<>(features);
      files = sorted(files, Comparator.comparing(File::filename));
    }
  }

  /** Where a package's files are to be had. */
  public enum Source {
    /** The index in force wherever the lock is used. */
    INDEX,
    /** An address the user named. */
    URL,
    /** A file the user named. */
    FILE,
    /** A folder of the user's own, as it is wherever the lock is used; no file vouches for it. */
    FOLDER,
    /** Nowhere: another tool put it into the environment. */
    ADOPTED
  }

  /** A file: its name, the ecosystem's word for its form, its digests by algorithm. */
  public record File(
      String filename, String format, Map<String, String> hashes, OptionalLong size) {
    public File {
      hashes = new TreeMap<>(hashes);
    }
  }

  /** A version kept beside the active one, with its own closure. */
  public record Kept(String root, Closure closure) {}

  private static <T> List<T> sorted(List<T> list, Comparator<? super T> order) {
    return list.stream().sorted(order).toList();
  }
}
