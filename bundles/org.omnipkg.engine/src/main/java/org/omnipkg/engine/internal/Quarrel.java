package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnipkg.api.Spelling;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;

/** Tells why the languages of a change do not come together, from the words that began it. */
final class Quarrel {
  private static final String USUAL = "default";

  private final Change change;
  private final Optional<State> state;
  private final RuntimeSupply supply;
  private final Collection<Share> shares;
  private final HouseDesk desk;

  /**
   * @param shares the languages as far as they are known when something is told
   */
  Quarrel(
      Change change,
      Optional<State> state,
      RuntimeSupply supply,
      Collection<Share> shares,
      HouseDesk desk) {
    this.change = change;
    this.state = state;
    this.supply = supply;
    this.shares = shares;
    this.desk = desk;
  }

  /** A refusal with what brought the needs of other languages, so that it has a beginning. */
  Refusal told(Refusal refusal, List<Need> needs) {
    List<String> lines = new ArrayList<>(refusal.diagnostic().details());
    for (Need need : needs) {
      if (!brought(need).isEmpty()) {
        // told by the solver too, which does not know where it comes from
        lines.removeIf(
            l -> l.startsWith(need.from() + " needs ") && l.endsWith(need.wanted().text()));
        lines.add(line(need));
      }
    }
    return new Refusal(refusal.diagnostic().with(lines), refusal);
  }

  /**
   * Packages need a runtime that the change is not to have.
   *
   * @param wouldDo finds a version of it that would do
   */
  Refusal overRuntime(
      Need torn, List<Need> needs, Runtime runtime, Supplier<Optional<String>> wouldDo) {
    String language = runtime.ecosystem();
    List<String> lines = new ArrayList<>();
    needs.stream().map(this::line).forEach(lines::add);
    lines.add(because(runtime));
    return new Refusal(
        Diagnostic.user(
                "resolve.runtime-conflict",
                "`"
                    + named(torn)
                    + "` needs "
                    + language
                    + " `"
                    + torn.wanted().range()
                    + "`, and it is to run with "
                    + States.words(runtime),
                wouldDo.get().map(version -> advice(language, version)).orElse(""))
            .with(lines));
  }

  /**
   * What to type so that a language has another runtime; empty where nothing would: a mere change
   * of the runtime to the one that is there.
   */
  String advice(String language, String version) {
    String spoken = supply.spoken(language, version, desk);
    String word = "`" + language + "@" + spoken + "`";
    Optional<Runtime> own = state.flatMap(s -> States.runtime(s, language));
    if (change.runtimes().containsKey(language)) {
      boolean stays = own.filter(runtime -> runtime.version().equals(version)).isPresent();
      return stays && change.words().demands().isEmpty()
          ? ""
          : word + " in place of the " + language + " you named";
    }
    if (own.isEmpty()) {
      return word + " among the words of this command";
    }
    String where = change.environment().equals(USUAL) ? "" : "-e " + change.environment() + " ";
    return "`omnipkg "
        + where
        + "swap "
        + language
        + " "
        + spoken
        + "` first, or "
        + word
        + " among the words of this command";
  }

  private String line(Need need) {
    String brought = brought(need);
    return named(need)
        + " needs "
        + need.wanted().text()
        + (brought.isEmpty() ? "" : " and comes with " + brought);
  }

  /** Who has a need; a place in a tree of packages tells nobody which one lies there. */
  private String named(Need need) {
    return shares.stream()
        .flatMap(share -> share.pin(need.from()).stream())
        .findFirst()
        .map(pin -> Spelling.of(pin.name().ecosystem(), pin.name().name()) + " " + pin.version())
        .orElse(need.from());
  }

  /** The words of the user that brought who has a need. */
  private String brought(Need need) {
    for (Share share : shares) {
      String words = String.join(", ", share.asking(need.from()));
      if (!words.isEmpty()) {
        return words;
      }
    }
    return "";
  }

  private String because(Runtime runtime) {
    String language = runtime.ecosystem();
    String asked = change.runtimes().get(language);
    if (asked != null) {
      return "you asked for " + language + "@" + asked;
    }
    boolean has = state.flatMap(s -> States.runtime(s, language)).isPresent();
    return (has ? "the environment has " : "it is set to be ") + language + " " + runtime.version();
  }
}
