package org.omnipkg.engine.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.resolve.Languages;
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

  @Activate
  public ProjectWords(
      @Reference Languages languages, @Reference ProjectFiles files, @Reference Desks desks) {
    this.languages = languages;
    this.files = files;
    this.desks = desks;
  }

  /** Empty when there is no project, or it asks for nothing. */
  Optional<Words> read(Caller caller) {
    Words words =
        files
            .nearest(caller.directory())
            .map(file -> Words.project(file, caller, languages))
            .orElseGet(() -> Words.none(caller));
    boolean found = !words.demands().isEmpty();
    for (String language : languages.ids()) {
      found |= read(language, words, caller);
    }
    return found ? Optional.of(words) : Optional.empty();
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
        words.add(language, reader.service().read(folder, desk), languages);
      }
      return true;
    }
  }
}
