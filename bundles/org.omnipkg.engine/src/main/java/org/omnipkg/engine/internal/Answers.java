package org.omnipkg.engine.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.environment.State;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Resolutions found lately, and what the indexes offered for their packages. The same question
 * under the same circumstances, its language's and those of every other that was asked on the way,
 * has the same answer for as long as every document that was read for it may be used unasked;
 * refusals, and answers with something to say on the way, are never kept.
 */
@Component(service = Answers.class)
public final class Answers {
  private static final int RESOLUTIONS = 128;
  private static final int OFFERS = 2048;

  private final Languages languages;
  private final Tools tools;
  private final Fleeting<String, Known> resolutions = new Fleeting<>(RESOLUTIONS);
  private final Fleeting<Offered, State.Offer> offers = new Fleeting<>(OFFERS);

  /**
   * A resolution, and the circumstances of the other languages that were asked on the way to it.
   */
  private record Known(Resolution resolution, Map<String, String> others) {}

  private record Offered(String circumstances, Node node) {}

  @Activate
  public Answers(@Reference Languages languages, @Reference Tools tools) {
    this.languages = languages;
    this.tools = tools;
  }

  /** Names a question with all its answer depends on; empty when its answer cannot be kept. */
  Optional<String> question(Problem problem, String solver, HouseDesk desk) {
    boolean direct = problem.roots().stream().anyMatch(root -> root.direct().isPresent());
    if (direct
        || !problem.built().isEmpty()
        || !solver.equals(SettingKey.HOUSE) && tools.roots().isEmpty()) {
      return Optional.empty();
    }
    return circumstances(problem.ecosystem(), problem.target(), desk)
        .map(around -> digest(text(problem, solver, around)));
  }

  /** The order of requests may mean something, that of a map does not. */
  private static List<String> text(Problem problem, String solver, String around) {
    List<String> text = new ArrayList<>(List.of(around, solver));
    problem.roots().forEach(root -> text.add("root " + words(root)));
    problem.constraints().forEach(one -> text.add("constraint " + words(one)));
    problem.runtimes().forEach(one -> text.add("runtime " + words(one)));
    text.add(problem.prereleases() + " " + problem.excludeNewer());
    TreeSet<String> unordered = new TreeSet<>();
    problem.preferred().forEach((name, version) -> unordered.add("prefer " + name + " " + version));
    problem.overrides().forEach((name, range) -> unordered.add("override " + name + " " + range));
    problem.hashes().forEach((name, hashes) -> unordered.add("hashes " + name + " " + hashes));
    text.addAll(unordered);
    return text;
  }

  private static String words(Dependency one) {
    return String.join(
        "\u0000",
        one.target().toString(),
        one.range(),
        new TreeSet<>(one.features()).toString(),
        one.alias(),
        one.tie().name(),
        one.role().name(),
        one.when().toString(),
        one.direct().toString(),
        one.text());
  }

  private static String words(Runtime runtime) {
    return String.join(
        "\u0000",
        runtime.ecosystem(),
        runtime.implementation(),
        runtime.version(),
        runtime.executable().toString(),
        new TreeMap<>(runtime.facts()).toString());
  }

  /** Where packages of a language come from for a target just now. */
  Optional<String> circumstances(String language, Target target, HouseDesk desk) {
    if (desk.offline()) {
      return Optional.empty();
    }
    return sources(language, desk)
        .flatMap(all -> Circumstances.of(all, desk.environment(), desk.clock().instant()))
        .map(
            text -> {
              List<String> all = new ArrayList<>(text);
              all.add(language + " " + languages.edition(language) + " " + target.platform());
              for (Runtime runtime : target.runtimes()) {
                all.add(words(runtime));
              }
              all.add("tools " + new TreeSet<>(tools.roots()));
              return digest(all);
            });
  }

  /** A list that is refused is refused again by whoever needs it, with the words it has for it. */
  private static Optional<List<Source>> sources(String language, HouseDesk desk) {
    try {
      return Optional.of(desk.sources(language));
    } catch (Refusal left) {
      return Optional.empty();
    }
  }

  Optional<Resolution> find(String question, Target target, HouseDesk desk) {
    return resolutions
        .find(question, desk.clock().instant())
        .filter(
            known ->
                known.others().entrySet().stream()
                    .allMatch(
                        other ->
                            circumstances(other.getKey(), target, desk)
                                .equals(Optional.of(other.getValue()))))
        .map(Known::resolution);
  }

  void keep(String question, Resolution resolution, Target target, HouseDesk desk) {
    Map<String, String> others = new HashMap<>();
    for (Map.Entry<String, Long> other : desk.involved().entrySet()) {
      Optional<String> around = circumstances(other.getKey(), target, desk);
      if (around.isEmpty() || languages.edition(other.getKey()) != other.getValue()) {
        return;
      }
      others.put(other.getKey(), around.get());
    }
    Known known = new Known(resolution, Map.copyOf(others));
    resolutions.keep(question, known, desk.clock().instant(), desk.fresh());
  }

  Optional<State.Offer> offer(String circumstances, Node node, HouseDesk desk) {
    return offers.find(new Offered(circumstances, node), desk.clock().instant());
  }

  void keep(String circumstances, Node node, State.Offer offer, HouseDesk desk) {
    Offered key = new Offered(circumstances, node);
    offers.keep(key, offer, desk.clock().instant(), desk.fresh());
  }

  private static String digest(List<String> text) {
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      for (String line : text) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        sum.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        sum.update(bytes);
      }
      return HexFormat.of().formatHex(sum.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
