package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.osgi.annotation.versioning.ConsumerType;

/** Says where things lie; the engine stores and links. Pure. */
@ConsumerType
public interface Layout {
  /**
   * Format of an artifact that is a folder of the user's own, by its {@code file:} address: it is
   * linked as it is, never copied, stored or written to. {@link #prefix} gets it as a tree without
   * facts; there are no instances of it.
   */
  String FOLDER = "folder";

  /**
   * Short name of the folder under {@code store/} where the language's trees lie, e.g. {@code py}.
   */
  String shelf();

  /** The artifact of a release to use on a target, most specific first; empty when none fits. */
  Optional<Artifact> choose(Release release, Target on);

  /**
   * Lays one unpacked artifact out as an intact tree.
   *
   * @throws org.omnipkg.model.Refusal when the artifact contradicts itself (identity, record)
   */
  Bubble place(Node node, Artifact artifact, List<Entry> files, Contents contents, Target on);

  /**
   * The release that a file is which a {@link Builder} made of a source, as its name says; empty
   * for names whose second part between hyphens is the version, as those of wheels.
   */
  default Optional<Pin> made(PackageName name, String filename) {
    return Optional.empty();
  }

  /** How an artifact is packed. */
  default Packing packing(Artifact artifact) {
    return Packing.WHEEL;
  }

  /**
   * Trees to be made of the stored ones before a prefix is; {@link #prefix} then gets each node's
   * instance as its tree. None for languages that link the stored trees themselves.
   *
   * @param edges among the nodes of the trees; the user's own demands come from the empty id
   */
  default List<Instance> instances(List<Prefix.Tree> trees, List<Edge> edges, Target on) {
    return List.of();
  }

  /**
   * The variables of a command run in an environment; {@code bin} is on its PATH already.
   *
   * @param root the prefix of the generation
   * @param environment the variables of the one who asks
   */
  default Running running(Path root, Runtime runtime, Map<String, String> environment) {
    return Running.PLAIN;
  }

  /**
   * Tools of the house that a prefix has for a runtime which comes without them, of its own
   * language; they are no packages of the environment.
   */
  default List<Desk.Tool> tools(Runtime runtime) {
    return List.of();
  }

  /** What people should know of a tree, read from the facts {@link #place} found. */
  default Account account(Map<String, List<String>> facts) {
    return new Account(List.of(), List.of());
  }

  /**
   * The files and links of a generation's prefix for the language's trees. {@code bin} gets their
   * commands, and one that starts the runtime, named as {@link Ecosystem#runtime()} says.
   */
  List<Step> prefix(Prefix prefix);

  /**
   * A tree in words.
   *
   * @param commands names of the commands it brings
   * @param notes lines on whatever else it does to an environment, without full stop
   */
  record Account(List<String> commands, List<String> notes) {
    public Account {
      commands = List.copyOf(commands);
      notes = List.copyOf(notes);
    }
  }

  /** Reads a stored file's bytes. */
  @FunctionalInterface
  interface Contents {
    /** All of it. */
    byte[] read(Entry entry);

    /** A part of it, for files too large to be held: shorter, or empty, past the end. */
    default byte[] read(Entry entry, long offset, int length) {
      byte[] all = read(entry);
      int from = (int) Math.min(offset, all.length);
      return Arrays.copyOfRange(all, from, (int) Math.min((long) from + length, all.length));
    }
  }
}
