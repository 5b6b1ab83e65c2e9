package org.omnipkg.ecosystem.go.internal.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod;
import org.omnipkg.ecosystem.go.internal.modfile.GoModReader;
import org.omnipkg.ecosystem.go.internal.requirement.RequirementReader;
import org.omnipkg.ecosystem.go.internal.sum.GoSum;
import org.omnipkg.ecosystem.go.internal.version.Languages;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.ProjectReader;
import org.osgi.service.component.annotations.Component;

/**
 * What a go.mod asks for: its direct requirements are wanted, its indirect ones are lower bounds,
 * its exclusions and replacements hold, and so do the hashes of its go.sum. A module replaced by a
 * folder is the user's own; what that one requires is wanted in its place.
 */
@Component(property = Ecosystem.ID + "=go")
public final class GoProject implements ProjectReader {
  static final String FILE = "go.mod";
  static final String WORKSPACE = "go.work";

  private static final String SUMS = "go.sum";

  @Override
  public List<String> files() {
    return List.of(WORKSPACE, FILE);
  }

  @Override
  public Project read(Path folder, Desk desk) {
    Reading reading = new Reading(folder);
    String language =
        Files.isRegularFile(folder.resolve(WORKSPACE))
            ? reading.workspace()
            : reading.module(folder).language();
    return new Project(
        reading.wanted,
        reading.constraints(),
        reading.overrides,
        language.isEmpty() ? Optional.empty() : Optional.of(">=" + language));
  }

  /** As the go command reads it in a module one works on. */
  private static final Pattern LANGUAGE =
      Pattern.compile("[1-9][0-9]*\\.(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))?([a-z]+[0-9]+)?");

  private static final class Reading {
    private final Path top;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<Dependency> constraints = new ArrayList<>();
    private final Map<String, String> overrides = new HashMap<>();
    private final Set<Path> seen = new HashSet<>();
    private final Map<String, Path> folders = new HashMap<>();
    private final GoSum.Files sums = new GoSum.Files();

    Reading(Path top) {
      this.top = top;
    }

    /** All its modules are main ones; answers the newest Go that one of them asks for. */
    String workspace() {
      GoMod work = file(top, WORKSPACE);
      work.replaces().forEach(one -> replacement(one, top));
      sums(top, WORKSPACE + ".sum");
      Map<Path, GoMod> mains = new LinkedHashMap<>();
      for (String use : uses()) {
        Path folder = top.resolve(use).normalize();
        GoMod mod = file(folder, FILE);
        mains.put(folder, mod);
        folders.put(mod.module(), folder);
      }
      seen.addAll(mains.keySet());
      mains.forEach(this::main);
      mains.forEach(this::requirements);
      return Stream.concat(Stream.of(work), mains.values().stream())
          .map(GoMod::language)
          .filter(language -> !language.isEmpty())
          .max(Languages.ORDER)
          .orElse("");
    }

    private List<String> uses() {
      try {
        return GoModReader.uses(Files.readString(top.resolve(WORKSPACE)));
      } catch (GoModReader.Malformed e) {
        throw malformed("line " + e.line() + ": " + e.getMessage(), WORKSPACE, e);
      } catch (IOException e) {
        throw malformed("it cannot be read", WORKSPACE, e);
      }
    }

    private void main(Path folder, GoMod mod) {
      mod.replaces().forEach(one -> replacement(one, folder));
      mod.excludes().forEach(e -> constrain(e.path() + "!=" + e.version()));
      sums(folder, SUMS);
    }

    private void sums(Path folder, String file) {
      if (Files.isRegularFile(folder.resolve(file))) {
        try {
          sums.add(Files.readString(folder.resolve(file)), where(folder, file));
        } catch (IOException e) {
          throw malformed("it cannot be read", where(folder, file), e);
        }
      }
    }

    List<Dependency> constraints() {
      return Stream.concat(constraints.stream(), sums.constraints().stream()).toList();
    }

    GoMod module(Path folder) {
      GoMod mod = file(folder, FILE);
      if (folder.equals(top)) {
        main(folder, mod);
      }
      requirements(folder, mod);
      return mod;
    }

    private void requirements(Path folder, GoMod mod) {
      seen.add(folder.normalize());
      for (GoMod.Require require : mod.requires()) {
        requirement(require, where(folder, FILE) + " line " + require.line());
      }
    }

    private void requirement(GoMod.Require require, String where) {
      String path = require.module().path();
      Path own = folders.getOrDefault(path + "@" + require.module().version(), folders.get(path));
      if (own != null) {
        if (seen.add(own) && Files.isRegularFile(own.resolve(FILE))) {
          module(own);
        }
        return;
      }
      String words = path + ">=" + require.module().version();
      if (require.indirect()) {
        constrain(words);
      } else {
        wanted.add(new Wanted(words, where));
      }
    }

    private void replacement(GoMod.Replace replace, Path folder) {
      String what =
          replace.version().isEmpty() ? replace.path() : replace.path() + "@" + replace.version();
      if (replace.byVersion().isEmpty()) {
        folders.put(what, folder.resolve(replace.by()).normalize());
      } else {
        overrides.put(
            what,
            replace.by().equals(replace.path())
                ? replace.byVersion()
                : replace.by() + "@" + replace.byVersion());
      }
    }

    private void constrain(String words) {
      Dependency read = RequirementReader.read(words);
      constraints.add(
          new Dependency(
              read.target(),
              read.range(),
              read.features(),
              read.alias(),
              Tie.CONSTRAINS,
              read.role(),
              read.when(),
              read.direct(),
              read.text()));
    }

    private String where(Path folder, String file) {
      return folder.equals(top) ? file : top.relativize(folder.resolve(file)).toString();
    }

    private GoMod file(Path folder, String file) {
      try {
        GoMod mod = GoModReader.read(Files.readString(folder.resolve(file)));
        if (!mod.language().isEmpty() && !LANGUAGE.matcher(mod.language()).matches()) {
          String why = "`go " + mod.language() + "` is no version of Go";
          throw malformed(why, where(folder, file), null);
        }
        return mod;
      } catch (GoModReader.Malformed e) {
        throw malformed("line " + e.line() + ": " + e.getMessage(), where(folder, file), e);
      } catch (IOException e) {
        throw malformed("it cannot be read", where(folder, file), e);
      }
    }

    private static Refusal malformed(String why, String where, @Nullable Exception cause) {
      return new Refusal(
          Diagnostic.user(
              "project.malformed",
              "cannot read `" + where + "`: " + why,
              "`go mod edit -fmt` or `go work edit -fmt` says what is wrong with it"),
          cause);
    }
  }
}
