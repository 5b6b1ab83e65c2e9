package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.omnipkg.api.Caller;
import org.omnipkg.fetch.Rehearsals;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.store.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Works out a change of an environment that does not exist, over registries on paper that this
 * process serves to itself, and carries it out in a home that is thrown away: all that an
 * installation with nothing cached goes through. Nobody else is asked, no runtime is looked for
 * that is not known, and nothing is left behind.
 */
@Component(service = Runnable.class, property = "omnipkg.practice=solve")
public final class SolvePractice implements Runnable {
  private static final String PAPER = "omnipkg.paper";
  private static final String NOBODY = "practice";

  /** Each over the same connection: what a JVM holds for one goes only some time after it. */
  private static final int ROUNDS = 3;

  private final Rehearsals rehearsals;
  private final Languages languages;
  private final RuntimeRoom runtimes;
  private final Composing composing;
  private final SourceList sources;
  private final Ledger ledger;
  private final Desks desks;
  private final PaperHouse house;

  /** What languages have for it: documents for a place, with properties that say what to ask. */
  @Reference(
      service = Function.class,
      target = "(" + PAPER + "=*)",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Map.Entry<Map<String, Object>, Function<URI, Map<String, byte[]>>>> papers =
      List.of();

  @Activate
  public SolvePractice(
      @Reference Rehearsals rehearsals,
      @Reference Languages languages,
      @Reference RuntimeRoom runtimes,
      @Reference Composing composing,
      @Reference SourceList sources,
      @Reference Ledger ledger,
      @Reference Desks desks,
      @Reference PaperHouse house) {
    this.rehearsals = rehearsals;
    this.languages = languages;
    this.runtimes = runtimes;
    this.composing = composing;
    this.sources = sources;
    this.ledger = ledger;
    this.desks = desks;
    this.house = house;
  }

  @Override
  public void run() {
    for (Map.Entry<Map<String, Object>, Function<URI, Map<String, byte[]>>> paper : papers) {
      try (Rehearsals.Rehearsal rehearsal = rehearsals.begin()) {
        for (int round = 0; round < ROUNDS; round++) {
          solve(rehearsal, paper.getKey(), paper.getValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** How many packages were found to be needed; none where no runtime of the language is known. */
  int solve(
      Rehearsals.Rehearsal rehearsal,
      Map<String, Object> said,
      Function<URI, Map<String, byte[]>> paper)
      throws IOException {
    String language = String.valueOf(said.get(PAPER));
    Desks own = desks.over(rehearsal.fetcher(), rehearsal.cache());
    Caller caller = caller(rehearsal.cache());
    Optional<String> runtime = runtime(language, caller, own);
    if (runtime.isEmpty()) {
      return 0;
    }
    rehearsal.show(
        paper.apply(rehearsal.address()), String.valueOf(said.get("omnipkg.paper.type")));
    String word = String.valueOf(said.get("omnipkg.paper.word"));
    Path limits = Files.writeString(rehearsal.cache().resolve("limits.txt"), "nobody<9\n");
    Words words = Words.read(List.of(language + ":" + word), List.of(), caller, languages);
    words.limit(List.of(limits), caller, languages);
    URI index = rehearsal.address().resolve(String.valueOf(said.get("omnipkg.paper.index")));
    Wishes wishes =
        new Wishes(Optional.of(language + ":" + index), List.of(), List.of(), List.of(), true);
    Change change =
        new Change(
            NOBODY,
            words,
            Map.of(language, runtime.get()),
            Optional.of(Choices.HOUSE),
            false,
            true,
            false,
            true,
            true,
            List.of());
    try (HouseDesk desk = own.open(caller, wishes);
        Leases leases = new Leases(languages)) {
      Plan plan = composing.plan(change, Baseline.of(Optional.empty()), leases, desk);
      house.carryOut(plan, leases, desk, rehearsal.cache());
      return States.changes(Optional.empty(), plan.nodes(), plan.kept(), languages).size();
    }
  }

  /** The version of one that is known; what the language's own client says is read on the way. */
  private Optional<String> runtime(String language, Caller caller, Desks own) {
    ledger.get(NOBODY, NOBODY);
    try (HouseDesk desk = own.open(caller, Wishes.NONE)) {
      sources.isOwn(language, desk);
      Optional<Languages.Lease<RuntimeSource>> skill =
          languages.skill(RuntimeSource.class, language);
      if (skill.isEmpty()) {
        return Optional.empty();
      }
      try (Languages.Lease<RuntimeSource> lease = skill.get()) {
        return runtimes.known(lease.service(), desk).stream().findFirst().map(one -> one.version());
      }
    } catch (Refusal unreadable) {
      return Optional.empty();
    }
  }

  /** Somebody with the variables of whoever started this process, who goes past proxies. */
  private Caller caller(Path directory) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("no_proxy", "*");
    return new Caller(environment, directory, false, Duration.ZERO, Progress.SILENT);
  }
}
