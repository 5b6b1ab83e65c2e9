package org.omnipkg.ecosystem.go.internal.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod;
import org.omnipkg.ecosystem.go.internal.modfile.GoModReader;
import org.omnipkg.ecosystem.go.internal.requirement.RequirementReader;
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
 * its exclusions and replacements hold. A module replaced by a folder is the user's own; what that
 * one requires is wanted in its place.
 */
@Component(property = Ecosystem.ID + "=go")
public final class GoProject implements ProjectReader {
  static final String FILE = "go.mod";

  @Override
  public List<String> files() {
    return List.of(FILE);
  }

  @Override
  public Project read(Path folder, Desk desk) {
    Reading reading = new Reading(folder);
    GoMod top = reading.module(folder);
    return new Project(
        reading.wanted,
        reading.constraints,
        reading.overrides,
        top.language().isEmpty() ? Optional.empty() : Optional.of(">=" + top.language()));
  }

  private static final class Reading {
    private final Path top;
    private final List<Wanted> wanted = new ArrayList<>();
    private final List<Dependency> constraints = new ArrayList<>();
    private final Map<String, String> overrides = new HashMap<>();
    private final Set<Path> seen = new HashSet<>();
    private final Map<String, Path> folders = new HashMap<>();

    Reading(Path top) {
      this.top = top;
    }

    GoMod module(Path folder) {
      GoMod mod = file(folder);
      seen.add(folder.normalize());
      if (folder.equals(top)) {
        mod.replaces().forEach(this::replacement);
        mod.excludes().forEach(e -> constrain(e.path() + "!=" + e.version()));
      }
      for (GoMod.Require require : mod.requires()) {
        requirement(require, where(folder) + " line " + require.line());
      }
      return mod;
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

    private void replacement(GoMod.Replace replace) {
      String what =
          replace.version().isEmpty() ? replace.path() : replace.path() + "@" + replace.version();
      if (replace.byVersion().isEmpty()) {
        folders.put(what, top.resolve(replace.by()).normalize());
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

    private String where(Path folder) {
      return folder.equals(top) ? FILE : top.relativize(folder.resolve(FILE)).toString();
    }

    private GoMod file(Path folder) {
      try {
        return GoModReader.read(Files.readString(folder.resolve(FILE)));
      } catch (GoModReader.Malformed e) {
        throw malformed("line " + e.line() + ": " + e.getMessage(), folder, e);
      } catch (IOException e) {
        throw malformed("it cannot be read", folder, e);
      }
    }

    private Refusal malformed(String why, Path folder, Exception cause) {
      return new Refusal(
          Diagnostic.user(
              "project.malformed",
              "cannot read `" + where(folder) + "`: " + why,
              "`go mod edit -fmt` says what is wrong with it"),
          cause);
    }
  }
}
