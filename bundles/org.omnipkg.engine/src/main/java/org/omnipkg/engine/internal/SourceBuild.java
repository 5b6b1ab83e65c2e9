package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.omnipkg.api.Places;
import org.omnipkg.api.Removal;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Wanting;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.store.Ledger;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers a {@link Wanting#BUILD}: unpack, make an environment of the build's needs, build in the
 * sandbox, keep the wheel by the source's digest so that nothing is built twice.
 */
@Component(service = SourceBuild.class)
public final class SourceBuild {
  private static final String TABLE = "built";

  private static final int SHORT = 12;

  /** Digest of its archive by commit. */
  private static final String COMMITS = "commits";

  private final Languages languages;
  private final Unpacker unpacker;
  private final PlanExecutor plans;
  private final Environments environments;
  private final Ledger ledger;
  private final Places places;

  @Activate
  public SourceBuild(
      @Reference Languages languages,
      @Reference Unpacker unpacker,
      @Reference PlanExecutor plans,
      @Reference Environments environments,
      @Reference Ledger ledger,
      @Reference Places places) {
    this.languages = languages;
    this.unpacker = unpacker;
    this.plans = plans;
    this.environments = environments;
    this.ledger = ledger;
    this.places = places;
  }

  Artifact build(
      Wanting asked,
      Problem problem,
      Ecosystem ecosystem,
      HouseDesk desk,
      BiFunction<Problem, HouseDesk, Resolution> solve) {
    Runtime runtime = problem.target().runtime(ecosystem.id()).orElseThrow();
    Wanting wanting =
        new Wanting(asked.kind(), asked.pin(), noted(asked.artifact()), asked.reason());
    try {
      String key = key(wanting.artifact(), runtime, problem.target().platform());
      String stated = wanting.artifact().hashes().get("sha256");
      if (stated != null) {
        desk.hold().keep(Roots.BUILT, stated + "/" + key);
      }
      Optional<Artifact> known = known(wanting.artifact(), runtime, problem.target().platform());
      if (known.isPresent()) {
        return known.get();
      }
      try (Languages.Lease<Builder> builder = builder(ecosystem.id(), wanting)) {
        return fresh(wanting, problem, ecosystem, builder.service(), desk, solve, key, runtime);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Artifact fresh(
      Wanting wanting,
      Problem problem,
      Ecosystem ecosystem,
      Builder builder,
      HouseDesk desk,
      BiFunction<Problem, HouseDesk, Resolution> solve,
      String key,
      Runtime runtime)
      throws IOException {
    String label = wanting.pin().name().name() + " " + wanting.pin().version();
    desk.progress().step("Building " + label);
    Path archive = desk.download(wanting.artifact());
    String source = Sha256.of(archive);
    desk.hold().keep(Roots.BUILT, source + "/" + key);
    Optional<GitPlace> place = GitPlace.of(wanting.artifact().location());
    place.ifPresent(one -> note(one, source));
    Optional<Artifact> same =
        known(Sha256.in(wanting.artifact(), source), runtime, problem.target().platform());
    if (same.isPresent()) {
      return same.get();
    }
    Path work = Files.createTempDirectory(desk.scratch(), "build");
    Optional<Path> own = Editable.folder(wanting.artifact().location());
    Path tree =
        own.isPresent() ? own.get() : unpacked(wanting.artifact(), archive, work, label, desk);
    String name = ".build-" + UUID.randomUUID();
    try (Environments.Hold hold = environments.hold(name, Duration.ofSeconds(1), desk.progress())) {
      try {
        List<Dependency> needs = new ArrayList<>(builder.requires(tree, desk));
        Path interpreter = prepare(needs, name, hold, problem, ecosystem, desk, solve);
        desk.progress().step("Building " + label);
        List<Dependency> more =
            own.isPresent()
                ? builder.editableRequires(tree, interpreter, desk)
                : builder.requires(tree, interpreter, desk);
        if (!more.isEmpty()) {
          needs.addAll(more);
          interpreter = prepare(needs, name, hold, problem, ecosystem, desk, solve);
          desk.progress().step("Building " + label);
        }
        Path out = Files.createDirectory(work.resolve("out"));
        Artifact made =
            own.isPresent()
                ? builder.editable(wanting.pin(), tree, interpreter, out, desk)
                : builder.build(wanting.pin(), tree, interpreter, out, desk);
        return keep(made, builder.format(), wanting.artifact(), source, key);
      } finally {
        environments.remove(hold);
      }
    } finally {
      Removal.of(work);
    }
  }

  private Path unpacked(Artifact source, Path archive, Path work, String label, HouseDesk desk)
      throws IOException {
    Path tree = Files.createDirectory(work.resolve(label.replaceAll("[^A-Za-z0-9._+-]", "-")));
    unpacker.unpack(archive, Unpacker.Rules.sdist(format(source)), tree, desk.progress());
    Optional<GitPlace> place = GitPlace.of(source.location());
    if (place.isPresent()) {
      desk.repositories().history(place.get(), tree);
      return project(tree, place.get());
    }
    if (FolderArchive.isOf(source)) {
      Repositories.history(Path.of(source.location().getPath()), tree);
    }
    return tree;
  }

  /** The archive of a commit is always the same: its digest is noted with the commit. */
  private void note(GitPlace place, String sha256) {
    ledger.put(COMMITS, place.revision(), sha256.getBytes(StandardCharsets.UTF_8));
  }

  private Artifact noted(Artifact archive) {
    return GitPlace.of(archive.location())
        .filter(place -> !archive.hashes().containsKey("sha256"))
        .flatMap(place -> ledger.get(COMMITS, place.revision()))
        .map(sha256 -> Sha256.in(archive, new String(sha256, StandardCharsets.UTF_8)))
        .orElse(archive);
  }

  private static Path project(Path tree, GitPlace place) {
    Path folder = tree.resolve(place.subdirectory()).normalize();
    if (!folder.startsWith(tree) || !Files.isDirectory(folder)) {
      throw new Refusal(
          Diagnostic.user(
              "repository.no-folder",
              "the repository has no folder `" + place.subdirectory() + "` at " + place.brief(),
              "check what stands behind `#subdirectory=`"));
    }
    return folder;
  }

  private Path prepare(
      List<Dependency> needs,
      String name,
      Environments.Hold hold,
      Problem problem,
      Ecosystem ecosystem,
      HouseDesk desk,
      BiFunction<Problem, HouseDesk, Resolution> solve) {
    Resolution resolution =
        needs.isEmpty()
            ? new Resolution(List.of(), List.of(), Set.of())
            : solve.apply(
                new Problem(
                    problem.ecosystem(),
                    needs,
                    List.of(),
                    problem.target(),
                    Map.of(),
                    false,
                    problem.excludeNewer(),
                    Map.of(),
                    Map.of()),
                desk);
    Plan plan =
        new Plan(
            name,
            new Target(
                problem.target().platform(),
                problem.target().runtime(ecosystem.id()).stream().toList()),
            List.of("build"),
            List.of(new Plan.Part(ecosystem.id(), List.of(), resolution, "", List.of(), List.of())),
            List.of(),
            Optional.empty());
    return plans
        .execute(plan, hold, language -> ecosystem.layout(), desk)
        .generation()
        .root()
        .resolve("bin")
        .resolve(ecosystem.runtime());
  }

  private Artifact keep(Artifact made, String format, Artifact archive, String source, String key)
      throws IOException {
    Path folder =
        Files.createDirectories(places.store().resolve(Roots.BUILT).resolve(source).resolve(key));
    Path staged = Files.createTempFile(folder, "wheel", ".tmp");
    Files.copy(Path.of(made.location()), staged, StandardCopyOption.REPLACE_EXISTING);
    Path wheel = folder.resolve(made.filename());
    Files.move(staged, wheel, StandardCopyOption.ATOMIC_MOVE);
    ledger.put(
        TABLE, source + "/" + key, wheel.toUri().toString().getBytes(StandardCharsets.UTF_8));
    return wheel(wheel, format, archive, source);
  }

  /** What was built of a source archive for a runtime before. */
  Optional<Artifact> known(Artifact archive, Runtime runtime, Platform platform) {
    String source = archive.hashes().get("sha256");
    if (source == null) {
      return Optional.empty();
    }
    String key = source + "/" + key(archive, runtime, platform);
    try {
      Optional<Path> file =
          ledger
              .get(TABLE, key)
              .map(value -> Path.of(URI.create(new String(value, StandardCharsets.UTF_8))))
              .filter(Files::exists)
              .or(() -> Roots.wheel(places.store().resolve(Roots.BUILT).resolve(key)));
      return file.isPresent()
          ? Optional.of(wheel(file.get(), format(runtime.ecosystem()), archive, source))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A repository may hold several projects, and what leads to a folder leads to no other. */
  private static String key(Artifact archive, Runtime runtime, Platform platform) {
    String folder =
        Editable.folder(archive.location())
            .map(own -> Editable.SUFFIX + own)
            .or(() -> GitPlace.of(archive.location()).map(place -> part(place, archive)))
            .orElse("");
    String stated = runtime.fact("abi_tag");
    String abi = stated.isEmpty() ? runtime.implementation() + "-" + runtime.version() : stated;
    return abi
        + "-"
        + platform.id()
        + (folder.isEmpty() ? "" : "-" + Sha256.ofText(folder).substring(0, SHORT));
  }

  /** Its file's name is that of the package, of which one folder may have several. */
  private static String part(GitPlace place, Artifact archive) {
    return place.subdirectory() + "/" + archive.filename();
  }

  private static Artifact wheel(Path file, String format, Artifact archive, String source)
      throws IOException {
    return new Artifact(
        file.getFileName().toString(),
        format,
        file.toUri(),
        Map.of("sha256", Sha256.of(file)),
        OptionalLong.of(Files.size(file)),
        BuiltFrom.facts(archive, source));
  }

  private Languages.Lease<Builder> builder(String ecosystem, Wanting wanting) {
    return languages
        .skill(Builder.class, ecosystem)
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.outside(
                        "build.no-builder",
                        "`" + wanting.pin() + "` exists only as source and nothing here builds it",
                        "")));
  }

  /** Of what a language makes of its sources. */
  private String format(String language) {
    return languages
        .skill(Builder.class, language)
        .map(
            skill -> {
              try (Languages.Lease<Builder> builder = skill) {
                return builder.service().format();
              }
            })
        .orElse("");
  }

  private static String format(Artifact artifact) {
    String name = artifact.filename();
    if (name.endsWith(".tgz")) {
      return "tar.gz";
    }
    for (String format : List.of("tar.gz", "tar.bz2", "tar.xz", "tar", "zip")) {
      if (name.endsWith("." + format)) {
        return format;
      }
    }
    throw new Refusal(
        Diagnostic.outside(
            "archive.unsupported", "`" + name + "` is no archive this house unpacks", ""));
  }
}
