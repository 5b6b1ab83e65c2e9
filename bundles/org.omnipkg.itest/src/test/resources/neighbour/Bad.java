package bad;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Versions;

/** A language that does what the word says; its id is a word too, for what is done at its start. */
public final class Bad implements Ecosystem, Grammar, Versions, PackageIndex, Layout {
  private static final List<byte[]> KEPT = new ArrayList<>();
  private static final ReentrantLock NEVER = new ReentrantLock();

  private final String id = read();

  static {
    if (read().equals("statically")) {
      spin();
    }
  }

  public Bad() {
    if (id.equals("constructing")) {
      spin();
    }
    if (id.equals("constructing-locked")) {
      lock();
    }
  }

  static String read() {
    try (InputStream in = Bad.class.getResourceAsStream("/id.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Heeds nothing. */
  static void spin() {
    while (true) {
      try {
        Thread.sleep(1000);
      } catch (Throwable ignored) {
        KEPT.size();
      }
    }
  }

  /** Hangs where no rewritten code runs. */
  static void lock() {
    Thread holder = new Thread(() -> { NEVER.lock(); spin(); });
    holder.setDaemon(true);
    holder.start();
    while (!NEVER.isLocked()) {
      Thread.onSpinWait();
    }
    NEVER.lock();
  }

  static int deep(int n) {
    return deep(n + 1) + 1;
  }

  @Override
  public Dependency parse(String words) {
    switch (words) {
      case "throws" -> throw new IllegalArgumentException("of course");
      case "overflows" -> deep(0);
      case "unlinked" -> throw new NoClassDefFoundError("nowhere/Nothing");
      case "sleeps" -> {
        try {
          Thread.sleep(3_600_000);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      case "spins" -> spin();
      case "counts" -> {
        long turns = 0;
        while (turns >= 0) {
          turns = (turns + 1) & 0xffff;
        }
      }
      case "locks" -> lock();
      case "floods" -> {
        while (true) {
          KEPT.add(new byte[1 << 20]);
        }
      }
      case "bursts" -> KEPT.add(new byte[2_000_000_000]);
      case "leaks" -> {
        for (int i = 0; i < 100; i++) {
          Thread thread = new Thread(Bad::spin, "leaked-" + i);
          thread.setDaemon(true);
          thread.start();
        }
      }
      case "leaks-some" -> {
        Thread thread = new Thread(Bad::spin, "leaked");
        thread.setDaemon(true);
        thread.start();
      }
      case "exits" -> System.exit(3);
      case "halts" -> Runtime.getRuntime().halt(3);
      case "refers" -> {
        IntConsumer exit = System::exit;
        exit.accept(3);
      }
      case "reflects" -> reflect();
      case "handles" -> handle();
      case "null" -> {
        return null;
      }
      case "misnames" -> {
        return dependency(new PackageName("python", words), words);
      }
      default -> {}
    }
    return dependency(new PackageName(id, words), words);
  }

  private static void reflect() {
    try {
      System.class.getMethod("exit", int.class).invoke(null, 3);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void handle() {
    try {
      MethodHandles.lookup()
          .findStatic(System.class, "exit", MethodType.methodType(void.class, int.class))
          .invoke(3);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Dependency dependency(PackageName name, String words) {
    return new Dependency(
        name, "", Set.of(), "", Tie.NEEDS, Role.RUN, Condition.ALWAYS, Optional.empty(), words);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<String> aliases() {
    return Set.of();
  }

  @Override
  public Grammar grammar() {
    return this;
  }

  @Override
  public Versions versions() {
    return this;
  }

  @Override
  public PackageIndex index() {
    return this;
  }

  @Override
  public Layout layout() {
    return this;
  }

  @Override
  public PackageName name(String spelled) {
    return new PackageName(id, spelled);
  }

  @Override
  public String purl(Pin pin) {
    return "pkg:generic/" + pin.name().name() + "@" + pin.version();
  }

  @Override
  public int compare(String one, String other) {
    return one.compareTo(other);
  }

  @Override
  public Choice select(String range, Listing of) {
    BitSet all = new BitSet();
    all.set(0, of.releases().size());
    return new Choice(all, new BitSet(), false);
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    return among.length() - 1;
  }

  @Override
  public Listing releases(PackageName name, Desk desk) {
    return Listing.empty(name);
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    throw new IllegalStateException("there are no releases");
  }

  @Override
  public String shelf() {
    return "bad";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return Optional.empty();
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    throw new IllegalStateException("there are no files");
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    return List.of();
  }
}
