package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Optional;
import org.omnipkg.engine.internal.lock.Lock;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds on this machine the runtime a lock names, or the nearest of its series. */
@Component(service = LockedRuntime.class)
public final class LockedRuntime {
  private final Languages languages;
  private final RuntimeRoom runtimes;

  @Activate
  public LockedRuntime(@Reference Languages languages, @Reference RuntimeRoom runtimes) {
    this.languages = languages;
    this.runtimes = runtimes;
  }

  /** The runtime to use; the environment's own when it is the one named. */
  Runtime choose(Lock.Runtime wanted, Optional<State> state, HouseDesk desk) {
    Optional<Runtime> own =
        state
            .flatMap(s -> States.runtime(s, wanted.ecosystem()))
            .filter(
                runtime ->
                    same(wanted, runtime)
                        && java.nio.file.Files.isExecutable(runtime.executable()));
    if (own.isPresent()) {
      return own.get();
    }
    try (Languages.Lease<RuntimeSource> source =
        languages
            .skill(RuntimeSource.class, wanted.ecosystem())
            .orElseThrow(() -> refused(wanted, List.of()))) {
      List<Runtime> known = runtimes.known(source.service(), desk);
      Optional<Runtime> here = known.stream().filter(r -> same(wanted, r)).findFirst();
      return here.orElseGet(() -> obtained(wanted, known, source.service(), desk));
    }
  }

  private Runtime obtained(
      Lock.Runtime wanted, List<Runtime> known, RuntimeSource source, HouseDesk desk) {
    Optional<Runtime> exact = chosen(wanted, wanted.version(), source, desk);
    if (exact.isPresent()) {
      return exact.get();
    }
    Runtime near =
        chosen(wanted, series(wanted.version()), source, desk)
            .orElseThrow(
                () -> refused(wanted, known.stream().map(Runtime::version).distinct().toList()));
    desk.progress()
        .note(
            "note: the lock names "
                + wanted.implementation()
                + " "
                + wanted.version()
                + ", which is neither here nor to be had; "
                + near.version()
                + " takes its place");
    return near;
  }

  private Optional<Runtime> chosen(
      Lock.Runtime wanted, String version, RuntimeSource source, HouseDesk desk) {
    try {
      return Optional.of(runtimes.choose(source, Optional.of(version), desk))
          .filter(runtime -> runtime.implementation().equals(wanted.implementation()));
    } catch (Refusal e) {
      if (!e.diagnostic().code().equals("runtime.not-found") && !desk.offline()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static boolean same(Lock.Runtime wanted, Runtime runtime) {
    return runtime.ecosystem().equals(wanted.ecosystem())
        && runtime.implementation().equals(wanted.implementation())
        && runtime.version().equals(wanted.version());
  }

  /** {@code 3.11} of {@code 3.11.7}. */
  private static String series(String version) {
    int dot = version.lastIndexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  private static Refusal refused(Lock.Runtime wanted, List<String> here) {
    return new Refusal(
        Diagnostic.outside(
                "lock.runtime",
                "the lock is for "
                    + wanted.implementation()
                    + " "
                    + wanted.version()
                    + ", and no "
                    + series(wanted.version())
                    + " is here or to be had",
                "`omnipkg runtime add PATH` adopts one that is installed elsewhere")
            .with(List.of("here: " + (here.isEmpty() ? "none" : String.join(", ", here)))));
  }
}
