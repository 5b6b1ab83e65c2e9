package org.omnipkg.engine.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.omnipkg.api.Caller;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.ProjectReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the project asks for: the house's own file, from the working directory upwards, and the
 * files of every language that lie in the working directory.
 */
@Component(service = ProjectWords.class)
public final class ProjectWords {
  private final Languages languages;
  private final ProjectFiles files;
  private final Desks desks;
  private final Interpreters interpreters;

  @Activate
  public ProjectWords(
      @Reference Languages languages,
      @Reference ProjectFiles files,
      @Reference Desks desks,
      @Reference RuntimeRoom runtimes) {
    this.languages = languages;
    this.files = files;
    this.desks = desks;
    this.interpreters = new Interpreters(languages, runtimes);
  }

  /** Empty when there is no project, or it asks for nothing. */
  Optional<Words> read(Caller caller) {
    Words words =
        files
            .nearest(caller.directory())
            .map(file -> Words.project(file, languages))
            .orElseGet(Words::none);
    boolean found = !words.demands().isEmpty();
    for (String language : languages.ids()) {
      found |= read(language, words, caller);
    }
    return found ? Optional.of(words) : Optional.empty();
  }

  /** Languages whose files in the working directory ask for one of these packages. */
  Set<String> languages(Caller caller, Set<PackageName> names) {
    Words words = Words.none();
    for (String language : languages.ids()) {
      read(language, words, caller);
    }
    return words.demands().stream()
        .map(demand -> demand.dependency().target())
        .filter(names::contains)
        .map(PackageName::ecosystem)
        .collect(Collectors.toSet());
  }

  private boolean read(String language, Words words, Caller caller) {
    Optional<Languages.Lease<ProjectReader>> skill = languages.skill(ProjectReader.class, language);
    if (skill.isEmpty()) {
      return false;
    }
    try (Languages.Lease<ProjectReader> reader = skill.get()) {
      Path folder = caller.directory();
      if (reader.service().files().stream()
          .noneMatch(f -> Files.isRegularFile(folder.resolve(f)))) {
        return false;
      }
      try (HouseDesk desk = desks.open(caller, Wishes.NONE)) {
        ProjectReader its = reader.service();
        Supplier<Runtime> runtime = () -> interpreters.any(language, its::serves, desk);
        words.add(language, its.read(folder, runtime, desk), languages);
      }
      return true;
    }
  }
}
